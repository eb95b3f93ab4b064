// @ts-check
// What Node, Deno and Bun lend the WebAssembly core: RSA, P-256, PBKDF2 and scrypt of their own OpenSSL or BoringSSL, by
// `node:crypto`.
// Each kind of operation is tried with a known answer before its first use; what fails, or is missing, is declined, and
// the core does it itself. bindings/src/host_crypto.rs is the other end.

import { ownBytes } from '../api/own-bytes.js'
import { warnOfWrongAnswer } from './wrong-answer.js'

/** An RSA private key of 16384 bits in PKCS#1 has less. */
const MOST_ANSWER_BYTES = 1 << 14

/** As `HostKeyForm` in src/crypto/host_crypto.rs numbers them. */
const RSA_PRIVATE = 0
const P256_PUBLIC = 2

/**
 * The host's `node:crypto`, where there is one that can be had synchronously and without a bundler knowing of it.
 *
 * @returns {typeof import('node:crypto') | null}
 */
export function nodeCrypto() {
  try {
    return typeof process === 'object' && process && typeof process.getBuiltinModule === 'function'
      ? process.getBuiltinModule('node:crypto') || null
      : null
  } catch {
    return null
  }
}

/**
 * @param {typeof import('node:crypto')} crypto
 * @returns {import('../api/bindings').HostCrypto}
 */
export function hostCrypto(crypto) {
  /** @type {Map<number, import('node:crypto').KeyObject>} */
  const keys = new Map()
  let last = 0
  let trusted = true
  const NO_PADDING = crypto.constants.RSA_NO_PADDING
  /** @type {import('node:crypto').ECDH | null} */
  let ecdh = null

  function distrust() {
    if (trusted) warnOfWrongAnswer('node:crypto')
    trusted = false
  }

  /**
   * Whether a kind of operation can be used: it is tried once, at its first need. What is missing is declined silently,
   * a wrong answer ends all lending.
   *
   * @param {() => boolean} test
   */
  function proven(test) {
    /** @type {boolean | undefined} */
    let passed
    return () => {
      if (passed === undefined) {
        try {
          passed = test()
          if (!passed) distrust()
        } catch {
          passed = false
        }
      }
      return passed && trusted
    }
  }

  const rsaPublicWorks = proven(() => {
    // 2^2048 - 1 and the exponent 3: (2^1000)^3 = 2^3000, which is 2^952 by that modulus.
    const key = crypto.createPublicKey({ key: { kty: 'RSA', n: '_'.repeat(341) + 'w', e: 'Aw' }, format: 'jwk' })
    return same(crypto.publicDecrypt({ key, padding: NO_PADDING }, powerOfTwo(1000)), powerOfTwo(952))
  })
  const multipleWorks = proven(() => multiple(bytes(G_K)).toString('hex') === G_POINT)
  const verifyWorks = proven(() => {
    const key = crypto.createPublicKey({ key: P256_TEST_KEY, format: 'jwk' })
    const [message, signature] = [new TextEncoder().encode('sample'), bytes(P256_TEST_SIGNATURE)]
    if (!verify(key, message, signature)) return false
    signature[63] ^= 1
    return !verify(key, message, signature)
  })

  const pbkdf2Works = proven(
    () => crypto.pbkdf2Sync('password', 'salt', 1, 20, 'sha256').toString('hex') === PBKDF2_ANSWER,
  )
  const scryptWorks = proven(
    () => crypto.scryptSync('', '', 64, { N: 16, r: 1, p: 1 }).toString('hex') === SCRYPT_ANSWER,
  )

  /** @param {Uint8Array} k */
  function multiple(k) {
    if (!ecdh) ecdh = crypto.createECDH('prime256v1')
    ecdh.setPrivateKey(/** @type {any} */ (k))
    return ecdh.getPublicKey()
  }

  /** @param {import('node:crypto').KeyObject} key @param {Uint8Array} message @param {Uint8Array} signature */
  function verify(key, message, signature) {
    return crypto.verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
  }

  /** @param {number} handle */
  function kept(handle) {
    const key = keys.get(handle)
    if (!key || !trusted) throw new Error('no such key')
    return key
  }

  const host = {
    generates: true,
    /** @param {number} form @param {Uint8Array} der */
    keep(form, der) {
      if (!trusted) return 0
      if (form === P256_PUBLIC ? !verifyWorks() : form !== RSA_PRIVATE && !rsaPublicWorks()) return 0
      // A copy of its own, wiped when the host has read it: the core's memory may move.
      const key = Uint8Array.from(der)
      try {
        const read =
          form === RSA_PRIVATE
            ? crypto.createPrivateKey({ key, format: 'der', type: 'pkcs1' })
            : crypto.createPublicKey({ key, format: 'der', type: form === P256_PUBLIC ? 'spki' : 'pkcs1' })
        keys.set(++last, read)
        return last
      } finally {
        key.fill(0)
      }
    },
    /** @param {number} handle */
    forget(handle) {
      keys.delete(handle)
    },
    // The first answer with each private key is checked by the core.
    distrust,
    /** @param {number} handle @param {Uint8Array} x */
    rsaPrivate: (handle, x) => answered(crypto.privateEncrypt({ key: kept(handle), padding: NO_PADDING }, x)),
    /** @param {number} handle @param {Uint8Array} x */
    rsaPublic: (handle, x) => answered(crypto.publicDecrypt({ key: kept(handle), padding: NO_PADDING }, x)),
    /** @param {number} bits */
    rsaGenerate(bits) {
      if (!host.generates || !trusted) return new Uint8Array()
      const pair = crypto.generateKeyPairSync('rsa', {
        modulusLength: bits,
        publicExponent: 65537,
        privateKeyEncoding: { format: 'der', type: 'pkcs1' },
        publicKeyEncoding: { format: 'der', type: 'pkcs1' },
      })
      return answered(pair.privateKey)
    },
    /** @param {number} handle @param {Uint8Array} message @param {Uint8Array} signature */
    p256Verify: (handle, message, signature) => verify(kept(handle), message, signature) === true,
    /** @param {Uint8Array} k */
    p256Multiple: (k) => (multipleWorks() ? answered(multiple(k)) : new Uint8Array()),
    /** @param {string} hash @param {Uint8Array} passphrase @param {Uint8Array} salt @param {number} iterations @param {number} length */
    pbkdf2: (hash, passphrase, salt, iterations, length) =>
      pbkdf2Works() ? answered(crypto.pbkdf2Sync(passphrase, salt, iterations, length, hash)) : new Uint8Array(),
    /** @param {Uint8Array} passphrase @param {Uint8Array} salt @param {number} n @param {number} r @param {number} p @param {number} length */
    scrypt(passphrase, salt, n, r, p, length) {
      if (!scryptWorks()) return new Uint8Array()
      // What the core has let through: hosts stop at 32 MiB where nobody says more.
      const maxmem = 128 * r * (n + p + 2) + (1 << 20)
      return answered(crypto.scryptSync(passphrase, salt, length, { N: n, r, p, maxmem }))
    },
  }
  return host
}

// RFC 6979 appendix A.2.5: the key, and its signature of "sample" with SHA-256; and k with k·G of that signature's nonce.
const P256_TEST_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y',
  y: 'eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk',
}
const P256_TEST_SIGNATURE =
  'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8'
const G_K = 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721'
const G_POINT =
  '0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299'

// PBKDF2 with SHA-256 of "password" and "salt", one round, 20 bytes; and the first case of RFC 7914 section 12.
const PBKDF2_ANSWER = '120fb6cffcf8b32c43e7225256c4f837a86548c9'
const SCRYPT_ANSWER =
  '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906'

/**
 * What the host answered, as bytes of ours: the glue believes the length that they say they have.
 *
 * @param {unknown} answer
 */
function answered(answer) {
  const bytes = ownBytes(answer, MOST_ANSWER_BYTES)
  if (!(bytes instanceof Uint8Array)) throw new Error('no bytes')
  return bytes
}

/** @param {string} hex */
function bytes(hex) {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.substr(2 * i, 2), 16))
}

/** 2^exponent in 256 bytes, big-endian. @param {number} exponent */
function powerOfTwo(exponent) {
  const number = new Uint8Array(256)
  number[255 - (exponent >> 3)] = 1 << (exponent & 7)
  return number
}

/** @param {Uint8Array} a @param {Uint8Array} b */
function same(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
