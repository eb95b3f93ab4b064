// A key that was freed is gone from the core's memory: the heap, the stack, and what parsing left. For every kind of key
// and form, in every entry, the whole memory is searched for the secret's bytes, in both orders and as text.
import { createPrivateKey, randomBytes } from 'node:crypto'
import { ENTRIES, loaded } from './entries.mjs'
import { freshPair } from '../lib/fresh-pair.mjs'

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const privateKey = (type, options) => freshPair(type, options).privateKey
const pem = (key) => key.export({ format: 'pem', type: 'pkcs8' })

/** name, the key as it is passed, the secret bytes, and the algorithms to use it with */
function kinds({ publicKeys, mlDsa }) {
  const secret = randomBytes(64)
  const hex = { secret: secret.toString('hex'), encoding: 'hex' }
  const list = [
    ['64 bytes', Uint8Array.from(secret), secret, ['HS256', 'HS384', 'HS512']],
    ['a secret in hex', hex, secret, ['HS256']],
    ['an oct JWK', { kty: 'oct', k: base64url(secret) }, secret, ['HS512']],
    ['text', secret.toString('hex'), Buffer.from(secret.toString('hex')), ['HS256', 'HS512']],
  ]
  if (publicKeys) {
    for (const [curve, algorithm] of [
      ['P-256', 'ES256'],
      ['P-384', 'ES384'],
      ['P-521', 'ES512'],
      ['secp256k1', 'ES256K'],
    ]) {
      const key = privateKey('ec', { namedCurve: curve })
      const jwk = key.export({ format: 'jwk' })
      list.push([`${curve} as JWK`, jwk, Buffer.from(jwk.d, 'base64url'), [algorithm]])
      list.push([`${curve} as PEM`, pem(key), Buffer.from(jwk.d, 'base64url'), [algorithm]])
    }
    const ed = privateKey('ed25519')
    const seed = Buffer.from(ed.export({ format: 'jwk' }).d, 'base64url')
    list.push(['Ed25519 as PEM', pem(ed), seed, ['EdDSA']])
    list.push(['Ed25519 as JWK', ed.export({ format: 'jwk' }), seed, ['Ed25519']])
    const rsa = privateKey('rsa', { modulusLength: 2048 })
    const numbers = rsa.export({ format: 'jwk' })
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi']) {
      list.push([`RSA's ${name}`, pem(rsa), Buffer.from(numbers[name], 'base64url'), ['RS256', 'PS256']])
    }
    const { n, e, d } = numbers
    list.push(['RSA of n, e, d', { kty: 'RSA', n, e, d }, Buffer.from(numbers.p, 'base64url'), ['RS256']])
  }
  if (mlDsa) {
    for (const [set, byte] of [
      ['ML-DSA-44', 0x11],
      ['ML-DSA-87', 0x13],
    ]) {
      const seed = randomBytes(32)
      const head = Buffer.from('3034020100300b06096086480165030403', 'hex')
      const der = Buffer.concat([head, Buffer.of(byte), Buffer.from('04228020', 'hex'), seed])
      list.push([set, Uint8Array.from(der), seed, [set]])
    }
  }
  return list
}

/** Where the secret stands, if it does; numbers in limbs are reversed as a whole. */
function found(memory, secret) {
  const part = secret.subarray(2, Math.min(secret.length, 34))
  const forms = { 'as it is': part, reversed: Buffer.from(part).reverse() }
  const text = base64url(secret).slice(3, 35)
  forms['as base64url'] = Buffer.from(text)
  forms['as base64'] = Buffer.from(secret.toString('base64').slice(4, 36))
  for (const [form, bytes] of Object.entries(forms)) {
    const at = memory.indexOf(bytes)
    if (at >= 0) return `${form} at ${at}`
  }
}

function use(lib, key, algorithm) {
  const token = lib.sign({ a: 1 }, key, { algorithm })
  lib.verify(token, key)
  lib.inspect(token, key)
  key.toJwk()
  if (key.type === 'private') {
    key.toPem()
    key.publicKey().free()
  }
}

export function freedKeys(t) {
  for (const entry of ENTRIES) {
    for (const [name, form, secret, algorithms] of kinds(entry)) {
      t.test(`${entry.name}: ${name}, freed`, () => {
        const { lib, memory } = loaded(entry)
        const [older, key, younger] = [
          lib.importKey('o'.repeat(32)),
          lib.importKey(form),
          lib.importKey('y'.repeat(32)),
        ]
        t.ok(algorithms.length > 0 && memory().length > 65536, 'the memory is in sight')
        for (const algorithm of algorithms) use(lib, key, algorithm)
        // Passed as it is, too: read for the call and freed with it.
        for (const algorithm of algorithms) lib.sign({ a: 1 }, form, { algorithm })
        key.free()
        t.equal(found(memory(), secret), undefined)
        for (const kept of [older, younger]) lib.verify(lib.sign({ b: 2 }, kept), kept)
      })
    }
    t.test(`${entry.name}: a key held is found, so that the search is one`, () => {
      const { lib, memory } = loaded(entry)
      const secret = randomBytes(64)
      const key = lib.importKey(Uint8Array.from(secret))
      t.ok(found(memory(), secret) !== undefined, 'found')
      key.free()
      t.equal(found(memory(), secret), undefined)
    })
    t.test(`${entry.name}: a passphrase, and a key that was refused`, () => {
      const { lib, memory } = loaded(entry)
      const passphrase = randomBytes(20).toString('hex')
      const secret = randomBytes(32)
      const key = createPrivateKey({ key: ed25519Der(secret), format: 'der', type: 'pkcs8' })
      const locked = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase })
      for (const given of [passphrase, 'wrong']) {
        try {
          lib.importKey(locked, { passphrase: given }).free()
        } catch (error) {
          if (!error.code) throw error
        }
      }
      t.equal(found(memory(), Buffer.from(passphrase)), undefined)
      t.equal(found(memory(), secret), undefined)
      const broken = { kty: 'oct', k: base64url(secret), use: 5 }
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey(broken))
      t.equal(found(memory(), secret), undefined)
    })
  }
}

function ed25519Der(seed) {
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
}
