// RSA key generation after FIPS 186-5, appendix A.1.3: probable primes from fresh random numbers.

import { ONE, TWO, ZERO, inverse, greatestCommonDivisor, power } from './modular.js'
import { bigFromBytes } from './bytes.js'
import { fromPrimes } from './rsa.js'

const EXPONENT = BigInt(65537)
// One candidate in 0.6 times the bits of a prime is one: with so many, only a broken source ends without.
const MAX_CANDIDATES_PER_BIT = 40
const MAX_PAIRS = 16
// FIPS 186-5, table B.1 asks for at most five rounds at the sizes in use.
const ROUNDS = 5
const SIEVE_LIMIT = 2000

// Products of small primes below 2^26 each: one BigInt remainder then serves several primes, and the
// rest is done with ordinary numbers.
let sieve = null

function smallPrimes() {
  if (sieve) return sieve
  sieve = []
  let product = 1
  let primes = []
  for (let n = 3; n < SIEVE_LIMIT; n += 2) {
    let prime = true
    for (let f = 3; f * f <= n && prime; f += 2) prime = n % f !== 0
    if (!prime) continue
    if (product * n > 67108864) {
      sieve.push([BigInt(product), primes])
      product = 1
      primes = []
    }
    product *= n
    primes.push(n)
  }
  sieve.push([BigInt(product), primes])
  return sieve
}

function hasSmallFactor(candidate) {
  const groups = smallPrimes()
  for (let i = 0; i < groups.length; i++) {
    const rest = Number(candidate % groups[i][0])
    for (let j = 0; j < groups[i][1].length; j++) {
      if (rest % groups[i][1][j] === 0) return true
    }
  }
  return false
}

/** Miller-Rabin with random bases (FIPS 186-5, B.3.1). */
function isProbablePrime(candidate, bytes, random) {
  const last = candidate - ONE
  let odd = last
  let twos = 0
  while (odd % TWO === ZERO) {
    odd /= TWO
    twos++
  }
  for (let round = 0; round < ROUNDS; round++) {
    const drawn = random(bytes)
    if (!drawn) return false
    const base = (bigFromBytes(drawn) % (candidate - BigInt(3))) + TWO
    let value = power(base, odd, candidate)
    let i = 1
    for (; i < twos && value !== ONE && value !== last; i++) value = (value * value) % candidate
    if (value !== last && !(value === ONE && i === 1)) return false
  }
  return true
}

/** A random prime of exactly `bits` bits whose square has twice as many, far from `other`. */
function findPrime(bits, other, random) {
  const size = (bits + 7) >> 3
  const spare = BigInt(size * 8 - bits)
  const top = ONE << BigInt(bits - 1)
  // Two such primes make a modulus of full length: each is at least the square root of two times `top`.
  const square = top * top * TWO
  const apart = ONE << BigInt(bits - 100)
  for (let left = bits * MAX_CANDIDATES_PER_BIT; left > 0; left--) {
    const bytes = random(size)
    if (!bytes) return null
    const candidate = (bigFromBytes(bytes) >> spare) | top | ONE
    if (candidate * candidate < square || hasSmallFactor(candidate)) continue
    if (other !== null) {
      const gap = candidate > other ? candidate - other : other - candidate
      if (gap <= apart) continue
    }
    if (greatestCommonDivisor(candidate - ONE, EXPONENT) !== ONE) continue
    if (isProbablePrime(candidate, size, random)) return candidate
  }
  return null
}

/** A new private key of `bits` bits, or null where the random source does not deliver, or nothing usable. */
export function generate(bits, random) {
  const half = bits >> 1
  for (let pairs = 0; pairs < MAX_PAIRS; pairs++) {
    const one = findPrime(half, null, random)
    const two = one && findPrime(half, one, random)
    if (!two) return null
    const p = one > two ? one : two
    const q = one > two ? two : one
    const phi = (p - ONE) * (q - ONE)
    const d = inverse(EXPONENT, phi / greatestCommonDivisor(p - ONE, q - ONE))
    if (d !== null && d > ONE << BigInt(half)) return fromPrimes(p * q, EXPONENT, d, p, q)
  }
  return null
}
