// Faults on purpose: calls that are broken off at every depth of the call stack, random sources that fail in every way,
// keys by the ten thousand in any order. Afterwards known answers are right, keys held are whole, and memory is flat.
import { generateKeyPairSync, randomFillSync } from 'node:crypto'
import { guarded } from '../../pkg/src/api/guard.js'
import { atTheEndOfTheStack, quietly } from './end-of-stack.mjs'
import { ENTRIES, loaded } from './entries.mjs'

const SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
const KNOWN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoxfQ.'

function healthy(t, lib, held) {
  t.ok(lib.sign({ a: 1 }, SECRET, { noTimestamp: true }).startsWith(KNOWN), 'a known token')
  for (const { key, token } of held) {
    t.equal(lib.verify(token, key).payload.a, 1)
    t.equal(lib.sign({ a: 1 }, key, { noTimestamp: true }), token)
  }
}

function heldKeys(lib, { publicKeys }) {
  const pem = (type, options) => generateKeyPairSync(type, options).privateKey.export({ format: 'pem', type: 'pkcs8' })
  const forms = [SECRET, { kty: 'oct', k: Buffer.alloc(64, 7).toString('base64url') }]
  if (publicKeys) forms.push(pem('ec', { namedCurve: 'P-256' }), pem('ed25519'), pem('rsa', { modulusLength: 2048 }))
  return forms.map((form) => {
    const key = lib.importKey(form)
    return { key, token: lib.sign({ a: 1 }, key, { noTimestamp: true }) }
  })
}

/** Whether a call of the core that had room for nothing else is put right by the next one; undefined if it never began. */
function isPutRight(framesFromTheEnd) {
  let begun = false
  let recovered = false
  const core = guarded({
    sign() {
      begun = true
      throw new RangeError()
    },
    version: () => '',
    recover() {
      recovered = true
    },
  })
  // Once before, since compiling takes room, too.
  quietly(core.sign)
  core.version()
  begun = recovered = false
  let left = framesFromTheEnd
  function deeper() {
    try {
      deeper()
    } catch {
      // The end of the stack.
    }
    if (--left === 0) quietly(core.sign)
  }
  quietly(deeper)
  core.version()
  return begun ? recovered : undefined
}

export function faults(t) {
  t.test('a call that had no room to note that it was broken off', () => {
    const outcomes = Array.from({ length: 400 }, (_, i) => isPutRight(i + 1))
    t.equal([outcomes.includes(true), outcomes.includes(false)], [true, false])
  })
  for (const entry of ENTRIES) {
    t.test(`${entry.name}: calls broken off by the end of the call stack`, () => {
      const { lib } = loaded(entry)
      const held = heldKeys(lib, entry)
      const calls = [
        () => lib.verify(held[0].token, held[0].key),
        () => lib.sign({ a: 1 }, held[held.length - 1].key),
        () => lib.importKey(SECRET).free(),
        () => lib.generateKey('HS256').free(),
        () => lib.inspect(held[0].token, SECRET),
        () => lib.decode(held[0].token),
      ]
      if (entry.publicKeys) calls.push(() => lib.verify(held[2].token, held[2].key.publicKey()))
      for (let round = 0; round < 2; round++) {
        for (const call of calls) {
          atTheEndOfTheStack(call, 3)
          healthy(t, lib, held)
        }
      }
    })
    t.test(`${entry.name}: random sources that fail, in every way and at every draw`, () => {
      const { lib } = loaded(entry)
      const held = heldKeys(lib, entry)
      const failing = {
        throws: () => {
          throw new Error('dry')
        },
        'does nothing': () => {},
        'answers text': (bytes) => 'f'.repeat(bytes.length),
        'answers too little': (bytes) => new Uint8Array(bytes.length - 1),
        'answers too much': (bytes) => new Uint8Array(bytes.length + 1).fill(7),
        'answers what lies about its length': (bytes) => {
          let reads = 0
          const get = (_, name) => (name === 'length' ? (reads++ ? 1e6 : bytes.length) : 300)
          return new Proxy([], { get })
        },
        'detaches its array': (bytes) => structuredClone(bytes.buffer, { transfer: [bytes.buffer] }) && undefined,
        'is constant': (bytes) => bytes.fill(255),
        'counts, and no more': (bytes) => bytes.set(bytes.map((_, i) => i & 255)),
        'calls itself': (bytes) => lib.sign({}, SECRET, { jwtid: true }) && randomFillSync(bytes),
      }
      const draws = entry.publicKeys ? [0, 3] : [0, 1]
      for (const [name, fail] of Object.entries(failing)) {
        for (const from of draws) {
          let drawn = 0
          lib.setRandomSource((bytes) => (drawn++ < from ? randomFillSync(bytes) : fail(bytes)))
          const outcomes = [
            quietly(() => lib.generateKey('HS256')),
            quietly(() => lib.sign({}, SECRET, { jwtid: true })),
          ]
          if (entry.publicKeys) {
            outcomes.push(quietly(() => lib.generateKey('ES256')))
            outcomes.push(quietly(() => lib.sign({}, held[4].key, { algorithm: 'PS256' })))
            if (from) outcomes.push(quietly(() => lib.generateKey('RS256')))
            t.ok(
              !(quietly(() => lib.sign({}, held[4].key)) instanceof Error),
              `RS256 needs no source; this one ${name}`,
            )
          }
          for (const outcome of outcomes) {
            if (!(outcome instanceof Error)) continue
            // One that calls itself without end is stopped by the call stack.
            const stopped = name === 'calls itself' && outcome.code === 'ERR_INTERNAL'
            t.ok(
              outcome instanceof lib.JwtError && (stopped || outcome.code === 'ERR_NO_ENTROPY'),
              `${name}: ${outcome.stack}`,
            )
          }
          lib.setRandomSource(null)
          healthy(t, lib, held)
        }
      }
    })
    t.test(`${entry.name}: a key that is freed while it is used`, () => {
      const { lib } = loaded(entry)
      for (const kept of [false, true]) {
        const key = lib.importKey(SECRET)
        const younger = kept ? lib.importKey(SECRET) : null
        lib.setRandomSource((bytes) => {
          key.free()
          lib.importKey('o'.repeat(40)).free()
          randomFillSync(bytes)
        })
        t.equal(lib.verify(lib.sign({ a: 1 }, key, { jwtid: true }), SECRET).payload.a, 1)
        lib.setRandomSource(null)
        t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, key))
        if (younger) t.equal(lib.verify(lib.sign({ a: 1 }, younger), SECRET).payload.a, 1)
      }
    })
    t.test(`${entry.name}: keys come and go in any order, and memory stays as it is`, () => {
      const { lib, memory } = loaded(entry)
      const ring = []
      const turn = (i) => {
        const secret = SECRET + (i % 7 ? '' : 'x'.repeat((i * 37) % 5000))
        ring.push(lib.importKey({ secret, encoding: 'utf8' }))
        if (ring.length > 5) ring.splice((i * 7919) % 5, 1)[0].free()
        quietly(() => lib.verify('a.b.c', ring[0]))
      }
      for (let i = 0; i < 5_000; i++) turn(i)
      const before = memory().length
      for (let i = 0; i < 10_000; i++) turn(i)
      t.equal(memory().length, before)
    })
    t.test(`${entry.name}: two thousand keys held at once, and one looked at again and again`, () => {
      const { lib } = loaded(entry)
      const keys = Array.from({ length: 2_000 }, (_, i) => lib.importKey(SECRET + i))
      if (entry.publicKeys) {
        const key = heldKeys(lib, entry)[3].key
        const token = lib.sign({}, key)
        for (let i = 0; i < 1_500; i++) lib.verify(token, key.publicKey())
      }
      for (const [i, key] of keys.entries()) t.equal(lib.verify(lib.sign({ i }, SECRET + i), key).payload.i, i)
      for (const key of keys) key.free()
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, keys[7]))
    })
    t.test(`${entry.name}: large tokens are refused before they are copied`, () => {
      const { lib, memory } = loaded(entry)
      lib.sign({}, SECRET)
      const before = memory().length
      for (const call of [
        () => lib.verify('a'.repeat(30e6) + '.b.c', SECRET),
        () => lib.decode('a'.repeat(30e6) + '.b.c'),
        () => lib.importKey('k'.repeat(30e6)),
        () => lib.importKey(new Uint8Array(30e6)),
        () => lib.sign({}, SECRET, { issuer: 'i'.repeat(30e6) }),
      ])
        t.ok(quietly(call) instanceof lib.JwtError, 'refused')
      t.equal(lib.inspect('a'.repeat(30e6) + '.b.c', SECRET).valid, false)
      t.ok(memory().length < before + 4e6, `${before} bytes became ${memory().length}`)
    })
    t.test(`${entry.name}: payloads larger than any is are refused before they are written or copied`, () => {
      const { lib, memory } = loaded(entry)
      const token = lib.sign({}, SECRET)
      const before = memory().length
      const most = 2 ** 26
      const lying = (items) =>
        new Proxy(items, { get: (target, name) => (name === 'length' ? most * 3 : target[name]) })
      const long = new Array(2 ** 27)
      const deep = [[long]]
      for (const claims of [
        { a: long },
        { a: deep },
        { a: { toJSON: () => long } },
        { toJSON: () => ({ a: long }) },
        { a: lying([1]) },
        { a: [lying([{}])] },
        { a: 'x'.repeat(most + 1) },
        '{"a":"' + 'x'.repeat(most) + '"}',
      ])
        t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign(claims, SECRET))
      for (const payload of ['x'.repeat(most + 1), new Uint8Array(most + 1), new SharedArrayBuffer(most + 1)]) {
        t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.signBytes(payload, SECRET))
        t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.verifyBytes(token, SECRET, { payload }))
      }
      for (const maxTokenBytes of [0, 2 ** 27 + 1, 1e300])
        t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.verify(token, SECRET, { maxTokenBytes }))
      t.ok(memory().length < before + 4e6, `${before} bytes became ${memory().length}`)
      const claims = { a: [1, 'b', null, true, [2, { c: [] }]], d: { e: undefined, f: [undefined] }, g: new Date(0) }
      t.equal(lib.decode(lib.sign(claims, SECRET, { noTimestamp: true })).text.payload, JSON.stringify(claims))
    })
    if (entry.script) {
      t.test(`${entry.name}: memory grows in few steps`, () => {
        const { lib, memory, grown } = loaded(entry)
        lib.sign({}, SECRET)
        const before = grown()
        const header = Buffer.from('{"alg":"HS256","x":[' + '{"":1},'.repeat(100_000) + '1]}').toString('base64url')
        t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(`${header}.e30.AAAA`, SECRET))
        t.ok(grown() - before < 20, `${grown() - before} steps, to ${memory().length} bytes`)
      })
    }
  }
}
