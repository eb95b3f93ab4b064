// What the host lends the WebAssembly core: the same bytes and verdicts with and without it, and a host that is missing
// something or answers wrongly is not relied on.
import crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { tally } from './suite/tally.mjs'

const require = createRequire(import.meta.url)
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const claims = { sub: 'me' }
const options = { noTimestamp: true }
/** P-256 keys, whose keys of the passphrase are made by PBKDF2 and scrypt. */
const ENCRYPTED = ['pbkdf2', 'sha1', 'sha512', 'scrypt'].map((name) =>
  readFileSync(new URL(`../keys/encrypted.${name}.pem`, import.meta.url), 'utf8'),
)
const PASSPHRASE = 'correct'

export function hostCrypto(entry) {
  const t = tally(`host crypto ${entry}`)
  const file = fileURLToPath(new URL('../../pkg/dist/' + entry, import.meta.url))
  const lends = !/script/.test(entry)
  const lib = withCrypto(file, crypto)
  const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const p256 = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keys = [
    ['RS256', rsa],
    ['RS512', rsa],
    ['ES256', p256],
  ]

  t.test('the switch says what is in use', () => {
    t.equal(lib.setHostCrypto(true), lends)
    t.equal(lib.setHostCrypto(false), false)
    t.equal(lib.setHostCrypto(true), lends)
    for (const wrong of [undefined, null, 1, 'on', {}])
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.setHostCrypto(wrong))
  })

  t.test('tokens are the same bytes with and without, and each verifies the other', () => {
    for (const [algorithm, { privateKey, publicKey }] of keys) {
      const [key, pub] = [lib.importKey(privateKey), lib.importKey(publicKey)]
      const tokens = [true, false].map((inUse) => {
        lib.setHostCrypto(inUse)
        return lib.sign(claims, key, { ...options, algorithm })
      })
      t.equal(tokens[0], tokens[1], algorithm)
      for (const inUse of [true, false]) {
        lib.setHostCrypto(inUse)
        t.equal(lib.verify(tokens[0], pub).payload, claims)
      }
    }
    lib.setHostCrypto(true)
  })

  t.test('PS256 goes both ways', () => {
    const [key, pub] = [lib.importKey(rsa.privateKey), lib.importKey(rsa.publicKey)]
    for (const [signing, verifying] of [
      [true, false],
      [false, true],
    ]) {
      lib.setHostCrypto(signing)
      const token = lib.sign(claims, key, { ...options, algorithm: 'PS256' })
      lib.setHostCrypto(verifying)
      t.equal(lib.verify(token, pub, { algorithms: ['PS256'] }).payload, claims)
    }
    lib.setHostCrypto(true)
  })

  t.test('edges of ECDSA signatures are refused', () => {
    const token = lib.sign(claims, p256.privateKey, options)
    const [header, payload, signature] = token.split('.')
    const [r, s] = halves(Buffer.from(signature, 'base64url'))
    for (const [a, b] of [
      [0n, s],
      [r, 0n],
      [ORDER, s],
      [r, ORDER],
      [ORDER + 1n, s],
      [r, ORDER + 1n],
      [(1n << 256n) - 1n, s],
      [s, r],
      [r ^ 1n, s],
    ]) {
      const forged = Buffer.from(hex(a) + hex(b), 'hex').toString('base64url')
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(`${header}.${payload}.${forged}`, p256.publicKey))
    }
    // RFC 7518 has no rule of the lower s.
    const other = Buffer.from(hex(r) + hex(ORDER - s), 'hex').toString('base64url')
    t.equal(lib.verify(`${header}.${payload}.${other}`, p256.publicKey).payload, claims)
    const short = Buffer.from(signature, 'base64url').subarray(1).toString('base64url')
    t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(`${header}.${payload}.${short}`, p256.publicKey))
  })

  t.test('edges of RSA signatures are refused', () => {
    const token = lib.sign(claims, rsa.privateKey, options)
    const [header, payload, signature] = token.split('.')
    const bytes = Buffer.from(signature, 'base64url')
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
    const n = Buffer.from(crypto.createPublicKey(pem).export({ format: 'jwk' }).n, 'base64url')
    for (const forged of [
      bytes.subarray(1),
      Buffer.concat([Buffer.alloc(1), bytes]),
      Buffer.alloc(256),
      n,
      Buffer.alloc(256, 255),
      plusModulus(bytes, n),
    ]) {
      const made = `${header}.${payload}.${forged.toString('base64url')}`
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(made, rsa.publicKey))
    }
  })

  t.test('keys that are made are as asked, and from the random source that was set', () => {
    const key = lib.generateKey('RS256', { bits: 2048 })
    t.equal(Buffer.from(key.publicKey().toJwk().n, 'base64url').length, 256)
    t.equal(lib.verify(lib.sign(claims, key), key.publicKey()).payload.sub, 'me')
    let asked = 0
    lib.setRandomSource((bytes) => {
      asked++
      crypto.randomFillSync(bytes)
    })
    lib.generateKey('RS256')
    lib.setRandomSource(null)
    t.ok(asked > 0, 'the source that was set was not asked')
  })

  if (lends) {
    t.test('the host does the work', () => {
      const calls = {}
      const counting = new Proxy(crypto, {
        get(target, name) {
          const value = target[name]
          if (typeof value !== 'function') return value
          return (...given) => {
            calls[name] = (calls[name] || 0) + 1
            return value(...given)
          }
        },
      })
      const counted = withCrypto(file, counting)
      for (const [algorithm, { privateKey, publicKey }] of keys)
        counted.verify(counted.sign(claims, privateKey, { algorithm }), publicKey)
      // The known answer, then the key's own derivation.
      for (const encrypted of ENCRYPTED) counted.importKey(encrypted, { passphrase: PASSPHRASE })
      for (const name of ['privateEncrypt', 'publicDecrypt', 'verify', 'createECDH'])
        t.ok(calls[name] > 0, `${name}: ${calls[name]}`)
      t.equal([calls.pbkdf2Sync, calls.scryptSync], [ENCRYPTED.length, 2])
      lib.setHostCrypto(false)
      const inside = ENCRYPTED.map((encrypted) => lib.importKey(encrypted, { passphrase: PASSPHRASE }).toJwk())
      lib.setHostCrypto(true)
      t.equal(
        ENCRYPTED.map((encrypted) => lib.importKey(encrypted, { passphrase: PASSPHRASE }).toJwk()),
        inside,
      )
    })

    t.test('the host forgets the keys that are freed', () => {
      const { set, delete: remove } = Map.prototype
      const isKey = (value) => value instanceof crypto.KeyObject
      let [kept, forgotten] = [0, 0]
      Map.prototype.set = function (name, value) {
        if (isKey(value)) kept++
        return set.call(this, name, value)
      }
      Map.prototype.delete = function (name) {
        if (isKey(this.get(name))) forgotten++
        return remove.call(this, name)
      }
      try {
        for (const [algorithm, { privateKey, publicKey }] of keys) {
          const held = [lib.importKey(privateKey), lib.importKey(publicKey)]
          for (let i = 0; i < 3; i++) lib.verify(lib.sign(claims, held[0], { algorithm }), held[1])
          t.equal(forgotten, 0, `${algorithm}: forgotten while in use`)
          for (const key of held) key.free()
          // One that was read for a call alone.
          lib.verify(lib.sign(claims, privateKey, { algorithm }), publicKey)
          t.ok(kept > 1 && kept === forgotten, `${algorithm}: ${kept} kept, ${forgotten} forgotten`)
          kept = forgotten = 0
        }
      } finally {
        Object.assign(Map.prototype, { set, delete: remove })
      }
    })

    for (const name of [
      'privateEncrypt',
      'publicDecrypt',
      'verify',
      'createECDH',
      'createPrivateKey',
      'createPublicKey',
      'pbkdf2Sync',
      'scryptSync',
    ]) {
      t.test(`a host whose ${name} is missing or throws`, () => {
        for (const broken of [undefined, refusing]) {
          const other = withCrypto(file, replaced(name, broken))
          t.equal(
            warnings(() => works(t, other, keys)),
            0,
          )
        }
      })
    }

    t.test('a host that answers wrongly is not used, with one warning', () => {
      const wrongBytes =
        (real) =>
        (...given) => {
          const right = real(...given)
          right[right.length - 1] ^= 1
          return right
        }
      const wrongVerdict = () => () => true
      const wrongPoint =
        (real) =>
        (...given) => {
          const ecdh = real(...given)
          return {
            setPrivateKey: (k) => ecdh.setPrivateKey(k),
            getPublicKey: () => wrongBytes(() => ecdh.getPublicKey())(),
          }
        }
      for (const [name, wrong] of [
        ['privateEncrypt', wrongBytes],
        ['publicDecrypt', wrongBytes],
        ['verify', wrongVerdict],
        ['createECDH', wrongPoint],
        ['pbkdf2Sync', wrongBytes],
        ['scryptSync', wrongBytes],
        // Right at the trial, wrong with the key.
        [
          'pbkdf2Sync',
          (real) =>
            (...given) =>
              (given[3] === 20 ? real : wrongBytes(real))(...given),
        ],
        [
          'scryptSync',
          (real) =>
            (...given) =>
              (given[2] === 64 ? real : wrongBytes(real))(...given),
        ],
      ]) {
        const other = withCrypto(file, replaced(name, wrong(crypto[name])))
        t.equal(
          warnings(() => works(t, other, keys)),
          1,
          name,
        )
      }
    })

    t.test('a host that makes wrong RSA keys, or none, is not asked again', () => {
      const pair = (options) => crypto.generateKeyPairSync('rsa', options)
      for (const [what, replacement, expected] of [
        ['missing', undefined, 0],
        ['refusing', refusing, 0],
        ['of another size', (_, options) => pair({ ...options, modulusLength: 3072 }), 1],
        ['with another exponent', (_, options) => pair({ ...options, publicExponent: 3 }), 1],
        ['damaged', (_, options) => damaged(pair(options)), 1],
        ['no key', () => ({ privateKey: new Uint8Array(9) }), 1],
      ]) {
        let asked = 0
        const counted =
          replacement &&
          ((...given) => {
            asked++
            return replacement(...given)
          })
        const other = withCrypto(file, replaced('generateKeyPairSync', counted))
        t.equal(
          warnings(() => {
            for (let i = 0; i < 2; i++) {
              const key = other.generateKey('RS256')
              t.equal([key.bits, key.toJwk().e], [2048, 'AQAB'], what)
              t.equal(other.verify(other.sign(claims, key), key.publicKey()).payload.sub, 'me', what)
            }
          }),
          expected,
          what,
        )
        if (expected) t.equal(asked, 1, what)
      }
    })
  }
  return t.result()
}

function damaged(pair) {
  return { ...pair, privateKey: flipped(pair.privateKey) }
}

/** With one bit of the modulus turned. */
export function flipped(der) {
  const bytes = Uint8Array.from(der)
  bytes[100] ^= 4
  return bytes
}

/** A fresh copy of the entry, with this in place of `node:crypto`. */
function withCrypto(file, replacement) {
  const { getBuiltinModule } = process
  const key = require.resolve('node:module')
  const Module = require(key)
  const load = Module._load
  process.getBuiltinModule = (name) => (name === 'node:crypto' ? replacement : getBuiltinModule.call(process, name))
  Module._load = (name, ...more) => (name === 'node:crypto' ? replacement : load(name, ...more))
  delete require.cache[file]
  try {
    return require(file)
  } finally {
    process.getBuiltinModule = getBuiltinModule
    Module._load = load
  }
}

function replaced(name, value) {
  return new Proxy(crypto, { get: (target, asked) => (asked === name ? value : target[asked]) })
}

function refusing() {
  throw new Error('not in this host')
}

/** Everything goes on without the host: the answers are right. */
function works(t, lib, keys) {
  for (const [algorithm, { privateKey, publicKey }] of keys) {
    const token = lib.sign(claims, privateKey.export({ type: 'pkcs8', format: 'pem' }), { ...options, algorithm })
    const [header, payload, signature] = token.split('.')
    const input = Buffer.from(`${header}.${payload}`)
    const hash = 'sha' + algorithm.slice(2)
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' }
    t.ok(crypto.verify(hash, input, key, Buffer.from(signature, 'base64url')), algorithm)
    const pem = publicKey.export({ type: 'spki', format: 'pem' })
    t.equal(lib.verify(token, pem, { algorithms: [algorithm] }).payload, claims)
    t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(token, otherKey(algorithm)))
  }
  for (const encrypted of ENCRYPTED) {
    t.equal(lib.importKey(encrypted, { passphrase: PASSPHRASE }).kind, 'EC')
    t.refuses(lib, 'ERR_KEY_ENCRYPTED', () => lib.importKey(encrypted, { passphrase: 'another' }))
  }
}

function otherKey(algorithm) {
  const made = /^R/.test(algorithm)
    ? crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
    : crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return made.publicKey.export({ type: 'spki', format: 'pem' })
}

function warnings(run) {
  const { warn } = console
  let count = 0
  console.warn = () => count++
  try {
    run()
  } finally {
    console.warn = warn
  }
  return count
}

function halves(signature) {
  return [signature.subarray(0, 32), signature.subarray(32)].map((half) => BigInt('0x' + half.toString('hex')))
}

function hex(number) {
  return number.toString(16).padStart(64, '0')
}

/** The signature plus the modulus where that still fits, else all ones. */
function plusModulus(signature, n) {
  const sum = BigInt('0x' + signature.toString('hex')) + BigInt('0x' + n.toString('hex'))
  const text = sum.toString(16).padStart(512, '0')
  return text.length > 512 ? Buffer.alloc(256, 255) : Buffer.from(text, 'hex')
}
