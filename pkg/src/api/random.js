// @ts-check
import { failure } from './error.js'
import { kindOf } from './json.js'

/**
 * Where random numbers come from, in order: what the caller set, `crypto.getRandomValues`, what the
 * entry knows of (Node's crypto module). Never `Math.random`.
 *
 * @param {((bytes: Uint8Array) => unknown) | null} [known]
 */
export function randomSource(known) {
  /** @type {((bytes: Uint8Array) => unknown) | null} */
  let chosen = null
  return {
    /** @param {any} source */
    choose(source) {
      if (source !== null && typeof source !== 'function') {
        throw failure(
          'ERR_OPTION_INVALID',
          "setRandomSource takes a function that fills a Uint8Array with random bytes, or null for the host's own; found " +
            kindOf(source) +
            '.',
        )
      }
      chosen = source
    },
    /** @param {Uint8Array} bytes */
    fill(bytes) {
      const source = chosen || hostSource() || known
      if (!source) throw failure('ERR_NO_ENTROPY', 'This host has no random source.')
      // getRandomValues takes 65536 bytes at a time.
      for (let from = 0; from < bytes.length; from += 65536) {
        const part = bytes.subarray(from, from + 65536)
        const answer = /** @type {any} */ (source(part))
        // Hosts that reach theirs over a bridge hand back a copy and leave the argument as it was.
        if (answer && answer !== part && answer.length === part.length) part.set(answer)
        if (part.length > 15 && part.every((byte) => !byte))
          throw failure('ERR_NO_ENTROPY', 'The random source gave zeros only.')
      }
    },
  }
}

/** @returns {((bytes: Uint8Array) => unknown) | null} */
function hostSource() {
  return typeof crypto === 'object' && crypto && typeof crypto.getRandomValues === 'function'
    ? (bytes) => crypto.getRandomValues(/** @type {any} */ (bytes))
    : null
}
