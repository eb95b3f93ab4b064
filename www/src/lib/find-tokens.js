// Finds the tokens in whatever was pasted: a header, a command, a mail, an answer in JSON, a Kubernetes Secret.

import { decodeLoosely } from './lenient.js'
import { isWhole, tokensIn } from './whole-token.js'

const SCHEME = /^\s*(?:["']?authorization["']?\s*[:=]\s*["']?)?(?:bearer|dpop|jwt|token)\s+/i
/** What editors, chats, mail programs and terminals put between letters, and nobody sees. */
const UNSEEN = /\x1b\[[\d;]*m|(?![\t\n\r])\p{Cc}|[\u00AD\u200B-\u200F\u2060-\u2069\uFEFF]/gu
const QUOTE_MARKS = /^[ \t]*(?:>[ \t]?)+/gm
/** Lines that are added, as diff shows them. */
const ADDED = /^\+.*(?:\n\+.*)+$/
/** What colours the parts of a token on a page. */
const INLINE = /<\/?(?:span|b|i|em|strong|font|mark)\b[^<>]*>/gi
const CHUNK = /(?<![\w.-])([\w.-]{1,200})\.(\d{1,2})=([\w.%+/=-]+)/g
const BEFORE = /^[\s`"'<([]+/
const BEHIND = /[\s`"'>)\],;\\]/
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i
/** Text encoded as a whole, in base64 or hexadecimal; less than that holds no token. */
const ENCODED = /[A-Za-z0-9+/_-]{60,}={0,2}/g
/** What stands where bytes are no UTF-8. */
const NO_TEXT = '\uFFFD'
const HEXADECIMAL = /^(?:[\da-f]{2})+$/i
/** Base64 inside base64 inside a URL is as far as people go. */
const LAYERS = 3
const NAMED = /** @type {Record<string, string>} */ ({ period: '.', hyphen: '-', dash: '-', lowbar: '_', shy: '' })

/**
 * @typedef {'token' | 'bearer' | 'header' | 'curl' | 'url' | 'json' | 'text' | 'lines' | 'base64' | 'members' | 'disclosures' | 'none'} Origin
 * @typedef {{tokens: string[], from: Origin}} Found
 */

/** @param {string} pasted @returns {Found} */
export function findTokens(pasted) {
  const clear = pasted.replace(UNSEEN, '').replace(QUOTE_MARKS, '').trim()
  const seen = ADDED.test(clear) ? clear.replace(/^\+/gm, '') : clear
  const text = unescaped(seen)
  if (!text) return { tokens: [], from: 'none' }
  return (
    alone(text) ||
    damaged(text) ||
    afterScheme(text) ||
    inMembers(seen) ||
    inside(unchunked(text)) ||
    encoded(text, LAYERS) ||
    asItStands(text)
  )
}

/** Letters that are written in another way where the text was: escapes of JSON and HTML, line breaks of HTML, letters of a typesetter. @param {string} text */
function unescaped(text) {
  return text
    .replace(/[\u2010\u2011\uFF0D]/g, '-')
    .replace(/\uFF0E/g, '.')
    .replace(/\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});/gi, (whole, ...codes) => {
      const [four, two, hex, decimal] = codes
      const code = decimal ? Number(decimal) : Number.parseInt(four ?? two ?? hex, 16)
      return code < 0x110000 ? String.fromCodePoint(code) : whole
    })
    .replace(INLINE, '')
    .replace(/&(\w+);/g, (whole, name) => NAMED[name] ?? whole)
    .replace(/\\[nrt]|<w?br\s*\/?>[ \t]*\r?\n?/gi, '\n')
}

/** Without quotes and brackets around it. @param {string} text */
function unwrapped(text) {
  let end = text.length
  while (end && BEHIND.test(text[end - 1])) end--
  return text.slice(0, end).replace(BEFORE, '')
}

/** A cookie that is too long for one stands in several: `name.0`, `name.1`. @param {string} text */
function unchunked(text) {
  /** @type {Map<string, string[]>} */
  const chunks = new Map()
  for (const [, name, number, value] of text.matchAll(CHUNK)) {
    const all = chunks.get(name) ?? []
    all[Number(number)] = value
    chunks.set(name, all)
  }
  const whole = [...chunks.values()].filter((all) => all.length > 1 && all[0]).map((all) => all.join(''))
  return whole.length ? whole.join(' ') : text
}

/** Nothing but the letters of a token, perhaps in quotes, perhaps broken into lines. @param {string} text @returns {Found | null} */
function alone(text) {
  const bare = unwrapped(text).replace(/\\\r?\n/g, '\n')
  if (!/^e[wy3][\w\s.=+/-]*$/.test(bare) || !bare.includes('.')) return null
  // Words behind the token are no part of it; lines of the same token hold no word of their own.
  const pieces = bare.split(/\s+/)
  if (pieces.filter((piece) => /^e[wy3][\w-]*\.[\w-]+\./.test(piece)).length > 1) return null
  // A mail breaks lines by an equals sign at their ends.
  const broken = pieces.length > 2 && pieces.slice(0, -1).every((piece) => piece.endsWith('='))
  const joined = (broken ? pieces.map((piece) => piece.replace(/=$/, '')) : pieces).join('')
  const [first, ...more] = pieces.length > 1 ? tokensIn(bare) : []
  if (first && first !== joined && isWhole(first)) return { tokens: [first, ...more], from: 'text' }
  if (pieces.length > 1 && joined.split('.').length !== 3 && joined.split('.').length !== 5) return null
  if (pieces.length > 1 && pieces[0].split('.').length >= 3 && pieces.slice(1).some((piece) => piece.length < 8))
    return null
  return { tokens: [joined], from: pieces.length > 1 ? 'lines' : 'token' }
}

/** A token with letters in it that belong to none: it is taken whole, so that the letter can be shown. @param {string} text @returns {Found | null} */
function damaged(text) {
  const bare = unwrapped(text)
  return /^e[wy3][^\s?&#"'{}<>~;,()]*$/.test(bare) && bare.includes('.') ? { tokens: [bare], from: 'token' } : null
}

/** @param {string} text @returns {Found | null} */
function afterScheme(text) {
  const after = unwrapped(text.replace(SCHEME, ''))
  if (after === unwrapped(text) || !/^[\w.=+/-]+$/.test(after) || !after.includes('.')) return null
  return { tokens: [after], from: /^\s*["']?authorization/i.test(text) ? 'header' : 'bearer' }
}

/** The flattened and the general JSON serialization (RFC 7515 section 7.2, RFC 7516 section 7.2). @param {string} text @returns {Found | null} */
function inMembers(text) {
  if (!text.startsWith('{')) return null
  let whole
  try {
    whole = JSON.parse(text)
  } catch {
    return null
  }
  const tokens = typeof whole.ciphertext === 'string' ? encryptedIn(whole) : signedIn(whole)
  return tokens.length ? { tokens, from: 'members' } : null
}

/** @param {any} whole @returns {string[]} */
function signedIn(whole) {
  if (typeof whole.payload !== 'string') return []
  const signatures = Array.isArray(whole.signatures) ? whole.signatures : [whole]
  return signatures
    .filter((/** @type {any} */ one) => typeof one?.protected === 'string' && typeof one.signature === 'string')
    .map((/** @type {any} */ one) => `${one.protected}.${whole.payload}.${one.signature}`)
}

/** @param {any} whole @returns {string[]} */
function encryptedIn({ protected: header, iv = '', ciphertext, tag = '', recipients, ...own }) {
  if (typeof header !== 'string') return []
  return (Array.isArray(recipients) ? recipients : [own]).map((one) =>
    [header, one?.encrypted_key ?? '', iv, ciphertext, tag].join('.'),
  )
}

/** @param {string} text @returns {Found | null} */
function inside(text) {
  const tokens = tokensIn(plain(text))
  if (!tokens.length) return null
  if (/^[\w.=+/-]+~/.test(text)) return { tokens, from: 'disclosures' }
  if (/^\$?\s*curl\b/i.test(text)) return { tokens, from: 'curl' }
  if (ADDRESS.test(text)) return { tokens, from: 'url' }
  if (/^[[{]/.test(text)) return { tokens, from: 'json' }
  return { tokens, from: /authorization/i.test(text) ? 'header' : 'text' }
}

/** @param {string} text @param {number} layers @returns {Found | null} */
function encoded(text, layers) {
  const joined = /^[\w+/=\s-]+$/.test(text) ? text.replace(/\s+/g, '') : text
  for (const [run] of plain(joined).matchAll(ENCODED)) {
    const under = HEXADECIMAL.test(run) ? ofHex(run) : decodeLoosely(run)
    const found = under.includes(NO_TEXT) ? null : (inside(under) ?? (layers > 1 ? encoded(under, layers - 1) : null))
    if (found) return { ...found, from: 'base64' }
  }
  return null
}

/** @param {string} hex */
const ofHex = (hex) =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))

/** Something without white space that looks like nothing else: a damaged token is still to be explained. @param {string} text @returns {Found} */
function asItStands(text) {
  const broken = !/\s/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\/|[?&#"'{}<>]|^-----/i.test(text) && text.includes('.')
  return broken ? { tokens: [text], from: 'token' } : { tokens: [], from: 'none' }
}

/** Without percent signs, as often as they were put in; what is none of UTF-8 stays. @param {string} text */
function plain(text) {
  let now = text
  for (let i = 0; i < LAYERS && /%[\da-f]{2}/i.test(now); i++) now = now.replace(/(?:%[\da-f]{2})+/gi, decoded)
  return now
}

/** @param {string} run */
function decoded(run) {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}
