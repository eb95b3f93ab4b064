// The curves: groups from @noble/curves with the constants of SEC 2 / FIPS 186-5 and RFC 8032.
//
// Only the group arithmetic is taken from the library. Hashing and deterministic nonces are the Rust
// core's, so that neither is in the file twice. A curve is set up when it is first used: loading is
// what every request pays for.

import { edwards } from '@noble/curves/abstract/edwards.js'
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'

// p, n, a, b, Gx, Gy
const SHORT = {
  'P-256': [
    'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
    'ffffffff00000001000000000000000000000000fffffffffffffffffffffffc',
    '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  ],
  'P-384': [
    'fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff',
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
    'fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc',
    'b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
    'aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7',
    '3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
  ],
  'P-521': [
    '1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
    '1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc',
    '51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
    'c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
    '11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650',
  ],
  secp256k1: [
    'fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f',
    'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141',
    '0',
    '7',
    '79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
    '483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8',
  ],
}

// p, n, a, d, Gx, Gy
const ED25519 = [
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed',
  '1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed',
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
  '52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3',
  '216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a',
  '6666666666666666666666666666666666666666666666666666666666666658',
]

// A table of multiples of the base point makes each signature three times as fast, but takes as long as
// three signatures without it. A script that signs once must not pay that, so the table comes only when
// a run has shown to sign often. Windows of 4 bits: the library's usual 6 cost three times the time and
// memory for a gain that shows after a hundred signatures.
const UNTABLED_USES = 4
const WINDOW = 4

// The library can blind scalars with random bytes. It is told that there are none: the operations it
// does for a scalar are always the same ones, and blinding would make every signature half as slow again.
function noRandom() {}

const groups = {}

function group(name, numbers, cofactor, make) {
  if (!groups[name]) {
    const v = numbers.map(function (hex) {
      return BigInt('0x' + hex)
    })
    const params = { p: v[0], n: v[1], h: BigInt(cofactor), a: v[2], b: v[3], d: v[3], Gx: v[4], Gy: v[5] }
    const Point = make(params, { randomBytes: noRandom })
    Point.BASE.precompute(1)
    groups[name] = { Point, n: params.n, uses: 0 }
  }
  return groups[name]
}

/** One of the four short Weierstrass groups, or undefined. */
export function shortGroup(name) {
  return SHORT.hasOwnProperty(name) ? group(name, SHORT[name], 1, weierstrass) : undefined
}

/** The group of Ed25519. */
export function edwardsGroup() {
  return group('Ed25519', ED25519, 8, edwards)
}

/** scalar * G, for a scalar from 1 to n - 1. */
export function multiplyBase(curve, scalar) {
  if (++curve.uses === UNTABLED_USES) curve.Point.BASE.precompute(WINDOW)
  return curve.Point.BASE.multiply(scalar)
}
