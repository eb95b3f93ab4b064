// ECDSA over the short Weierstrass curves (FIPS 186-5, 6.4). Digests and nonces come from the core.

import { mulAddUnsafe } from '@noble/curves/abstract/curve.js'
import { bigFromBytes, bytesFromBig, joined, part } from './bytes.js'
import { multiplyBase, shortGroup } from './curves.js'
import { ONE, ZERO, inverse, power } from './modular.js'

function inRange(value, n) {
  return value > ZERO && value < n
}

/** The leftmost bits, as many as the group order has: bits2int of RFC 6979. */
function numberFromBits(bytes, n) {
  const excess = bytes.length * 8 - n.toString(2).length
  const value = bigFromBytes(bytes)
  return excess > 0 ? value >> BigInt(excess) : value
}

/** The uncompressed point of a private key, or null when the key is out of range. */
export function publicPoint(name, secret) {
  const curve = shortGroup(name)
  const d = bigFromBytes(secret)
  return curve && inRange(d, curve.n) ? multiplyBase(curve, d).toBytes(false) : null
}

/** A compressed or uncompressed point, checked to be on the curve and given back uncompressed, or null. */
export function checkedPoint(name, bytes) {
  const curve = shortGroup(name)
  try {
    return curve.Point.fromBytes(bytes).toBytes(false)
  } catch (_) {
    return null
  }
}

/** The digest as a scalar, in the curve's length: what RFC 6979 calls bits2octets. */
export function scalarFromDigest(name, digest) {
  const n = shortGroup(name).n
  return bytesFromBig(numberFromBits(digest, n) % n, (n.toString(2).length + 7) >> 3)
}

/** The signature r, s with the given nonce; null when this nonce cannot be used. */
export function sign(name, secret, digest, nonce) {
  const curve = shortGroup(name)
  const n = curve.n
  const d = bigFromBytes(secret)
  const k = numberFromBits(nonce, n)
  if (!inRange(d, n) || !inRange(k, n)) return null
  const r = multiplyBase(curve, k).toAffine().x % n
  // Fermat's inverse takes the same steps for every nonce; Euclid's would tell its length.
  let s = (power(k, n - ONE - ONE, n) * ((numberFromBits(digest, n) + r * d) % n)) % n
  if (r === ZERO || s === ZERO) return null
  // Only secp256k1 has agreed on the smaller of the two values of s.
  if (name === 'secp256k1' && s > n >> ONE) s = n - s
  const size = secret.length
  return joined([bytesFromBig(r, size), bytesFromBig(s, size)])
}

/** Whether r, s is a signature of the digest by the holder of the point. */
export function verify(name, point, digest, signature) {
  const curve = shortGroup(name)
  const n = curve.n
  const half = signature.length >> 1
  const r = bigFromBytes(part(signature, 0, half))
  const s = bigFromBytes(part(signature, half, signature.length))
  if (!inRange(r, n) || !inRange(s, n)) return false
  try {
    const key = curve.Point.fromBytes(point)
    const w = inverse(s, n)
    const scalars = [(numberFromBits(digest, n) * w) % n, (r * w) % n]
    const sum = mulAddUnsafe(curve.Point, [curve.Point.BASE, key], scalars)
    return !sum.is0() && sum.toAffine().x % n === r
  } catch (_) {
    return false
  }
}
