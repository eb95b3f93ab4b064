// RSA's big-number operations. Padding, hashing and policy stay in the Rust core.

import { ONE, TWO, ZERO, greatestCommonDivisor, inverse, power } from './modular.js'
import { bigFromBytes } from './bytes.js'

/** x ^ e mod n, or null when x is not a residue. */
export function publicOperation(n, e, x) {
  return n > ONE && x < n ? power(x, e, n) : null
}

// The last key's blinding pair { n, e, forward: r^e, back: 1/r }: finding an inverse costs a fifth of a signature, squaring
// both numbers gives the next pair for nothing.
let blinding = null

/** As many bytes of a seed or more never fail to give a pair: r would have to be a multiple of a prime. */
const MAX_TRIES = 16

/**
 * @param {(size: number) => Uint8Array | null} random
 * @param {Uint8Array} seed stands in where there are no random numbers
 */
function blindingFor(n, e, size, random, seed) {
  if (blinding && blinding.n === n && blinding.e === e) {
    blinding = { n, e, forward: (blinding.forward * blinding.forward) % n, back: (blinding.back * blinding.back) % n }
    return blinding
  }
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const bytes = seed.length ? seed : random(size)
    if (!bytes) return null
    const r = (bigFromBytes(bytes) + BigInt(tries)) % n
    const back = r > ONE ? inverse(r, n) : null
    if (back !== null) {
      blinding = { n, e, forward: power(r, e, n), back }
      return blinding
    }
  }
  return null
}

/** What `privateOperation` answers when it needs a seed. */
export const NO_BLINDING = false

/**
 * x ^ d mod n by the Chinese remainder theorem, blinded. A result that the public exponent does not undo is never given
 * out: one faulty half would reveal a prime.
 */
export function privateOperation(key, x, size, random, seed) {
  const n = key.n
  if (x >= n || key.p < TWO || key.q < TWO) return null
  const pair = blindingFor(n, key.e, size, random, seed)
  if (!pair) return NO_BLINDING
  const input = (x * pair.forward) % n
  const low = power(input, key.dq, key.q)
  const high = power(input, key.dp, key.p)
  let difference = (high - low) % key.p
  if (difference < ZERO) difference += key.p
  const y = ((low + ((difference * key.qi) % key.p) * key.q) * pair.back) % n
  return power(y, key.e, n) === x ? y : null
}

/** Whether all eight numbers belong together. */
export function consistent(key) {
  const { n, e, d, p, q, dp, dq, qi } = key
  if (p < TWO || q < TWO || p === q || p * q !== n || qi >= p || d >= n) return false
  const halves = d % (p - ONE) === dp && d % (q - ONE) === dq
  return halves && (e * dp) % (p - ONE) === ONE && (e * dq) % (q - ONE) === ONE && (q * qi) % p === ONE
}

/** The key of two primes; null when the exponents do not fit them. */
export function fromPrimes(n, e, d, p, q) {
  const qi = inverse(q, p)
  if (qi === null) return null
  const key = { n, e, d, p, q, dp: d % (p - ONE), dq: d % (q - ONE), qi }
  return consistent(key) ? key : null
}

// Half of all bases reveal the primes, so a hundred failures mean that the numbers are no RSA key.
const BASES = 100

/** The private key of n, e, d alone: the primes are found from a square root of one (NIST SP 800-56B, C.1). */
export function complete(n, e, d) {
  let odd = e * d - ONE
  if (n < BigInt(15) || n % TWO === ZERO || odd <= ZERO || odd % TWO !== ZERO) return null
  let twos = 0
  while (odd % TWO === ZERO) {
    odd /= TWO
    twos++
  }
  for (let base = 2; base < BASES + 2; base++) {
    let root = power(BigInt(base), odd, n)
    for (let i = 0; i < twos && root !== ONE && root !== n - ONE; i++) {
      const square = (root * root) % n
      if (square === ONE) {
        const p = greatestCommonDivisor(root - ONE, n)
        const q = n / p
        return p > q ? fromPrimes(n, e, d, p, q) : fromPrimes(n, e, d, q, p)
      }
      root = square
    }
  }
  return null
}
