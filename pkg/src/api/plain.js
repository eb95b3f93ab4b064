// @ts-check
// Options and key objects as JSON text. Every property is read once and by itself: JSON.stringify would leave out what is
// inherited or hidden, and call `toJSON`, so that an option would be dropped without a word.
import { JwtError } from './error.js'

/** The longest text, in characters, that options or a key may come to: what a token may have by default. */
export const MOST_CHARACTERS = 1 << 20

/** The deepest nesting that the core reads. */
const MOST_LEVELS = 64

/**
 * The kind of a value as people say it: `undefined`, `null`, `number`, `Promise`, `Map`, `Object`.
 *
 * @param {any} value
 * @returns {string}
 */
export function kindOf(value) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    return value === null ? 'null' : typeof value
  }
  try {
    return Object.prototype.toString.call(value).slice(8, -1)
  } catch (_) {
    return 'object' // a revoked proxy
  }
}

/**
 * The kind of what is something else than expected, as the end of a sentence.
 *
 * @param {any} value
 */
export function found(value) {
  const kind = kindOf(value)
  return '; found ' + kind + (kind === 'Promise' ? ': await it first.' : '.')
}

/**
 * Whether a property is the object's own, and not one that somebody gave to Object.prototype.
 *
 * @param {any} object
 * @param {string | number} name
 */
export function hasOwn(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name)
}

/**
 * An object's properties by name, as JSON text. Without a prototype, so that no setter of Array.prototype or Object.prototype
 * gets hold of one.
 *
 * @typedef {{ [name: string]: string }} Members
 */

/** Without a prototype that could add or catch anything; objects made from it are as fast as others. */
const NOTHING = Object.create(null)

/** @returns {any} an object that has what is given to it, and nothing else */
export function bare() {
  return Object.create(NOTHING)
}

/**
 * @param {Members} members
 * @param {string} name
 * @param {string} text
 * @returns {Members} with one more
 */
export function withMember(members, name, text) {
  const more = Object.assign(bare(), members)
  more[name] = text
  return more
}

/** @param {Members} members */
export function objectText(members) {
  let text = ''
  for (const name in members) text += (text ? ',' : '{') + JSON.stringify(name) + ':' + members[name]
  return (text || '{') + '}'
}

/**
 * Reads plain data within the limits of size and depth.
 *
 * @param {string} code of the errors
 * @param {(name: string) => string} described a property of the outermost object, for sentences
 * @param {string} [apart] the name of a property of the outermost object that is not for JSON
 */
export function plainReader(code, described, apart) {
  const ofOptions = code === 'ERR_OPTION_INVALID'
  let left = MOST_CHARACTERS
  let place = ''
  /** @type {unknown} */
  let valueApart

  /** @param {string} what */
  function refused(what) {
    const claim = ofOptions && place && place.length <= 40 ? place : undefined
    return JwtError({ code, message: described(place) + what, claim })
  }

  /** @param {number} length */
  function count(length) {
    left -= length + 1
    if (left < 0) throw refused(' is too large: at most ' + MOST_CHARACTERS + ' characters of JSON are read.')
  }

  /**
   * @param {any} object
   * @param {number} level
   * @returns {Members}
   */
  function members(object, level) {
    if (!isPlain(object)) {
      throw refused(
        ' is or holds an object with a prototype or with hidden properties (' +
          kindOf(object) +
          '), which JSON cannot express. Use a plain object: { ...object } copies what is its own.',
      )
    }
    const keys = Object.keys(object)
    /** @type {Members} */
    const read = bare()
    for (let i = 0; i < keys.length; i++) {
      const name = keys[i]
      if (level === 0) place = name
      if (level === 0 && name === apart) {
        valueApart = object[name]
        continue
      }
      count(name.length)
      const text = valueText(object[name], level + 1)
      if (text === undefined) {
        // A variable that is not set must not take away an expiry or a demand in silence.
        if (ofOptions && level === 0)
          throw refused(' is undefined: a variable is not set. Give it a value, or leave it out.')
        continue
      }
      read[name] = text
    }
    return read
  }

  /**
   * @param {any} value
   * @param {number} level
   * @returns {string | undefined} nothing for `undefined`
   */
  function valueText(value, level) {
    if (typeof value === 'string') {
      count(value.length)
      return JSON.stringify(value)
    }
    count(4)
    if (value === null || typeof value === 'boolean') return String(value)
    if (value === undefined) return undefined
    if (typeof value === 'number' && isFinite(value)) return String(value)
    if (typeof value !== 'object') {
      throw refused(
        ' holds ' +
          (typeof value === 'number' ? String(value) : 'a ' + typeof value) +
          ', which JSON cannot express. Use text, finite numbers, true, false, null, arrays and plain objects.',
      )
    }
    if (ofOptions && typeof value.toJwk === 'function' && typeof value.publicKey === 'function') return publicJwk(value)
    if (level > MOST_LEVELS) throw refused(' is nested too deeply, or holds itself.')
    return Array.isArray(value) ? arrayText(value, level) : objectText(members(value, level))
  }

  /**
   * @param {any[]} array
   * @param {number} level
   */
  function arrayText(array, level) {
    const length = array.length
    let text = '['
    for (let i = 0; i < length; i++) {
      const item = valueText(array[i], level + 1)
      if (item === undefined) throw refused(' has a gap or undefined in an array, which JSON cannot express.')
      text += (i ? ',' : '') + item
    }
    return text + ']'
  }

  return {
    /** @param {any} object @returns {Members} */
    read: (object) => members(object, 0),
    /** The property that was being read. */
    place: () => place,
    valueApart: () => valueApart,
  }
}

/**
 * What a Key is in a header, such as DPoP's `jwk`: what others may see of it. A secret has nothing of that kind.
 *
 * @param {any} key
 */
function publicJwk(key) {
  const seen = key.publicKey()
  try {
    return JSON.stringify(seen.toJwk())
  } finally {
    seen.free()
  }
}

/**
 * Whether all there is to an object are its own visible properties. Those of its realm's Object.prototype are no data, even
 * where somebody has put some there.
 *
 * @param {object} object
 */
export function isPlain(object) {
  const prototype = Object.getPrototypeOf(object)
  if (prototype !== null && prototype !== Object.prototype && !isRoot(prototype)) return false
  return (
    Object.getOwnPropertyNames(object).length === Object.keys(object).length &&
    Object.getOwnPropertySymbols(object).length === 0
  )
}

/**
 * The Object.prototype of another realm: a sandbox's.
 *
 * @param {object} prototype
 */
function isRoot(prototype) {
  return (
    Object.getPrototypeOf(prototype) === null &&
    hasOwn(prototype, 'isPrototypeOf') &&
    Object.keys(prototype).length === 0
  )
}
