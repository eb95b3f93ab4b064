// Values that a caller in bad company may pass. Each is made anew for every call, since some change when they are read.

import { runInNewContext } from 'node:vm'

/** @typedef {ReturnType<import('./random.mjs').randomFrom>} Random */

/** Stands in every secret, key and passphrase made here: no error may hold it. */
export const MARK = 'Mk7qZ2vX9bT4nR6w'

/** A property that answers something else each time. */
function changing(values) {
  let reads = 0
  return () => values[Math.min(reads++, values.length - 1)]
}

/** @param {any} target @param {string} name @param {() => unknown} get */
function withGetter(target, name, get) {
  return Object.defineProperty(target, name, { get, enumerable: true, configurable: true })
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function detached() {
  const bytes = new Uint8Array(32).fill(77)
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
  return bytes
}

/** An array-like that says of itself what it likes. */
function liar(random, items) {
  const length = changing([random.below(40), random.below(400), 1e5])
  return new Proxy(items, { get: (target, name) => (name === 'length' ? length() : (target[name] ?? 65)) })
}

function throwing(thrown) {
  return () => {
    throw thrown
  }
}

/** Something thrown that holds a secret. */
const loud = () => new TypeError(`the key is ${MARK}`)

/** What need not be an Error. */
const ODD_ERRORS = [
  revoked,
  () => undefined,
  () => null,
  () => Symbol('s'),
  () => '{"code":"ERR_NONE"}',
  () => Object.create(null),
]

/** What runs in the middle of a call: the library is called by what it reads. */
export const back = { call: () => undefined }

/** Of another realm, where `instanceof` fails. */
const elsewhere = (code) => runInNewContext(code)

/** A buffer that changes its length when it is looked at. */
function shrinking() {
  const buffer = new ArrayBuffer(64, { maxByteLength: 128 })
  const bytes = new Uint8Array(buffer).fill(67)
  const shrink = () => buffer.resize(7)
  return withGetter(Object.assign({}, { key: bytes }), 'passphrase', shrink)
}

/** Anything but a secret. @param {Random} random @param {number} depth */
export function hostile(random, depth = 2) {
  const inner = () => (depth > 0 ? hostile(random, depth - 1) : random.json(1))
  const makers = [
    () => undefined,
    () => null,
    () => random.pick([NaN, Infinity, -0, 1e308, -1, 2 ** 53, 0.1]),
    () => BigInt(random.below(1000)),
    () => Symbol('s'),
    () => () => inner(),
    () => random.text(60),
    () => '\ud800' + random.text(5),
    () => '{{' + ' '.repeat(random.below(200)) + random.text(9),
    () => random.json(2),
    () => new Date(random.below(2) ? 0 : NaN),
    () => new Map([[1, inner()]]),
    () => /x/,
    () => Promise.resolve(1),
    () => new Proxy(Object(inner() ?? {}), {}),
    revoked,
    () => [revoked()],
    detached,
    () => new Uint16Array([65, 66, 67]),
    () => new DataView(new ArrayBuffer(random.below(80)), 0),
    () => new SharedArrayBuffer(random.below(80)),
    () => new Uint8Array(new SharedArrayBuffer(40)).fill(65),
    () => liar(random, []),
    () => liar(random, {}),
    () => new Proxy([], { ownKeys: throwing(loud()), get: throwing(loud()) }),
    () => new Proxy({}, { getPrototypeOf: throwing(loud()), has: throwing(loud()) }),
    () => Object.create({ audience: 'a', kty: 'oct', algorithm: 'HS256' }),
    () => Object.defineProperty({}, 'audience', { value: inner() }),
    () => ({
      [Symbol.toStringTag]: random.pick(['Object', 'ArrayBuffer', 'CryptoKey', 'Array', 'Uint8Array']),
      length: 40,
    }),
    () => ({ toJSON: () => undefined }),
    () => ({ toJSON: throwing(loud()) }),
    () => ({ toString: throwing(loud()), valueOf: throwing(loud()) }),
    () => withGetter({}, random.pick(['kty', 'secret', 'audience', 'passphrase', 'length']), throwing(loud())),
    () => withGetter({}, random.pick(['type', 'export', 'toPem', 'key', 'privateKey']), throwing(loud())),
    () => withGetter({}, random.pick(['audience', 'a', 'kty', 'secret']), throwing(random.pick(ODD_ERRORS)())),
    () => withGetter({}, random.pick(['audience', 'algorithm', 'maxTokenBytes']), changing(['a', 5, inner()])),
    () => cyclic(random),
    () => nested(random.below(2) ? 20 : 3000),
    () => Array.from({ length: random.below(5) }, inner),
    () => new Array(random.pick([3, 100_000])),
    () => JSON.parse('{"__proto__":{"audience":"a"},"constructor":1}'),
    () => Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.text(8), inner()])),
    () => new String('text'),
    () =>
      new Proxy([], {
        get: (_, name) => (name === 'length' ? random.pick([2 ** 32 - 1, Infinity, -1, '7']) : undefined),
      }),
    () => new Array(2 ** 27),
    () => ({ toJSON: () => new Array(2 ** 32 - 1) }),
    () => ({ [Symbol.toPrimitive]: random.pick([throwing(loud()), () => 'HS256', () => 60]) }),
    () => elsewhere('({ a: 1, audience: "a" })'),
    () => elsewhere('[1, "HS256"]'),
    () => elsewhere('new Uint8Array(40).fill(66)'),
    () => elsewhere('new Proxy({}, { get() { throw new TypeError("elsewhere") } })'),
    shrinking,
    () => withGetter({}, random.pick(['a', 'audience', 'expiresIn', 'kty', 'keyid']), () => back.call()),
    () =>
      new (class extends Uint8Array {
        get length() {
          return 1e9
        }
        get byteLength() {
          return 1e9
        }
      })(40),
    () =>
      new (class {
        get audience() {
          return 'a'
        }
      })(),
    () => Object.create(null),
  ]
  return random.pick(makers)()
}

function cyclic(random) {
  const made = { a: random.json(1) }
  made.self = random.chance(50) ? made : [made]
  return made
}

function nested(levels) {
  let made = {}
  for (let i = 0; i < levels; i++) made = i % 2 ? { made } : [made]
  return made
}

/** Secrets and keys, whole, damaged and in the wrong place; all hold the mark. @param {Random} random */
export function marked(random) {
  const secret = MARK + random.text(30) + MARK
  const bytes = Buffer.from(secret)
  const jwk = { kty: 'oct', k: bytes.toString('base64url') }
  return random.pick([
    () => secret,
    () => `{{${secret}}}`,
    () => `{{${JSON.stringify(jwk)}}}`,
    () => `pass{{${MARK}}}word`,
    () => JSON.stringify(jwk).slice(0, -3),
    () => JSON.stringify(jwk).replace(/"/g, "'"),
    () => jwk,
    () => ({ ...jwk, use: 5 }),
    () => ({ ...jwk, alg: 'Other' }),
    () => ({ kty: 'OKP', crv: 'Ed25519', d: jwk.k, x: jwk.k }),
    () => ({ kty: 'EC', crv: 'Other', d: jwk.k, x: jwk.k, y: jwk.k }),
    () => ({ kty: 'RSA', n: jwk.k, e: 'AQAB', d: jwk.k, p: jwk.k }),
    () => ({ secret, encoding: random.pick(['utf8', 'hex', 'base64', 'other', 5]) }),
    () => ({ secret, other: 1 }),
    () => ({ keys: [jwk, { kty: 'Other' }] }),
    () => ({ key: secret, passphrase: MARK }),
    () => Uint8Array.from(bytes),
    () => liar(random, bytes),
    () => `-----BEGIN PRIVATE KEY-----\n${jwk.k}\n-----END PRIVATE KEY-----`,
    () => `-----BEGIN OTHER-----\n${jwk.k}\n-----END OTHER-----`,
    () => `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${bytes.toString('base64')}`,
    () => `ssh-rsa ${jwk.k}`,
    () => withGetter({}, 'kty', throwing(loud())),
    () => ({ type: 'secret', export: throwing(loud()) }),
    () => ({ type: 'secret', export: () => random.pick([Array.from(bytes), secret, liar(random, bytes)]) }),
    () => ({ type: 'private', export: () => hostile(random) }),
  ])()
}
