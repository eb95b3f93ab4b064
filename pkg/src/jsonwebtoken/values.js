// @ts-check
// What kind of value the caller passed.
import { hasOwn, kindOf } from '../api/plain.js'

/**
 * Made by `{}`, by `Object`, or without a prototype; of this realm or of another.
 *
 * @param {any} value
 */
export function isPlainObject(value) {
  if (value === null || typeof value !== 'object' || kindOf(value) !== 'Object') return false
  const prototype = Object.getPrototypeOf(value)
  // The prototype of plain objects, whichever realm it is of, is the one that has no prototype.
  return prototype === null || (Object.getPrototypeOf(prototype) === null && hasOwn(prototype, 'isPrototypeOf'))
}

/** @param {any} value */
export function isBytes(value) {
  return kindOf(value) === 'Uint8Array'
}

/** @param {any} value */
export function isText(value) {
  return typeof value === 'string' || kindOf(value) === 'String'
}

/** @param {any} value */
export function isNumber(value) {
  return typeof value === 'number' || kindOf(value) === 'Number'
}

/** @param {any} value */
export function isTruth(value) {
  return typeof value === 'boolean' || kindOf(value) === 'Boolean'
}

/**
 * The properties of a plain object, each read once, without what somebody gave to Object.prototype.
 *
 * @param {any} object
 */
export function ownOnly(object) {
  return isPlainObject(object) ? Object.assign(Object.create(null), object) : object
}
