// Looks at a token with the key there is, and where that does not fit, at what would make it fit.

import { importKey, inspect } from 'jwtmint/web'
import { plain } from './errors.js'
import { secretsIn } from '../lib/secrets-in.js'
import { keyOf } from './key-input.js'

const ENCODINGS = ['base64', 'base64url', 'hex', 'utf8']
/** A longer text is no secret. */
const LONGEST_SECRET = 4096

/**
 * The report, and what else was found out. A key that cannot be read is a fault of its own: the token is looked at all
 * the same.
 *
 * @param {{token: string, key: any, expect: object, weak: boolean, tryAll: boolean}} job
 */
export function check({ token, key, expect, weak, tryAll }) {
  const options = weak ? { ...expect, allowInsecureKeySizes: true } : expect
  let held = null
  let fault = null
  try {
    held = key && keyOf(key)
  } catch (error) {
    fault = plain(error)
  }
  const report = inspect(token, held, options)
  const count = (held && setOf(held)?.length) ?? 0
  if (passed(report)) return { report, fault, count, fitting: count ? indexOf(token, held, report, options) : -1 }
  if (!held) return { report, fault, count, fitting: -1, inside: key && secretInside(token, key, report, options) }
  if (count) {
    const found = failed(report, 'key') && (tryAll || !report.header?.kid) ? among(token, held, options) : null
    return { fault, report: found?.report ?? report, fitting: found?.index ?? -1, count, tried: !!found || tryAll }
  }
  const encoding = fittingEncoding(token, key.text, options, key.encoding)
  return { report, fault, fitting: -1, encoding, inside: encoding ? null : secretInside(token, key, report, options) }
}

const passed = (report) => status(report, 'signature') === 'pass'
const failed = (report, name) => status(report, name) === 'fail'
const status = (report, name) => report.checks.find((one) => one.name === name)?.status

/** The keys of a set, or null for a single key. @param {any} key */
const setOf = (key) => (key.kind === 'JWKS' ? key.toJwk().keys : null)

/** Which key of a set it was. @param {string} token @param {any} held @param {any} report @param {object} options */
function indexOf(token, held, report, options) {
  const named = setOf(held).findIndex(({ kid }) => kid !== undefined && kid === report.header?.kid)
  return named < 0 ? (among(token, held, options)?.index ?? -1) : named
}

/** Tries every key of a set by itself. @param {string} token @param {any} held @param {object} options */
function among(token, held, options) {
  for (const [index, jwk] of setOf(held).entries()) {
    let one = null
    try {
      // The name is not asked for here: which key fits is what is to be found out.
      const { kid: _, ...nameless } = jwk
      one = importKey(nameless)
      const report = inspect(token, one, options)
      if (passed(report)) return { index, report }
    } catch {
      // A key this module cannot read fits nothing.
    } finally {
      one?.free()
    }
  }
  return null
}

/**
 * The encoding a secret was meant in, where that makes the signature fit.
 *
 * @param {string} token @param {string} text @param {object} options @param {string} [read] how it was read already
 */
function fittingEncoding(token, text, options, read) {
  for (const encoding of ENCODINGS) {
    if (encoding === read || text.length > LONGEST_SECRET) continue
    try {
      const held = importKey({ secret: encoding === 'utf8' ? text : text.trim(), encoding })
      try {
        if (passed(inspect(token, held, { ...options, allowInsecureKeySizes: true }))) return encoding
      } finally {
        held.free()
      }
    } catch {
      // Not written in that encoding.
    }
  }
  return null
}

/**
 * The part of what was pasted that is the secret, where that makes the signature fit.
 *
 * @param {string} token @param {{text: string}} key @param {any} report @param {object} options
 */
function secretInside(token, { text }, report, options) {
  if (!/^HS/.test(report.algorithm ?? '') || text.length > LONGEST_SECRET) return null
  for (const one of secretsIn(text)) {
    const encoding = fittingEncoding(token, one.text, options)
    if (encoding) return { ...one, encoding }
  }
  return null
}
