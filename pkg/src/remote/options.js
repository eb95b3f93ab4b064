// @ts-check
import { isPlain } from '../api/plain.js'
import { withoutPrototype } from './request.js'

/**
 * @typedef {{
 *   discovery: boolean,
 *   timeoutMilliseconds: number,
 *   maxBytes: number,
 *   maxRedirects: number,
 *   defaultAgeSeconds: number,
 *   minAgeSeconds: number,
 *   maxAgeSeconds: number,
 *   pauseSeconds: number,
 *   staleSeconds: number,
 *   headers: {[name: string]: string},
 *   fetch: typeof fetch | undefined,
 * }} Options
 */

/** Each default, and the greatest value. @type {{[name: string]: [number, number]}} */
const NUMBERS = {
  timeoutMilliseconds: [5000, 120_000],
  maxBytes: [262_144, 16_777_216],
  maxRedirects: [3, 20],
  defaultAgeSeconds: [600, 604_800],
  minAgeSeconds: [60, 604_800],
  maxAgeSeconds: [86_400, 604_800],
  pauseSeconds: [30, 86_400],
  staleSeconds: [300, 604_800],
}

/**
 * @param {any} jwtmint
 * @param {any} given
 * @returns {Options}
 */
export function readOptions(jwtmint, given) {
  /** @param {string | undefined} name @param {string} message */
  const refused = (name, message) => jwtmint.JwtError({ code: 'ERR_OPTION_INVALID', message, claim: name })
  /** @type {any} */
  const options = withoutPrototype({ discovery: false, headers: {}, fetch: undefined })
  const numbers = Object.keys(NUMBERS)
  for (const name of numbers) options[name] = NUMBERS[name][0]
  if (given === undefined || given === null) return options
  const read = ownCopy(given)
  if (!read) throw refused(undefined, 'The options of remoteKeys must be a plain object: { name: value }.')
  for (const name of Object.keys(read)) {
    const value = read[name]
    if (!(name in options)) {
      const known = Object.keys(options).join(', ')
      throw refused(name, `There is no option "${name}" of remoteKeys. Known here: ${known}.`)
    }
    if (value === undefined) continue
    const limit = NUMBERS[name] && NUMBERS[name][1]
    if (limit !== undefined && !(typeof value === 'number' && value >= 0 && value <= limit))
      throw refused(name, `The option ${name} must be a number from 0 to ${limit}.`)
    if (name === 'discovery' && typeof value !== 'boolean')
      throw refused(name, 'The option discovery must be true or false.')
    if (name === 'fetch' && typeof value !== 'function')
      throw refused(name, "The option fetch must be a function such as the host's own.")
    options[name] = name === 'headers' ? headersOf(value) : value
    if (options[name] === undefined)
      throw refused(
        name,
        'The option headers must be a plain object of texts, with names of letters and digits and values without line breaks (RFC 9110 section 5). They are not shown here: one may be a credential.',
      )
  }
  return options
}

/**
 * A host's fetch repeats in its error what it does not take, so that is not handed to it.
 *
 * @param {any} given
 * @returns {{[name: string]: string} | undefined} nothing for what cannot be sent
 */
function headersOf(given) {
  const own = ownCopy(given)
  const good = (/** @type {string} */ name) =>
    /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && typeof own[name] === 'string' && /^[\t -~\x80-\xff]*$/.test(own[name].trim())
  return own && Object.keys(own).every(good) ? own : undefined
}

/**
 * What is no plain object has options that would be dropped without a word.
 *
 * @param {any} given
 * @returns {any} undefined for what is none, or cannot be read
 */
function ownCopy(given) {
  try {
    return typeof given === 'object' && !Array.isArray(given) && isPlain(given) ? withoutPrototype(given) : undefined
  } catch (_) {
    return undefined
  }
}
