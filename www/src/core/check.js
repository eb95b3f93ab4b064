// Looks at a token with the key there is, and where that does not fit, at what would make it fit.

import { importKey, inspect } from 'jwtmint/web'
import { plain } from './errors.js'
import { keyOf } from './key-input.js'

const ENCODINGS = ['base64', 'base64url', 'hex']

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
  if (!held || passed(report))
    return { report, fault, count, fitting: passed(report) && count ? indexOf(token, held, report, options) : -1 }
  if (count) {
    const found = failed(report, 'key') && (tryAll || !report.header?.kid) ? among(token, held, options) : null
    return { fault, report: found?.report ?? report, fitting: found?.index ?? -1, count, tried: !!found || tryAll }
  }
  return { report, fault, fitting: -1, encoding: fittingEncoding(token, key, options) }
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

/** The encoding a secret was meant in, where that makes the signature fit. @param {string} token @param {any} key @param {object} options */
function fittingEncoding(token, key, options) {
  for (const encoding of [...ENCODINGS, 'utf8']) {
    if (encoding === key.encoding || key.text.length > 4096) continue
    try {
      const held = importKey({ secret: encoding === 'utf8' ? key.text : key.text.trim(), encoding })
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
