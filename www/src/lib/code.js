// JavaScript that makes the same token again: claims and options as literals, what is worked out as expressions.

import { fillJson, secondsFromNow, withoutEmpty } from './placeholders.js'
import { compact, format, isJson, members } from './json-text.js'

/** What is worked out anew for each token. */
const LIVE = /\[\[(now[^[\]]*|id(?::hex)?|jwk|thumbprint)\]\]/g
const STRING = /"(?:[^"\\]|\\.)*"/g
const UNSAFE_NUMBER = /\d{16,}|\de\+?\d{3}/i

/**
 * @typedef {object} Mint what was signed, and from what
 * @property {string} token
 * @property {string} claims with placeholders for what is worked out
 * @property {string} header the same, without what the options say
 * @property {Record<string, any>} known what the fields hold and what was computed
 * @property {Record<string, any>} options of the library
 * @property {{encoding: string, passphrase: string}} key how the key is written; never the key
 *
 * @typedef {{sign: string, library: string, key: string, passphrase: string, uuid?: string, id?: string, detached?: boolean}} Host how the host names things;
 *   `uuid` is for one without a random source, `id` for one that has it under another name
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
    (/\bnow\b/.test(call.replace(STRING, '')) ? 'const now = Math.floor(Date.now() / 1000)\n' : '') +
    'const token = ' +
    call +
    // What is signed goes beside the token, not into it (RFC 7515 appendix F).
    (host.detached ? `.replace(/\\.[^.]*/, '.')` : '')
  )
}

/** The names of all members, however they are escaped. @param {string} text */
function names(text) {
  const found = new Set()
  const note = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    found.add(name)
    return value
  }
  if (isJson(text)) JSON.parse(text, note)
  return found
}

/** JSON text as a JavaScript expression. @param {Mint} mint @param {string} text @param {Host} host */
function expression(mint, text, host) {
  const fixed = Object.fromEntries(Object.entries(mint.known).filter(([name]) => !name.match(LIVE)))
  const filled = withoutEmpty(fillJson(text, fixed))
  const laid = isJson(filled) ? format(filled) : filled
  const live = (/** @type {string} */ name) => {
    if (name.startsWith('now')) {
      const seconds = secondsFromNow(name)
      return seconds ? `now ${seconds < 0 ? '-' : '+'} ${Math.abs(seconds)}` : 'now'
    }
    const id = host.uuid ?? host.id ?? 'crypto.randomUUID()'
    if (name.startsWith('id')) return name === 'id' ? id : `${id}.replace(/-/g, '')`
    return `${host.library}importKey(${host.key}).${name === 'thumbprint' ? 'thumbprint()' : 'publicKey().toJwk()'}`
  }
  /** A string as an expression: what is worked out, and the text around it. @param {string} string */
  const spoken = (string) => {
    const pieces = string.slice(1, -1).split(LIVE)
    if (pieces.length === 1) return string
    const parts = pieces.map((piece, i) => (i % 2 ? live(piece) : piece && `"${piece}"`)).filter(Boolean)
    return parts.length > 1 && !parts[0].startsWith('"') ? ['""', ...parts].join(' + ') : parts.join(' + ')
  }
  // As a literal these would be other claims: numbers beyond 2^53 are rounded, and `__proto__` is no member.
  if (UNSAFE_NUMBER.test(laid.replace(STRING, '')) || names(filled).has('__proto__')) {
    /** @type {string[]} */
    const parts = []
    let from = 0
    const whole = compact(filled)
    for (const { 0: string, index } of whole.matchAll(STRING)) {
      if (spoken(string) === string) continue
      parts.push(JSON.stringify(whole.slice(from, index)), `JSON.stringify(${spoken(string)})`)
      from = index + string.length
    }
    return [...parts, JSON.stringify(whole.slice(from))].join(' + ')
  }
  return laid.replace(STRING, spoken)
}
