// @ts-check
// Claims as JSON text. JSON.stringify writes them, with `toJSON` and all that people know of it, but it reads nothing of the
// caller's that could grow under its hands: V8 ends the process for an array that its memory has no room for.
import { JwtError, failure } from './error.js'
import { attempt, wellFormed } from './json.js'
import { bare, found, hasOwn, kindOf } from './plain.js'

/** The longest claims in characters, and the longest payload in bytes: 64 MiB. */
export const MOST_PAYLOAD = 1 << 26

/** What a value counts as, with its name and its comma: few take less. */
const VALUE = 8

const REGISTERED = ['exp', 'nbf', 'iat', 'iss', 'sub', 'aud', 'jti']

/**
 * @param {any} claims
 * @returns {string}
 */
export function claimsText(claims) {
  const kind = kindOf(claims)
  let text = claims
  if (kind !== 'string') {
    text = attempt('ERR_CLAIMS_INVALID', 'The claims cannot be written as JSON', () => {
      const hasToJson =
        typeof claims === 'object' && claims && !ArrayBuffer.isView(claims) && typeof claims.toJSON === 'function'
      if (hasToJson) return JSON.stringify(claims, bounded())
      return kind === 'Object' ? textOfClaims(claims, refuseUnset) : undefined
    })
    if (text === undefined) {
      throw failure(
        'ERR_CLAIMS_INVALID',
        'The claims must be an object, or a string that holds a JSON object' + found(claims),
      )
    }
  }
  return wellFormed(withinLimit(text), 'ERR_CLAIMS_INVALID', 'The claims hold')
}

/**
 * @template {{ length: number }} T
 * @param {T} payload
 * @returns {T}
 */
export function withinLimit(payload) {
  if (payload.length > MOST_PAYLOAD) throw tooLarge()
  return payload
}

/** @returns {Error} */
export function tooLarge() {
  return failure('ERR_CLAIMS_INVALID', 'The payload is too large: expected at most ' + MOST_PAYLOAD + ' bytes.')
}

/**
 * Each claim is read once. Most hold no objects within objects, and need no replacer, which costs.
 *
 * @param {any} claims
 * @param {(claim: string, value: unknown) => void} check
 * @returns {string}
 */
export function textOfClaims(claims, check) {
  const names = Object.keys(claims)
  const copy = bare()
  let isFlat = true
  for (let i = 0; i < names.length; i++) {
    let value = claims[names[i]]
    check(names[i], value)
    if (!isNoObject(value)) {
      const list = Array.isArray(value) && typeof (/** @type {any} */ (value).toJSON) !== 'function'
      if (list) value = ownList(value, MOST_PAYLOAD)
      isFlat = isFlat && list && value.every(isNoObject)
    }
    copy[names[i]] = value
  }
  return JSON.stringify(copy, isFlat ? undefined : bounded())
}

/** What a value is that JSON has no word for, and what to do. @param {unknown} value */
function unset(value) {
  if (value === undefined) return 'undefined: a variable is not set. Give it a value'
  if (typeof value === 'function') return 'a function, which is no JSON. Call it'
  if (typeof value === 'symbol') return 'a symbol, which is no JSON. Give it a value'
  if (typeof value === 'number' && !isFinite(value))
    return value + ', which is no JSON: a sum went wrong. Give it a value'
}

/**
 * JSON.stringify drops what is undefined, a function or a symbol, and makes null of NaN. A token that was meant to expire
 * would then never do so.
 *
 * @param {string} claim
 * @param {unknown} value
 */
function refuseUnset(claim, value) {
  const what = unset(value)
  if (!what || REGISTERED.indexOf(claim) < 0) return
  throw JwtError({
    code: 'ERR_CLAIMS_INVALID',
    message: 'The claim "' + claim + '" is ' + what + ', or leave it out.',
    claim,
  })
}

/** A function is an object, too: it may have a `toJSON`. @param {any} value */
function isNoObject(value) {
  return (typeof value !== 'object' && typeof value !== 'function') || value === null
}

/**
 * @param {any} array
 * @param {number} most in characters
 * @returns {any[]} a copy of ours: theirs may change its length
 */
function ownList(array, most) {
  const length = array.length
  if (!(length * VALUE <= most)) throw tooLarge()
  const copy = []
  for (let i = 0; i < length; i++) {
    copy.push(array[i])
    if (!hasOwn(copy, i))
      throw failure('ERR_CLAIMS_INVALID', 'No list can be copied: Array.prototype was given a setter. Take it away.')
  }
  return copy
}

/** A replacer that counts the values, and hands on lists of ours. */
function bounded() {
  let left = MOST_PAYLOAD
  return (/** @type {string} */ _, /** @type {any} */ value) => {
    left -= VALUE
    if (left < 0) throw tooLarge()
    return Array.isArray(value) ? ownList(value, left) : value
  }
}
