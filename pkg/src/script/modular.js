// Modular arithmetic over BigInt: what RSA and prime search need.
//
// BigInt's own operations take as long as their operands are large, so nothing here is constant time;
// the documentation says whom that concerns. No literals such as `1n`: older engines that know BigInt
// cannot read them.

export const ZERO = BigInt(0)
export const ONE = BigInt(1)
export const TWO = BigInt(2)

const WINDOW = 5

/** base ^ exponent mod modulus, for a non-negative exponent. */
export function power(base, exponent, modulus) {
  const value = base % modulus
  const bits = exponent.toString(2)
  // Short exponents (65537) do not repay a table.
  if (bits.length <= 64) {
    let short = ONE % modulus
    for (let i = 0; i < bits.length; i++) {
      short = (short * short) % modulus
      if (bits[i] === '1') short = (short * value) % modulus
    }
    return short
  }
  const table = [ONE, value]
  for (let j = 2; j < 1 << WINDOW; j++) table.push((table[j - 1] * value) % modulus)
  // The first window takes the digits left over, so that all others are full ones.
  let at = bits.length % WINDOW || WINDOW
  let result = table[parseInt(bits.slice(0, at), 2)]
  for (; at < bits.length; at += WINDOW) {
    for (let k = 0; k < WINDOW; k++) result = (result * result) % modulus
    result = (result * table[parseInt(bits.slice(at, at + WINDOW), 2)]) % modulus
  }
  return result
}

/** The inverse of a non-negative value, or null when there is none. */
export function inverse(value, modulus) {
  let a = value % modulus
  let b = modulus
  let x = ONE
  let y = ZERO
  while (a !== ZERO) {
    const q = b / a
    const r = b - q * a
    const z = y - q * x
    b = a
    a = r
    y = x
    x = z
  }
  if (b !== ONE) return null
  return y < ZERO ? y + modulus : y
}

export function greatestCommonDivisor(a, b) {
  while (b !== ZERO) {
    const r = a % b
    a = b
    b = r
  }
  return a
}
