// @ts-check
// The core behind one gate: every failure leaves it as a JwtError, and what a broken-off call left behind is put back.
import { fromCore, isJwtError } from './error.js'

/**
 * What `Bindings` has, by name; the doors export them, and the entries hand them on. The first MAKERS of them make a key,
 * and answer with its number.
 */
export const OPERATIONS = /** @type {const} */ ([
  'importKey',
  'generateKey',
  'keyPublic',
  'version',
  'algorithms',
  'sign',
  'decode',
  'verify',
  'inspect',
  'keyInfo',
  'keyToPem',
  'keyToJwk',
  'keyThumbprint',
  'freeKey',
  'signBytes',
  'verifyBytes',
  'decodeHeader',
])

export const MAKERS = 3

/**
 * `loose` are the keys that no Key holds for certain, the youngest first. `inUse` is the part of them that the operations
 * under way use: others are left of calls that were broken off, and `settle` frees them.
 *
 * @typedef {{ handle: number, next: Loose } | null} Loose
 * @typedef {import('./bindings').Bindings & { accounts: { loose: Loose, inUse: Loose }, settle(): void }} Core
 */

/**
 * @param {import('./bindings').Bindings} bindings
 * @returns {Core}
 */
export function guarded(bindings) {
  // The call under way: -1 for none, 0 for one, and what `begin` answered where a random source calls back into the library.
  let current = -1
  // A call ended neither with a result nor with an error of the core's: it ran out of call stack, or trapped.
  let brokenOff = false
  // An object of its own: one that so many functions were put into is slow to read.
  /** @type {{ loose: Loose, inUse: Loose }} */
  const accounts = { loose: null, inUse: null }
  /** @type {any} */
  const core = {
    accounts,
    settle() {
      while (accounts.loose !== accounts.inUse) {
        const { handle, next } = /** @type {NonNullable<Loose>} */ (accounts.loose)
        core.freeKey(handle)
        accounts.loose = next
      }
    },
  }
  for (let i = 0; i < OPERATIONS.length; i++) {
    const name = OPERATIONS[i]
    const makes = i < MAKERS
    core[name] = (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c, /** @type {any} */ d) => {
      if (brokenOff && current < 0) {
        bindings.recover()
        brokenOff = false
      }
      // One that was freed already, by a call that had no room to say so, must not have its number again.
      if (makes) core.settle()
      // Without a call, as wherever keys are accounted for: there may be no room for one.
      const { inUse } = accounts
      accounts.inUse = accounts.loose
      const outer = current
      current = 0
      try {
        if (outer >= 0) current = bindings.begin(outer)
        const result = /** @type {any} */ (bindings)[name](a, b, c, d)
        if (bindings.end && (makes || current)) bindings.end(current)
        if (makes) accounts.loose = { handle: result, next: accounts.loose }
        return result
      } catch (thrown) {
        // Noted before anything is called: where the stack has ended, there may be no room for a call.
        const before = brokenOff
        brokenOff = true
        // A call within another that fails is not ended, and so counts as broken off.
        if (!current && (typeof thrown === 'string' || isJwtError(thrown))) brokenOff = before
        throw fromCore(thrown)
      } finally {
        current = outer
        accounts.inUse = inUse
      }
    }
  }
  return core
}
