// @ts-check
// Text to bytes and back in the encodings that Node's Buffer knows, in hosts that have no Buffer.
import { bytesOfBase64url } from '../api/bytes.js'
import { encode } from '../api/utf8.js'

/**
 * @param {string} text
 * @param {string} encoding
 * @returns {Uint8Array}
 */
export function bytesOfText(text, encoding) {
  switch (encoding.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return encode(wholeCharacters(text))
    case 'latin1':
    case 'binary':
    case 'ascii':
      return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return Uint8Array.from({ length: text.length * 2 }, (_, i) => text.charCodeAt(i >> 1) >> ((i & 1) * 8))
    case 'base64':
    case 'base64url':
      return bytesOfBase64(text)
    case 'hex':
      return bytesOfHex(text)
    default:
      throw new TypeError('Unknown encoding: ' + encoding)
  }
}

/**
 * Both alphabets, up to the padding; what else there is does not count. As in Node, the low byte of a character does.
 *
 * @param {string} text
 */
export function bytesOfBase64(text) {
  const bytes = text.replace(/[\u0100-\uffff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) & 0xff))
  const padding = bytes.indexOf('=')
  const content = padding < 0 ? bytes : bytes.slice(0, padding)
  return bytesOfBase64url(
    content
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/[^A-Za-z0-9_-]/g, ''),
  )
}

/**
 * Up to the first that is no pair of digits.
 *
 * @param {string} text
 */
function bytesOfHex(text) {
  const bytes = []
  for (let i = 0; i + 1 < text.length; i += 2) {
    const pair = text.slice(i, i + 2)
    if (!/^[0-9A-Fa-f]{2}$/.test(pair)) break
    bytes.push(parseInt(pair, 16))
  }
  return Uint8Array.from(bytes)
}

/**
 * Half a surrogate pair has no UTF-8 form: U+FFFD stands for it.
 *
 * @param {string} text
 */
export function wholeCharacters(text) {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) =>
    found.length > 1 ? found : '\uFFFD',
  )
}

/**
 * UTF-8 to text; U+FFFD stands for what is none (WHATWG Encoding section 8.1.1).
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function textOf(bytes) {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const [point, length] = pointAt(bytes, i)
    text += String.fromCodePoint(point)
    i += length
  }
  return text
}

const REPLACEMENT = 0xfffd

/**
 * The character at a place, and how many bytes it takes.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {[number, number]}
 */
function pointAt(bytes, at) {
  const first = bytes[at]
  if (first < 0x80) return [first, 1]
  const more =
    first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
  if (more === 0) return [REPLACEMENT, 1]
  let point = first & (0x3f >> more)
  for (let i = 1; i <= more; i++) {
    // Overlong forms, surrogates and what lies beyond U+10FFFF are excluded by the second byte.
    const low = i > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
    const high = i > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
    const byte = bytes[at + i]
    if (!(byte >= low && byte <= high)) return [REPLACEMENT, i]
    point = (point << 6) | (byte & 0x3f)
  }
  return [point, more + 1]
}
