// @ts-check
// What `verify` demands of claims, in the order of `jsonwebtoken`.
import { JsonWebTokenError, NotBeforeError, TokenExpiredError } from './errors.js'
import { timeAfter } from './timespan.js'
import { listOf, ownValue } from './values.js'

/**
 * @param {any} payload
 * @param {any} options
 */
export function checkClaims(payload, options) {
  const now = options.clockTimestamp || Math.floor(Date.now() / 1000)
  if (!(now >= 0)) throw refused('the clock of this host gives no time; pass clockTimestamp')
  if (payload === null) throw refused('invalid token: its payload is null')
  const tolerance = options.clockTolerance || 0
  const claim = (/** @type {string} */ name) => ownValue(payload, name)
  const notBefore = claim('nbf')
  if (notBefore !== undefined && !options.ignoreNotBefore) {
    if (typeof notBefore !== 'number') throw refused('invalid nbf value')
    if (notBefore > now + tolerance) throw late(NotBeforeError, 'jwt not active', notBefore)
  }
  const expires = claim('exp')
  if (expires !== undefined && !options.ignoreExpiration) {
    if (typeof expires !== 'number') throw refused('invalid exp value')
    if (now >= expires + tolerance) throw late(TokenExpiredError, 'jwt expired', expires)
  }
  if (options.audience) checkAudience(claim('aud'), options.audience)
  if (options.issuer) checkIssuer(claim('iss'), options.issuer)
  checkEqual('subject', claim('sub'), options.subject)
  checkEqual('jwtid', claim('jti'), options.jwtid)
  checkEqual('nonce', claim('nonce'), options.nonce)
  if (options.maxAge) checkAge(claim('iat'), options.maxAge, now - tolerance)
}

/**
 * @param {any} claim
 * @param {any} wanted
 */
function checkAudience(claim, wanted) {
  const accepted = listOf(wanted, refused)
  const patterns = accepted.filter(isPattern)
  // A set, since both lists may be long.
  const others = new Set(accepted.filter((one) => !isPattern(one)))
  const found = Array.isArray(claim) ? claim : [claim]
  // A pattern is for text: what is not there must not be taken for the text "undefined".
  const fits = found.some(
    (audience) =>
      others.has(audience) || (typeof audience === 'string' && patterns.some((pattern) => matches(pattern, audience))),
  )
  if (!fits) throw refused('jwt audience invalid. expected: ' + accepted.join(' or '))
}

/** @param {any} value */
function isPattern(value) {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

/**
 * A pattern with the flag g or y goes on where it ended the last time: here each audience is searched from its start. One that
 * is frozen stands there already.
 *
 * @param {RegExp} pattern
 * @param {string} text
 */
function matches(pattern, text) {
  if (pattern.lastIndex !== 0) pattern.lastIndex = 0
  return pattern.test(text)
}

/**
 * @param {any} claim
 * @param {any} wanted
 */
function checkIssuer(claim, wanted) {
  // Of another type it would be compared with nothing, and every issuer accepted.
  if (typeof wanted !== 'string' && !Array.isArray(wanted))
    throw refused('issuer must be a string or an array of strings')
  if (listOf(wanted, refused).indexOf(claim) < 0) throw refused('jwt issuer invalid. expected: ' + wanted)
}

/**
 * @param {string} option
 * @param {any} claim
 * @param {any} wanted
 */
function checkEqual(option, claim, wanted) {
  if (wanted && claim !== wanted) throw refused('jwt ' + option + ' invalid. expected: ' + wanted)
}

/**
 * @param {any} issued
 * @param {any} limit
 * @param {number} now
 */
function checkAge(issued, limit, now) {
  if (typeof issued !== 'number') throw refused('iat required when maxAge is specified')
  const end = timeAfter(limit, issued)
  if (end === undefined)
    throw refused('"maxAge" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60')
  if (now >= end) throw late(TokenExpiredError, 'maxAge exceeded', end)
}

/** @param {string} message */
function refused(message) {
  return new /** @type {any} */ (JsonWebTokenError)(message)
}

/**
 * @param {any} type
 * @param {string} message
 * @param {number} seconds
 */
function late(type, message, seconds) {
  return new type(message, new Date(seconds * 1000))
}
