// Finds the tokens in whatever was pasted: a header, a command, a mail, an answer in JSON, a Kubernetes Secret.

// A token starts with the base64url of `{"`, which is `eyJ`; with white space in the JSON, `ey`, `ew` or `e3`.
const INSIDE = /(?<![A-Za-z0-9])e[wy3][A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=-]*(?:\.[A-Za-z0-9_+/=-]*)*/g
const SCHEME = /^\s*(?:["']?authorization["']?\s*[:=]\s*["']?)?(?:bearer|dpop|jwt|token)\s+/i
/** What editors, chats and mail programs put between letters, and nobody sees. */
const UNSEEN = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g
const QUOTE_MARKS = /^[ \t]*(?:>[ \t]?)+/gm
const WRAPPING = /^[\s`"'<([]+|[\s`"'>)\],;\\]+$/g
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i
/** Base64 of a text that starts with `eyJ` or with `{"`. */
const ENCODED = /(?<![A-Za-z0-9+/_-])(?:ZXl|eyJ)[A-Za-z0-9+/_-]{37,}={0,2}/g

/**
 * @typedef {'token' | 'bearer' | 'header' | 'curl' | 'url' | 'json' | 'text' | 'lines' | 'base64' | 'members' | 'disclosures' | 'none'} Origin
 * @typedef {{tokens: string[], from: Origin}} Found
 */

/** @param {string} pasted @returns {Found} */
export function findTokens(pasted) {
  const text = pasted.replace(UNSEEN, '').replace(QUOTE_MARKS, '').trim()
  if (!text) return { tokens: [], from: 'none' }
  return (
    alone(text) ||
    damaged(text) ||
    afterScheme(text) ||
    inMembers(text) ||
    inside(text) ||
    inBase64(text) ||
    asItStands(text)
  )
}

/** Nothing but the letters of a token, perhaps in quotes, perhaps broken into lines. @param {string} text @returns {Found | null} */
function alone(text) {
  const bare = text.replace(WRAPPING, '').replace(/\\\r?\n/g, '\n')
  if (!/^e[wy3][\w\s.=+/-]*$/.test(bare) || !bare.includes('.')) return null
  // Words behind the token are no part of it; lines of the same token hold no word of their own.
  const pieces = bare.split(/\s+/)
  if (pieces.filter((piece) => /^e[wy3][\w-]*\.[\w-]+\./.test(piece)).length > 1) return null
  const joined = pieces.join('')
  if (pieces.length > 1 && joined.split('.').length !== 3 && joined.split('.').length !== 5) return null
  if (pieces.length > 1 && pieces[0].split('.').length >= 3 && pieces.slice(1).some((piece) => piece.length < 8))
    return null
  return { tokens: [joined], from: pieces.length > 1 ? 'lines' : 'token' }
}

/** A token with letters in it that belong to none: it is taken whole, so that the letter can be shown. @param {string} text @returns {Found | null} */
function damaged(text) {
  const bare = text.replace(WRAPPING, '')
  return /^e[wy3][^\s?&#"'{}<>~;,()]*$/.test(bare) && bare.includes('.') ? { tokens: [bare], from: 'token' } : null
}

/** @param {string} text @returns {Found | null} */
function afterScheme(text) {
  const after = text.replace(SCHEME, '').replace(WRAPPING, '')
  if (after === text.replace(WRAPPING, '') || !/^[\w.=+/-]+$/.test(after) || !after.includes('.')) return null
  return { tokens: [after], from: /^\s*["']?authorization/i.test(text) ? 'header' : 'bearer' }
}

/** The flattened and the general JSON serialization (RFC 7515 section 7.2). @param {string} text @returns {Found | null} */
function inMembers(text) {
  if (!text.startsWith('{')) return null
  let whole
  try {
    whole = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof whole.payload !== 'string') return null
  const signatures = Array.isArray(whole.signatures) ? whole.signatures : [whole]
  const tokens = signatures
    .filter((/** @type {any} */ one) => typeof one?.protected === 'string' && typeof one.signature === 'string')
    .map((/** @type {any} */ one) => `${one.protected}.${whole.payload}.${one.signature}`)
  return tokens.length ? { tokens, from: 'members' } : null
}

/** @param {string} text @returns {Found | null} */
function inside(text) {
  const found = text.replace(/(?:%[\da-f]{2})+/gi, decoded).match(INSIDE)
  if (!found) return null
  // A dot or an equals sign behind a token ends a sentence or a pair, unless the signature is empty.
  const tokens = [...new Set(found.map((one) => one.replace(/(?<=\..+\..+)[.=]+$/, '')))]
  if (/^[\w.=+/-]+~/.test(text)) return { tokens, from: 'disclosures' }
  if (/^\$?\s*curl\b/i.test(text)) return { tokens, from: 'curl' }
  if (ADDRESS.test(text)) return { tokens, from: 'url' }
  if (/^[[{]/.test(text)) return { tokens, from: 'json' }
  return { tokens, from: /authorization/i.test(text) ? 'header' : 'text' }
}

/** @param {string} text @returns {Found | null} */
function inBase64(text) {
  const joined = /^[\w+/=\s-]+$/.test(text) ? text.replace(/\s+/g, '') : text
  for (const [encoded] of joined.matchAll(ENCODED)) {
    try {
      const found = inside(atob(encoded.replace(/-/g, '+').replace(/_/g, '/')))
      if (found) return { ...found, from: 'base64' }
    } catch {
      // Not base64 after all.
    }
  }
  return null
}

/** Something without white space that looks like nothing else: a damaged token is still to be explained. @param {string} text @returns {Found} */
function asItStands(text) {
  const broken = !/\s/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\/|[?&#"'{}<>]|^-----/i.test(text) && text.includes('.')
  return broken ? { tokens: [text], from: 'token' } : { tokens: [], from: 'none' }
}

/** A run of percent signs; what is none of UTF-8 stays. @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
