// What the groups share. No btoa, Buffer or TextEncoder: the hosts differ in what they have.
import { secret } from './keys.mjs'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 2100-01-01: tokens of this suite are judged at fixed times. */
export const LATER = 4102444800

/** @param {ArrayLike<number>} bytes */
export function base64url(bytes) {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0)
    const letters = Math.min(4, bytes.length - i + 1)
    for (let j = 0; j < letters; j++) text += ALPHABET[(group >> (18 - 6 * j)) & 63]
  }
  return text
}

/** @param {string} text base64 or base64url */
export function bytesOf(text) {
  const clean = text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4))
  let bits = 0
  let value = 0
  let length = 0
  for (let i = 0; i < clean.length; i++) {
    value = ((value << 6) | ALPHABET.indexOf(clean[i])) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[length++] = (value >> bits) & 255
    }
  }
  return bytes
}

/** @param {string} text ASCII */
export function ascii(text) {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** A token with this header and payload text and a signature that is none. */
export function forged(header, payload, signature) {
  const text = (part) => base64url(ascii(typeof part === 'string' ? part : JSON.stringify(part)))
  return (
    text(header) + '.' + text(payload) + '.' + (signature === undefined ? base64url(new Uint8Array(32)) : signature)
  )
}

/** A well-signed HS256 token over header text of the caller's choice. */
export function signedAs(lib, header, claims) {
  return lib.sign(claims || { a: 1 }, secret, { noTimestamp: true, allowInvalidClaims: true, header })
}

/** A list of one proxy; empty in engines that have none (Rhino), where nobody can hand one in. */
export function proxies(target, handler) {
  return typeof Proxy === 'function' ? [new Proxy(target, handler)] : []
}

/** The names of the algorithms this build has. */
export function supported(lib) {
  return lib.algorithms.filter((algorithm) => algorithm.supported).map((algorithm) => algorithm.name)
}

export function hasKeyPairs(lib) {
  return supported(lib).indexOf('RS256') >= 0
}

export function hasMlDsa(lib) {
  return supported(lib).indexOf('ML-DSA-65') >= 0
}

/** Numbers that look random, for hosts that have none. Only ever for tests. */
export function testRandom(seed) {
  let state = seed || 88675123
  return (bytes) => {
    for (let i = 0; i < bytes.length; i++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      bytes[i] = state >>> 8
    }
  }
}
