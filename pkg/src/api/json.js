// @ts-check
// What the caller passes, read once into JSON text: the core sees text only, never a live object.
import { JwtError, failure, messageOf } from './error.js'
import { hasLoneSurrogate } from './utf8.js'

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
 * @param {any} options
 * @param {string} [apart] the name of one that JSON cannot express
 * @returns {string} JSON text, `''` for none
 */
export function optionsText(options, apart) {
  if (options === undefined || options === null) return ''
  if (kindOf(options) !== 'Object') {
    throw failure(
      'ERR_OPTION_INVALID',
      'The options must be a plain object; found ' + kindOf(options) + '. Pass them as { name: value }.',
    )
  }
  const members = []
  const names = attempt('ERR_OPTION_INVALID', 'The options cannot be read', () => Object.keys(options))
  for (let i = 0; i < names.length; i++) {
    const name = names[i]
    if (name === apart) continue
    const text = attempt('ERR_OPTION_INVALID', 'The option "' + name + '" cannot be read', () =>
      strictJson(options[name], name),
    )
    if (text !== undefined) members.push(JSON.stringify(name) + ':' + text)
  }
  return wellFormed('{' + members.join(',') + '}', 'ERR_OPTION_INVALID', 'The options hold')
}

/**
 * JSON.stringify drops, or turns into `{}` or `null`, what JSON cannot say; in an option that would
 * change its meaning in silence (a RegExp as `issuer` would match nothing, or anything), so it is refused.
 *
 * @param {any} value
 * @param {string} name
 * @returns {string | undefined}
 */
function strictJson(value, name) {
  return JSON.stringify(value, (_, inner) => {
    const kind = kindOf(inner)
    if (
      (kind === 'number' && !isFinite(inner)) ||
      !/^(undefined|null|string|boolean|number|Object|Array)$/.test(kind)
    ) {
      throw failure(
        'ERR_OPTION_INVALID',
        'The option "' +
          name +
          '" holds ' +
          (kind === 'number' ? String(inner) : 'a ' + kind) +
          ', which JSON cannot express. Use text, finite numbers, true, false, null, arrays and plain objects.',
      )
    }
    return inner
  })
}

/**
 * @param {any} claims
 * @returns {string}
 */
export function claimsText(claims) {
  const kind = kindOf(claims)
  let text = claims
  if (kind !== 'string') {
    text = attempt('ERR_CLAIMS_INVALID', 'The claims cannot be written as JSON', () =>
      kind === 'Object' ||
      (typeof claims === 'object' && claims && !ArrayBuffer.isView(claims) && typeof claims.toJSON === 'function')
        ? JSON.stringify(claims)
        : undefined,
    )
    if (text === undefined) {
      throw failure(
        'ERR_CLAIMS_INVALID',
        'The claims must be an object, or a string that holds a JSON object; found ' +
          kind +
          (kind === 'Promise' ? ': await it first.' : '.'),
      )
    }
  }
  return wellFormed(text, 'ERR_CLAIMS_INVALID', 'The claims hold')
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
    if (!(thrown instanceof JwtError)) throw failure(code, what + ': ' + messageOf(thrown) + '.', thrown)
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
