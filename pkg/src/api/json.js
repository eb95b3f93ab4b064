// @ts-check
// The options that the caller passes, read once into JSON text: the core sees text only, never a live object.
import { failure, isJwtError, messageOf } from './error.js'
import { bare, kindOf, objectText, plainReader, withMember } from './plain.js'
import { hasLoneSurrogate } from './utf8.js'

/**
 * The options of one call.
 *
 * @typedef {{ text: string, members: import('./plain.js').Members, apart?: unknown }} Options `text` is JSON, `''` for none
 */

const NO_OPTIONS = { text: '', members: Object.freeze(bare()) }

/**
 * @param {any} options
 * @param {string} [apart] the name of one that JSON cannot express: its value is in the answer's `apart`
 * @returns {Options}
 */
export function readOptions(options, apart) {
  if (options === undefined || options === null) return NO_OPTIONS
  if (typeof options !== 'object' || kindOf(options) === 'Array') {
    throw failure(
      'ERR_OPTION_INVALID',
      'The options must be a plain object; found ' + kindOf(options) + '. Pass them as { name: value }.',
    )
  }
  const described = (/** @type {string} */ name) => (name ? 'The option ' + shown(name) : 'The options object')
  const reader = plainReader('ERR_OPTION_INVALID', described, apart)
  try {
    return optionsOf(reader.read(options), reader.valueApart())
  } catch (thrown) {
    if (isJwtError(thrown)) throw thrown
    const name = reader.place()
    const what = name ? 'The option ' + shown(name) + ' cannot be read' : 'The options cannot be read'
    // What reading a passphrase throws may hold it.
    if (name === 'passphrase') throw failure('ERR_OPTION_INVALID', what + '.')
    throw failure('ERR_OPTION_INVALID', what + ': ' + messageOf(thrown) + '.', thrown)
  }
}

/**
 * @param {import('./plain.js').Members} members
 * @param {unknown} [apart]
 * @returns {Options}
 */
export function optionsOf(members, apart) {
  return { text: wellFormed(objectText(members), 'ERR_OPTION_INVALID', 'The options hold'), members, apart }
}

/**
 * Claims given as text are signed byte for byte unless an option adds one: no `iat` by default.
 *
 * @param {Options} options
 * @returns {string}
 */
export function textForWrittenClaims({ text, members }) {
  if (members.noTimestamp !== undefined || members.issuedAt !== undefined) return text
  return objectText(withMember(members, 'noTimestamp', 'true'))
}

/** A name too long for one is not repeated: it may be a value in the wrong place. @param {string} name */
function shown(name) {
  return name.length > 40 ? 'with a name of ' + name.length + ' characters' : '"' + name + '"'
}

/**
 * Runs code of the caller's (getters, proxies, toJSON): what it throws becomes a JwtError's cause.
 *
 * @template T
 * @param {string} code
 * @param {string} what
 * @param {() => T} read
 * @returns {T}
 */
export function attempt(code, what, read) {
  try {
    return read()
  } catch (thrown) {
    if (!isJwtError(thrown)) throw failure(code, what + ': ' + messageOf(thrown) + '.', thrown)
    // Postman's JSON.stringify gives what passes through it a name of its own; the prototype has the right one.
    delete (/** @type {any} */ (thrown).name)
    throw thrown
  }
}

/**
 * @param {string} text
 * @param {string} code
 * @param {string} what
 */
export function wellFormed(text, code, what) {
  if (hasLoneSurrogate(text)) {
    throw failure(code, what + ' half of a surrogate pair, which has no UTF-8 form. Replace it with a whole character.')
  }
  return text
}
