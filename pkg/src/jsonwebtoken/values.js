// @ts-check
// What kind of value the caller passed.
import { MOST_PAYLOAD, tooLarge } from '../api/claims.js'
import { ownBytes } from '../api/own-bytes.js'
import { MOST_CHARACTERS, hasOwn, kindOf } from '../api/plain.js'
import { textOf } from './text.js'

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

/**
 * The text that bytes stand for. They are copied first: a length may lie.
 *
 * @param {any} bytes
 * @returns {string}
 */
export function textOfBytes(bytes) {
  const own = ownBytes(bytes, MOST_PAYLOAD)
  if (typeof own === 'number') throw tooLarge()
  return own ? textOf(own) : ''
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
 * The properties of a plain object, hidden ones too, each read once, without what somebody gave to Object.prototype.
 *
 * @param {any} object
 */
export function ownOnly(object) {
  if (!isPlainObject(object)) return object
  const own = Object.create(null)
  for (const name of Object.getOwnPropertyNames(object)) own[name] = object[name]
  return own
}

/**
 * A claim or header parameter, and not what somebody gave to Object.prototype.
 *
 * @param {any} object
 * @param {string} name
 */
export function ownValue(object, name) {
  return hasOwn(object, name) ? object[name] : undefined
}

/**
 * A list as the caller meant it. One that is longer than the options of jwtmint may be is refused before it is looked
 * through, since a length costs nothing to claim.
 *
 * @param {any} value one, or a list
 * @param {(message: string) => unknown} refused
 * @returns {any[]}
 */
export function listOf(value, refused) {
  if (!Array.isArray(value)) return [value]
  const { length } = value
  if (!(length <= MOST_CHARACTERS)) throw refused('at most ' + MOST_CHARACTERS + ' values of an option are compared')
  const list = []
  for (let i = 0; i < length; i++) {
    const one = value[i]
    // A claim that is not there would be equal to a variable that is not set.
    if (one !== undefined) list.push(one)
  }
  return list
}
