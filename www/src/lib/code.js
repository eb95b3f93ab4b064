// JavaScript that makes the same token again: claims and options as literals, computed values as expressions.

import { fillJson } from './placeholders.js'
import { compact, format, isJson, members } from './json-text.js'

/** What is worked out anew for each token. */
const LIVE = /"\{\{\s*(now|public_jwk|thumbprint)\s*(?:([+-])\s*(\d+))?\s*\}\}"/g
const UNSAFE_NUMBER = /-?\d{16,}/

/**
 * @typedef {object} Mint what was minted, and from what
 * @property {string} token
 * @property {string} claims as typed
 * @property {string} header as typed
 * @property {Record<string, string>} values of the template's fields
 * @property {Record<string, any>} known what was computed
 * @property {Record<string, any>} options of the library
 * @property {{encoding: string, passphrase: string}} key how the key is written; never the key
 * @property {{name: string, prefix: string}} [send] the header the token goes into
 */

/**
 * The call of `sign`, and what has to stand before it.
 *
 * @param {Mint} mint
 * @param {{sign: string, library: string, key: string, passphrase: string, uuid?: string}} host how the host names things
 */
export function signCall(mint, host) {
  const key = mint.key.encoding === 'auto' ? host.key : `{ secret: ${host.key}, encoding: '${mint.key.encoding}' }`
  const claims = expression(mint, mint.claims, host)
  const options = { ...mint.options }
  delete options.header
  // An object gets its time without being asked; claims written as text do not.
  if (!options.noTimestamp && claims.startsWith('{')) delete options.noTimestamp
  const lines = Object.entries(options).map(
    ([name, value]) =>
      `${name}: ${name === 'jwtid' && value === true && host.uuid ? host.uuid : JSON.stringify(value)}`,
  )
  if (members(mint.header.trim() || '{}').length) lines.push(`header: ${expression(mint, mint.header, host)}`)
  if (mint.key.passphrase) lines.push(`passphrase: ${host.passphrase}`)
  const body = lines.map((line) => '  ' + line.replace(/\n/g, '\n  ') + ',\n').join('')
  const call = `${host.sign}(${claims}, ${mint.options.algorithm === 'none' ? 'null' : key}, {\n${body}})`
  return (
    (/\bnow\b/.test(call.replace(/"(?:[^"\\]|\\.)*"/g, '')) ? 'const now = Math.floor(Date.now() / 1000)\n' : '') +
    'const token = ' +
    call
  )
}

/** JSON text as a JavaScript expression. @param {Mint} mint @param {string} text @param {{library: string, key: string}} host */
function expression(mint, text, host) {
  const fixed = Object.fromEntries(
    Object.entries(mint.known).filter(([name]) => !/^(now|public_jwk|thumbprint)/.test(name)),
  )
  const filled = fillJson(text.trim() || '{}', fixed).replace(/,?\s*"ath"\s*:\s*"\{\{\s*ath\s*\}\}"/, '')
  const laid = isJson(filled) ? format(filled) : filled
  const live = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {string} */ seconds) => {
    if (name === 'now') return seconds ? `now ${sign} ${seconds}` : 'now'
    return `${host.library}importKey(${host.key}).${name === 'thumbprint' ? 'thumbprint()' : 'publicKey().toJwk()'}`
  }
  // As a literal these would be other claims: numbers beyond 2^53 are rounded, and `__proto__` is no member.
  if (UNSAFE_NUMBER.test(laid.replace(/"(?:[^"\\]|\\.)*"/g, '')) || laid.includes('"__proto__"')) {
    const pieces = compact(filled).split(LIVE)
    // Text, name, sign, seconds, and again.
    return pieces
      .map((piece, i) =>
        i % 4 === 0
          ? JSON.stringify(piece)
          : i % 4 === 1
            ? `JSON.stringify(${live(piece, pieces[i + 1], pieces[i + 2])})`
            : '',
      )
      .filter(Boolean)
      .join(' + ')
  }
  return laid.replace(LIVE, (_, name, sign, seconds) => live(name, sign, seconds))
}
