// Random calls of jsonwebtoken and of jwtmint/jsonwebtoken: the same bytes, the same values, or the same refusal.
import { createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto'
import { encryptedP256, ed25519, p256, p384, p521, PASSPHRASE, rsa, smallRsa } from './keys.mjs'
import { DIFFERENCES } from './differences.mjs'
import { generator } from './generator.mjs'

const NOW = 1700000000
const HMAC = ['HS256', 'HS384', 'HS512']
const PAIRS = { RS256: rsa, RS384: rsa, RS512: rsa, PS256: rsa, PS512: rsa, ES256: p256, ES384: p384, ES512: p521 }

/**
 * @param {any} theirs
 * @param {any} ours
 * @param {number} count
 * @param {number} seed
 * @returns {{passed: number, failures: string[], accepted: number, declared: Record<string, number>}}
 */
export function compare(theirs, ours, count, seed) {
  const g = generator(seed)
  const result = { passed: 0, failures: [], accepted: 0, declared: {} }
  for (let i = 0; i < count; i++) {
    const call = g.pick([signCall, signCall, verifyCall, verifyCall, decodeCall])(g, theirs)
    const [expected, found] = [outcome(theirs, call), outcome(ours, call)]
    const difference = DIFFERENCES.find((one) => one.applies(call, expected, found))
    if (same(expected, found)) result.passed++
    else if (difference) result.declared[difference.name] = (result.declared[difference.name] ?? 0) + 1
    else
      result.failures.push(
        `seed ${seed}, call ${i}: ${call.name}(${shown(call.arguments)})\n  ${expected.text}\n  ${found.text}`,
      )
    if (expected.value !== undefined) result.accepted++
  }
  return result
}

/** What a call gives or throws, as text that can be compared; a signature that is random is verified instead. */
function outcome(jwt, call) {
  const clock = Date.now
  Date.now = () => NOW * 1000
  try {
    const value = jwt[call.name](...call.arguments())
    return { value, text: call.name === 'sign' ? deterministic(jwt, value, call) : JSON.stringify(value) }
  } catch (error) {
    const times = [error.expiredAt, error.date].map((time) => time && JSON.stringify(time))
    return { error, text: [error.name, error.message, ...times].join(' | ') }
  } finally {
    Date.now = clock
  }
}

function deterministic(jwt, token, call) {
  const { alg } = JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString('latin1'))
  if (!/^[PE]S/.test(alg)) return token
  jwt.verify(token, call.pair.public, { algorithms: [alg], ignoreExpiration: true, ignoreNotBefore: true })
  return token.slice(0, token.lastIndexOf('.'))
}

function same(expected, found) {
  return expected.text === found.text
}

function shown(make) {
  return JSON.stringify(make(), (_, value) => (value instanceof RegExp ? String(value) : value))?.slice(0, 1000)
}

function signCall(g) {
  const algorithm = g.some(0.7) ? g.pick([...HMAC, ...Object.keys(PAIRS), 'none', 'HS123', 5]) : undefined
  const pair = g.some(0.9) ? (PAIRS[algorithm] ?? rsa) : g.pick([rsa, smallRsa, p256, p384, ed25519])
  const isHmac = algorithm === undefined || HMAC.includes(algorithm)
  const key = g.some(0.9) ? (isHmac ? secret(g) : privateKey(g, pair)) : oddKey(g)
  const payload = g.some(0.8) ? g.claims() : g.oddPayload()
  const options = g.some(0.9) ? { ...signOptions(g), ...(algorithm === undefined ? {} : { algorithm }) } : undefined
  // Made anew for each: one of them may change its arguments.
  return {
    name: 'sign',
    pair,
    key,
    options,
    payload,
    arguments: () => [structuredCopy(payload), key, structuredCopy(options)],
  }
}

function structuredCopy(value) {
  return Buffer.isBuffer(value) ? Buffer.from(value) : typeof value === 'object' ? structuredClone(value) : value
}

function signOptions(g) {
  const options = {}
  const maybe = (name, chance, make) => {
    if (g.some(chance)) options[name] = make()
  }
  maybe('expiresIn', 0.3, () => g.span())
  maybe('notBefore', 0.2, () => g.span())
  maybe('audience', 0.2, () => g.pick(['a', ['a', 'b'], [], '', 5]))
  maybe('issuer', 0.2, () => g.pick(['i', '', 'ü', null]))
  maybe('subject', 0.2, () => g.pick(['s', '']))
  maybe('jwtid', 0.2, () => g.pick(['j', 1]))
  maybe('keyid', 0.2, () => g.pick(['k', '', 'k"\\']))
  maybe('noTimestamp', 0.2, () => g.pick([true, false, 'yes']))
  maybe('header', 0.2, () =>
    g.pick([
      {},
      { typ: 'at+jwt' },
      { cty: 'x', nested: { a: [1] } },
      { alg: 'HS384' },
      { kid: 'h' },
      [],
      { typ: undefined },
    ]),
  )
  maybe('encoding', 0.1, () => g.pick(['utf8', 'latin1', 'base64', 'hex', 'utf16le', 5]))
  maybe('allowInsecureKeySizes', 0.1, () => true)
  maybe('allowInvalidAsymmetricKeyTypes', 0.05, () => g.pick([true, false]))
  maybe('mutatePayload', 0.1, () => g.pick([true, false]))
  maybe(g.pick(['colour', 'algorithms', 'exp']), 0.03, () => 1)
  return options
}

function secret(g) {
  const text = g.text(1 + g.below(40)) || 's'
  return g.pick([text, text, Buffer.from(text), createSecretKey(Buffer.from(text)), new Uint8Array(Buffer.from(text))])
}

function privateKey(g, pair) {
  const choices = [pair.private, Buffer.from(pair.private), createPrivateKey(pair.private), { key: pair.private }]
  return g.pick(pair === p256 ? [...choices, { key: encryptedP256, passphrase: PASSPHRASE }] : choices)
}

function publicKey(g, pair) {
  return g.pick([
    pair.public,
    Buffer.from(pair.public),
    createPublicKey(pair.public),
    pair.private,
    { key: pair.public },
  ])
}

function oddKey(g) {
  return g.pick([
    '',
    null,
    undefined,
    0,
    7,
    true,
    {},
    [],
    rsa.private,
    createPublicKey(p256.public),
    createPrivateKey(ed25519.private),
  ])
}

function verifyCall(g, theirs) {
  const algorithm = g.pick([...HMAC, ...HMAC, ...Object.keys(PAIRS)])
  const pair = PAIRS[algorithm]
  const key = pair ? privateKey(g, pair) : secret(g)
  const token = mutated(
    g,
    theirs.sign(g.some(0.85) ? g.soundClaims() : g.pick(['text', '[1]', '{"a":1}', '5']), key, { algorithm }),
  )
  const verifying = g.some(0.9) ? (pair ? publicKey(g, pair) : key) : g.some(0.5) ? oddKey(g) : secret(g)
  const options = g.some(0.8) ? verifyOptions(g, algorithm) : undefined
  return { name: 'verify', key: verifying, options, token, pair, arguments: () => [token, verifying, options] }
}

function verifyOptions(g, algorithm) {
  const options = {}
  const maybe = (name, chance, make) => {
    if (g.some(chance)) options[name] = make()
  }
  maybe('algorithms', 0.5, () =>
    g.pick([[algorithm], [algorithm], ['HS256', algorithm], ['RS256'], ['ES256', 'HS512'], []]),
  )
  maybe('audience', 0.2, () => g.pick(['a', ['a', 'c'], /^a$/, [/x/, 'b'], '']))
  maybe('issuer', 0.2, () => g.pick(['i', ['i', 'h'], '', []]))
  maybe('subject', 0.1, () => g.pick(['s', 't']))
  maybe('jwtid', 0.1, () => g.pick(['j', 'x']))
  maybe('nonce', 0.1, () => g.pick(['n', ' ', 5, '']))
  maybe('maxAge', 0.2, () => g.span())
  maybe('clockTolerance', 0.2, () => g.pick([0, 5, 1000]))
  maybe('clockTimestamp', 0.2, () => g.pick([NOW, NOW - 100, NOW + 1e5, 0, 'now']))
  maybe('ignoreExpiration', 0.2, () => g.pick([true, false]))
  maybe('ignoreNotBefore', 0.2, () => g.pick([true, false]))
  maybe('complete', 0.2, () => g.pick([true, false, 1]))
  return options
}

function decodeCall(g, theirs) {
  const token = mutated(
    g,
    theirs.sign(g.some(0.6) ? g.soundClaims() : g.pick(['text', '{"a":1}', 'null', '"x"', 'ä']), 'secret'),
  )
  const options = g.pick([undefined, {}, { complete: true }, { json: true }, { complete: true, json: true }])
  const input = g.some(0.9) ? token : g.pick([undefined, null, 5, {}, '', Buffer.from(token), [token]])
  return { name: 'decode', options, token: input, arguments: () => [input, options] }
}

/** Mostly as it is. */
function mutated(g, token) {
  if (g.some(0.7)) return token
  const at = g.below(token.length)
  return g.pick([
    () => token.slice(0, at),
    () => token.slice(0, at) + g.pick(['A', '.', '=', ' ', '+', '\n', 'é']) + token.slice(at),
    () => token.slice(0, at) + g.pick(['A', 'x', '_', '-']) + token.slice(at + 1),
    () => token.slice(0, token.lastIndexOf('.') + 1),
    () => `${token}.`,
    () => token.split('.').reverse().join('.'),
  ])()
}
