// Keys as they lie in a variable: behind a byte order mark, in quotes, in base64, as JSON whose line breaks were put in.
import { fromBase64, fromUtf8 } from './bytes.mjs'
import { STRING } from './json-text.mjs'

/** The PEM or the JSON object that a text holds, out of what it was packed into; any other text as it is. */
export function unwrapped(text) {
  const bare = text.replace(/^\uFEFF/, '').trim()
  const quoted = /^(["'])([\s\S]*)\1$/.exec(bare)
  const inside = quoted ? (quoted[1] === '"' && parsed(bare)) || quoted[2] : bare
  return [inside, inBase64(inside)].find(isReadable) ?? text
}

const isReadable = (text) => typeof text === 'string' && (/-----BEGIN /.test(text) || objectIn(text) !== null)

function inBase64(text) {
  const bytes = /^[\w+/=\s-]{40,}$/.test(text) ? fromBase64(text) : null
  const start = bytes && Array.from(bytes.subarray(0, 11), (byte) => String.fromCharCode(byte)).join('')
  return start && /^(-----BEGIN |\s*\{)/.test(start) ? fromUtf8(bytes) : null
}

/** The object that a JSON text holds, or null. Editors and .env files turn the \n of a key into line breaks. */
export function objectIn(text) {
  if (!/^\s*\{/.test(text)) return null
  const object = parsed(text) ?? parsed(text.replace(STRING, (literal) => literal.replace(/\r?\n/g, '\\n')))
  return typeof object === 'object' ? object : null
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
