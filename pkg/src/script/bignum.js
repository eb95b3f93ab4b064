// The answers to the core's import `bignum`: numbers in, numbers out. src/crypto/bigint holds the
// other end; the operation numbers are the same there.

import { bigFromBytes, bytesFromBig, decodeFields, encodeFields } from './bytes.js'
import * as ecdsa from './ecdsa.js'
import * as eddsa from './eddsa.js'
import * as rsa from './rsa.js'
import { generate } from './rsa-generate.js'

/** What an operation answers instead of bytes. */
export const REFUSED = -1
export const NO_RANDOM = -2

const NOTHING = new Uint8Array(0)
const KEY_PARTS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']

function answer(bytes) {
  return bytes === null ? REFUSED : bytes
}

function verdict(good) {
  return good ? NOTHING : REFUSED
}

function text(bytes) {
  return String.fromCharCode.apply(null, bytes)
}

function keyFrom(fields) {
  const key = {}
  for (let i = 0; i < KEY_PARTS.length; i++) key[KEY_PARTS[i]] = bigFromBytes(fields[i])
  return key
}

function keyFields(key, from) {
  if (key === null) return REFUSED
  return encodeFields(
    KEY_PARTS.slice(from).map(function (part) {
      return bytesFromBig(key[part])
    }),
  )
}

function sized(number, bytes) {
  return number === null ? REFUSED : bytesFromBig(number, bytes.length)
}

function blinded(number, bytes) {
  return number === rsa.NO_BLINDING ? NO_RANDOM : sized(number, bytes)
}

function made(key) {
  return key === null ? NO_RANDOM : keyFields(key, 0)
}

/**
 * Carries out one operation.
 *
 * @param {number} operation
 * @param {Uint8Array} request a field list
 * @param {(size: number) => Uint8Array | null} random fresh random bytes, null when there is no source
 * @returns {Uint8Array | number} the answer, or REFUSED or NO_RANDOM
 */
export function bignum(operation, request, random) {
  const f = decodeFields(request)
  switch (operation) {
    case 1:
      return sized(rsa.publicOperation(bigFromBytes(f[0]), bigFromBytes(f[1]), bigFromBytes(f[2])), f[0])
    case 2:
      return blinded(rsa.privateOperation(keyFrom(f), bigFromBytes(f[8]), f[0].length, random, f[9]), f[0])
    case 3:
      return keyFields(rsa.complete(bigFromBytes(f[0]), bigFromBytes(f[1]), bigFromBytes(f[2])), 3)
    case 4:
      return verdict(rsa.consistent(keyFrom(f)))
    case 5:
      return made(generate(Number(text(f[0])), random))
    case 6:
      return answer(ecdsa.publicPoint(text(f[0]), f[1]))
    case 7:
      return answer(ecdsa.checkedPoint(text(f[0]), f[1]))
    case 8:
      return answer(ecdsa.sign(text(f[0]), f[1], f[2], f[3]))
    case 9:
      return verdict(ecdsa.verify(text(f[0]), f[1], f[2], f[3]))
    case 10:
      return eddsa.multiple(f[0])
    case 11:
      return eddsa.response(f[0], f[1], f[2])
    case 12:
      return verdict(eddsa.verify(f[0], f[1], f[2]))
    case 13:
      return verdict(eddsa.acceptable(f[0]))
    case 14:
      return ecdsa.scalarFromDigest(text(f[0]), f[1])
    default:
      return REFUSED
  }
}
