// @ts-check
import { failure } from './error.js'
import { ownBytes, wipe } from './own-bytes.js'
import { found } from './plain.js'

/** As many bytes as getRandomValues takes at a time. */
const MOST_AT_ONCE = 65536

/** From this length on, bytes that are all the same are no accident: one time in 2^56. */
const LEAST_JUDGED = 8

/** So many draws of the same bytes are no accident either. */
const MOST_REPEATS = 4

/**
 * Where random numbers come from, in order: what the caller set, `crypto.getRandomValues`, what the
 * entry knows of (Node's crypto module). Never `Math.random`.
 *
 * @param {((bytes: Uint8Array) => unknown) | null} [known]
 */
export function randomSource(known) {
  /** @type {((bytes: Uint8Array) => unknown) | null} */
  let chosen = null
  const stuck = repetition()
  return {
    /** @param {any} source */
    choose(source) {
      if (source !== null && typeof source !== 'function') {
        throw failure(
          'ERR_OPTION_INVALID',
          "setRandomSource takes a function that fills a Uint8Array with random bytes, or null for the host's own" +
            found(source),
        )
      }
      chosen = source
    },
    /** @param {Uint8Array} bytes an array of ours */
    fill(bytes) {
      const source = chosen || hostSource() || known
      if (!source) throw failure('ERR_NO_ENTROPY', 'This host has no random source.')
      for (let from = 0; from < bytes.length; from += MOST_AT_ONCE) {
        const drawn = draw(source, Math.min(MOST_AT_ONCE, bytes.length - from))
        if (stuck(drawn)) throw failure('ERR_NO_ENTROPY', 'The random source gives the same bytes again and again.')
        bytes.set(drawn, from)
        wipe(drawn)
      }
    },
  }
}

/**
 * @param {(bytes: Uint8Array) => unknown} source
 * @param {number} length
 * @returns {Uint8Array} bytes that nobody else holds
 */
function draw(source, length) {
  const handed = new Uint8Array(length)
  const answer = /** @type {any} */ (source(handed))
  if (typeof answer === 'string') throw noBytes(length)
  // Hosts that reach theirs over a bridge return a copy, of this or another kind, and leave the argument as it was. A
  // source may return what it likes beside: a count, or nothing.
  const returned = typeof answer === 'object' && answer !== null && answer !== handed
  const bytes = (returned && (ownBytes(answer, length) || bytesOfList(answer, length))) || ownBytes(handed, length)
  if (!bytes || typeof bytes === 'number' || bytes.length !== length) throw noBytes(length)
  return bytes
}

/**
 * @param {any} list
 * @param {number} length
 * @returns {Uint8Array | undefined} nothing for what is no list
 */
function bytesOfList(list, length) {
  const has = list.length
  if (typeof has !== 'number') return undefined
  if (has !== length) throw noBytes(length)
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const byte = list[i]
    if (typeof byte !== 'number' || byte !== (byte & 255)) throw noBytes(length)
    bytes[i] = byte
  }
  return bytes
}

/** @param {number} length */
function noBytes(length) {
  return failure(
    'ERR_NO_ENTROPY',
    'The random source must fill the ' + length + ' bytes that it is given, or return as many as a Uint8Array.',
  )
}

/** Recognises a source that is stuck. Of what was drawn it keeps a checksum alone. */
function repetition() {
  let last = 0
  let repeats = 0
  return (/** @type {Uint8Array} */ bytes) => {
    if (bytes.length < LEAST_JUDGED) return false
    let sum = bytes.length
    let same = true
    for (let i = 0; i < bytes.length; i++) {
      sum = (Math.imul(sum, 16777619) ^ bytes[i]) | 0
      same = same && bytes[i] === bytes[0]
    }
    repeats = sum === last ? repeats + 1 : 0
    last = sum
    return same || repeats >= MOST_REPEATS
  }
}

/** @returns {((bytes: Uint8Array) => unknown) | null} */
function hostSource() {
  return typeof crypto === 'object' && crypto && typeof crypto.getRandomValues === 'function'
    ? (bytes) => crypto.getRandomValues(/** @type {any} */ (bytes))
    : null
}
