// Ed25519's group operations (RFC 8032, 5.1). All hashing is the core's.

import { mulAddUnsafe } from '@noble/curves/abstract/curve.js'
import { bigFromBytes, bytesFromBig, part, reversed } from './bytes.js'
import { edwardsGroup, multiplyBase } from './curves.js'

function fromLittleEndian(bytes) {
  return bigFromBytes(reversed(bytes))
}

/** The point of an encoding that is canonical: no coordinate beyond the field's prime (RFC 8032, 5.1.3). */
function decoded(curve, bytes) {
  return curve.Point.fromBytes(bytes, false)
}

/** The encoded point (scalar mod L) * B. */
export function multiple(scalar) {
  const curve = edwardsGroup()
  return multiplyBase(curve, fromLittleEndian(scalar) % curve.n).toBytes()
}

/** r + k * a mod L: the second half of a signature. */
export function response(nonce, challenge, secret) {
  const n = edwardsGroup().n
  const s = (fromLittleEndian(nonce) + fromLittleEndian(challenge) * fromLittleEndian(secret)) % n
  return reversed(bytesFromBig(s, 32))
}

/** Whether the bytes encode a point that is not of small order. */
export function acceptable(bytes) {
  try {
    return !decoded(edwardsGroup(), bytes).isSmallOrder()
  } catch (_) {
    return false
  }
}

/**
 * The rules of ed25519-dalek's `verify_strict`: S below the order, neither A nor R of small order,
 * and R exactly the encoding of S * B - k * A, without the cofactor.
 */
export function verify(key, signature, challenge) {
  const curve = edwardsGroup()
  const r = part(signature, 0, 32)
  const s = fromLittleEndian(part(signature, 32, 64))
  if (s >= curve.n || !acceptable(r)) return false
  try {
    const point = decoded(curve, key)
    if (point.isSmallOrder()) return false
    const scalars = [s, fromLittleEndian(challenge) % curve.n]
    const expected = mulAddUnsafe(curve.Point, [curve.Point.BASE, point.negate()], scalars).toBytes()
    for (let i = 0; i < 32; i++) {
      if (expected[i] !== r[i]) return false
    }
    return true
  } catch (_) {
    return false
  }
}
