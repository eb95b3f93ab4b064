// @ts-check
// What `sign` takes, checked name by name in the order in which the caller wrote them.
import { hasOwn } from '../api/plain.js'
import { ALGORITHMS } from './algorithms.js'
import { isNumber, isPlainObject, isText, isTruth } from './values.js'

const SPAN = ' should be a number of seconds or string representing a timespan'

/** @typedef {{accepts: (value: any) => unknown, otherwise: string}} Rule */
/** @typedef {{[name: string]: Rule}} Schema */

/** @type {Schema} */
const OPTIONS = {
  expiresIn: { accepts: isSpan, otherwise: SPAN },
  notBefore: { accepts: isSpan, otherwise: SPAN },
  audience: {
    accepts: (value) => isText(value) || Array.isArray(value),
    otherwise: ' must be a string or array',
  },
  algorithm: {
    accepts: (value) => value === 'none' || ALGORITHMS.indexOf(value) >= 0,
    otherwise: ' must be a valid string enum value',
  },
  header: { accepts: isPlainObject, otherwise: ' must be an object' },
  encoding: text(),
  issuer: text(),
  subject: text(),
  jwtid: text(),
  noTimestamp: truth(),
  keyid: text(),
  mutatePayload: truth(),
  allowInsecureKeySizes: truth(),
  allowInvalidAsymmetricKeyTypes: truth(),
}

/** @type {Schema} */
const CLAIMS = { iat: seconds(), exp: seconds(), nbf: seconds() }

/** @param {any} options */
export function checkOptions(options) {
  check(OPTIONS, options, 'options', true)
}

/** @param {any} payload */
export function checkPayload(payload) {
  check(CLAIMS, payload, 'payload', false)
}

/**
 * @param {Schema} schema
 * @param {any} object
 * @param {string} what
 * @param {boolean} complete whether names that the schema does not have are refused
 */
function check(schema, object, what, complete) {
  if (!isPlainObject(object)) throw new Error('Expected "' + what + '" to be a plain object.')
  const names = Object.keys(object)
  for (let i = 0; i < names.length; i++) {
    const name = names[i]
    if (!hasOwn(schema, name)) {
      if (complete) throw new Error('"' + name + '" is not allowed in "' + what + '"')
    } else if (!schema[name].accepts(object[name])) {
      throw new Error('"' + name + '"' + schema[name].otherwise)
    }
  }
}

/** @param {any} value */
function isSpan(value) {
  return Number.isInteger(value) || (isText(value) && value)
}

/** @returns {Rule} */
function text() {
  return { accepts: isText, otherwise: ' must be a string' }
}

/** @returns {Rule} */
function truth() {
  return { accepts: isTruth, otherwise: ' must be a boolean' }
}

/** @returns {Rule} */
function seconds() {
  return { accepts: isNumber, otherwise: ' should be a number of seconds' }
}
