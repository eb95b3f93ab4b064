// @ts-check
// The core behind one gate: every failure leaves it as a JwtError, and what a broken-off call left behind is put back.
import { fromCore, isJwtError } from './error.js'

/** What `Bindings` has, by name; the doors export them, and the entries hand them on. */
export const OPERATIONS = /** @type {const} */ ([
  'version',
  'algorithms',
  'sign',
  'decode',
  'verify',
  'inspect',
  'importKey',
  'generateKey',
  'keyInfo',
  'keyToPem',
  'keyToJwk',
  'keyPublic',
  'keyThumbprint',
  'freeKey',
  'signBytes',
  'verifyBytes',
  'decodeHeader',
])

/**
 * @param {import('./bindings').Bindings} bindings
 * @returns {import('./bindings').Bindings}
 */
export function guarded(bindings) {
  // Calls under way: more than one when the random source calls back into the library.
  let depth = 0
  // A call ended neither with a result nor with an error of the core's: it ran out of call stack, or trapped.
  let brokenOff = false
  /** @type {any} */
  const core = {}
  for (let i = 0; i < OPERATIONS.length; i++) {
    const name = OPERATIONS[i]
    core[name] = (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c, /** @type {any} */ d) => {
      if (brokenOff && depth === 0) {
        bindings.recover()
        brokenOff = false
      }
      depth++
      try {
        return /** @type {any} */ (bindings)[name](a, b, c, d)
      } catch (thrown) {
        // Noted before anything is called: where the stack has ended, there may be no room for a call.
        const before = brokenOff
        brokenOff = true
        if (typeof thrown === 'string' || isJwtError(thrown)) brokenOff = before
        throw fromCore(thrown)
      } finally {
        depth--
      }
    }
  }
  return core
}
