// A million calls do not grow the WebAssembly memory: good ones and failing ones, with keys kept and keys read each time.
import { readFileSync } from 'node:fs'
import { ENTRIES, loaded } from './entries.mjs'

const keyText = (name) => readFileSync(new URL(`../keys/${name}`, import.meta.url), 'utf8')
const { lib, memory } = loaded(ENTRIES[0])
const secret = 'a secret of sixty-four bytes, as long as the longest of the hashes'
const size = () => memory().length
const fails = (code, call) => {
  try {
    call()
  } catch (error) {
    if (error.code === code) return
    throw error
  }
  throw new Error(`expected ${code}`)
}

const kept = lib.importKey(secret)
const [ec, ecPublic, ed, rsa, rsaPublic] = [
  'ec.p256.pkcs8.pem',
  'ec.p256.spki.pem',
  'ed25519.pkcs8.pem',
  'rsa.pkcs8.pem',
  'rsa.spki.pem',
].map(keyText)
const keys = { ec: lib.importKey(ec), rsa: lib.importKey(rsa) }
const claims = { sub: 'someone', scope: ['read', 'write'], exp: 4102444800 }
const token = lib.sign(claims, kept)
const long = lib.sign({ text: 'x'.repeat(20000) }, kept)
const forged = token.slice(0, -2) + (token.endsWith('AA') ? 'BA' : 'AA')

// name, calls in one round, rounds, the round
const LOOPS = [
  ['signing and verifying with a key that is kept', 2, 200_000, () => lib.verify(lib.sign(claims, kept), kept)],
  ['tokens whose signature is wrong', 1, 200_000, () => fails('ERR_SIGNATURE_INVALID', () => lib.verify(forged, kept))],
  [
    'text that is no token, and claims that are none',
    2,
    100_000,
    () => {
      fails('ERR_TOKEN_MALFORMED', () => lib.decode('a.b'))
      fails('ERR_CLAIMS_INVALID', () => lib.sign('[', kept))
    },
  ],
  ['secrets read each time', 2, 50_000, () => lib.verify(lib.sign(claims, secret), secret)],
  [
    'keys that cannot be read',
    1,
    50_000,
    () => fails('ERR_KEY_INVALID', () => lib.importKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')),
  ],
  [
    'keys made, written and freed',
    4,
    10_000,
    () => {
      const key = lib.generateKey('HS256')
      const again = lib.importKey(key.toJwk())
      key.free()
      again.free()
    },
  ],
  [
    'inspecting, long tokens and wrong ones',
    3,
    5_000,
    () => [token, long, forged].map((one) => lib.inspect(one, kept)),
  ],
  [
    'elliptic curves, with keys kept and read',
    4,
    500,
    () => {
      lib.verify(lib.sign(claims, keys.ec), ecPublic)
      lib.verify(lib.sign(claims, ed), ed)
    },
  ],
  [
    'RSA, with keys kept and read',
    3,
    100,
    () => {
      lib.verify(lib.sign(claims, keys.rsa), rsaPublic)
      lib.importKey(rsa).free()
    },
  ],
]

export function growth(t) {
  let calls = 0
  for (const [name, each, rounds, round] of LOOPS) {
    t.test(name, () => {
      for (let i = 0; i < Math.max(20, rounds / 20); i++) round()
      const before = size()
      for (let i = 0; i < rounds; i++) round()
      calls += each * rounds
      t.equal(size(), before, `bytes after ${rounds} rounds`)
    })
  }
  t.test('a million calls in all', () => t.ok(calls >= 1_000_000, `${calls} calls`))
}
