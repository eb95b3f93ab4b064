// JavaScript that makes the same token again: claims and options as literals, what is worked out as expressions.

import { fillJson } from './placeholders.js'
import { compact, format, isJson, members } from './json-text.js'

/** What is worked out anew for each token. */
const LIVE = /"\{\{\s*(now|uuid|public_jwk|thumbprint)\s*(?:([+-])\s*(\d+))?\s*\}\}"/g
const UNSAFE_NUMBER = /-?\d{16,}/

/**
 * @typedef {object} Mint what was signed, and from what
 * @property {string} token
 * @property {string} claims with placeholders for what is worked out
 * @property {string} header the same, without what the options say
 * @property {Record<string, any>} known what the fields hold and what was computed
 * @property {Record<string, any>} options of the library
 * @property {{encoding: string, passphrase: string}} key how the key is written; never the key
 *
 * @typedef {{sign: string, library: string, key: string, passphrase: string, uuid?: string}} Host how the host names things
 */

/** The call of `sign`, and what has to stand before it. @param {Mint} mint @param {Host} host */
export function signCall(mint, host) {
  const key = mint.key.encoding === 'auto' ? host.key : `{ secret: ${host.key}, encoding: '${mint.key.encoding}' }`
  const claims = expression(mint, mint.claims, host)
  const lines = Object.entries(mint.options).map(
    ([name, value]) =>
      `${name}: ${name === 'jwtid' && value === true && host.uuid ? host.uuid : JSON.stringify(value)}`,
  )
  // An object gets its time without being asked; claims written as text do not.
  if (!claims.startsWith('{') && !('noTimestamp' in mint.options)) lines.push('noTimestamp: false')
  if (members(mint.header).length) lines.push(`header: ${expression(mint, mint.header, host)}`)
  if (mint.key.passphrase) lines.push(`passphrase: ${host.passphrase}`)
  const body = lines.map((line) => '  ' + line.replace(/\n/g, '\n  ') + ',\n').join('')
  const call = `${host.sign}(${claims}, ${mint.options.algorithm === 'none' ? 'null' : key}, {\n${body}})`
  return (
    (/\bnow\b/.test(call.replace(/"(?:[^"\\]|\\.)*"/g, '')) ? 'const now = Math.floor(Date.now() / 1000)\n' : '') +
    'const token = ' +
    call
  )
}

/** JSON text as a JavaScript expression. @param {Mint} mint @param {string} text @param {Host} host */
function expression(mint, text, host) {
  const fixed = Object.fromEntries(
    Object.entries(mint.known).filter(([name]) => !/^(now|uuid|public_jwk|thumbprint)/.test(name)),
  )
  const filled = fillJson(text, fixed).replace(/,?\s*"ath"\s*:\s*"\{\{\s*ath\s*\}\}"/, '')
  const laid = isJson(filled) ? format(filled) : filled
  const live = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {string} */ seconds) => {
    if (name === 'now') return seconds ? `now ${sign} ${seconds}` : 'now'
    if (name === 'uuid') return host.uuid ?? 'crypto.randomUUID()'
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
