// @ts-check
// Own UTF-8: some script hosts have no TextEncoder, one has a broken one.

const REPLACEMENT = 0xfffd

/**
 * The code point at a place, where half of a surrogate pair counts as U+FFFD, as TextEncoder has it.
 *
 * @param {string} text
 * @param {number} at
 */
function pointAt(text, at) {
  const c = text.charCodeAt(at)
  if (c < 0xd800 || c > 0xdfff) return c
  const next = c < 0xdc00 ? text.charCodeAt(at + 1) : 0
  return next >= 0xdc00 && next < 0xe000 ? 0x10000 + ((c & 0x3ff) << 10) + (next & 0x3ff) : REPLACEMENT
}

/**
 * @param {string} text
 * @returns {number} of its UTF-8
 */
export function byteLength(text) {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80) continue
    const c = pointAt(text, i)
    length += c < 0x800 ? 1 : 2
    if (c > 0xffff) i++
  }
  return length
}

/**
 * @param {string} text
 * @returns {Uint8Array}
 */
export function encode(text) {
  const bytes = new Uint8Array(byteLength(text))
  encodeInto(text, bytes, 0)
  return bytes
}

/**
 * @param {string} text
 * @param {Uint8Array} bytes with room for it
 * @param {number} at
 */
export function encodeInto(text, bytes, at) {
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i)
    if (c < 0x80) {
      bytes[at++] = c
      continue
    }
    c = pointAt(text, i)
    if (c < 0x800) {
      bytes[at++] = 0xc0 | (c >> 6)
    } else {
      if (c > 0xffff) {
        i++
        bytes[at++] = 0xf0 | (c >> 18)
        bytes[at++] = 0x80 | ((c >> 12) & 0x3f)
      } else {
        bytes[at++] = 0xe0 | (c >> 12)
      }
      bytes[at++] = 0x80 | ((c >> 6) & 0x3f)
    }
    bytes[at++] = 0x80 | (c & 0x3f)
  }
}

/**
 * Decodes what the core wrote, which is always well formed.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function decode(bytes) {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const c = bytes[i++]
    if (c < 0x80) {
      text += String.fromCharCode(c)
    } else if (c < 0xe0) {
      text += String.fromCharCode(((c & 0x1f) << 6) | (bytes[i++] & 0x3f))
    } else if (c < 0xf0) {
      text += String.fromCharCode(((c & 0xf) << 12) | ((bytes[i++] & 0x3f) << 6) | (bytes[i++] & 0x3f))
    } else {
      const point =
        (((c & 7) << 18) | ((bytes[i++] & 0x3f) << 12) | ((bytes[i++] & 0x3f) << 6) | (bytes[i++] & 0x3f)) - 0x10000
      text += String.fromCharCode(0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff))
    }
  }
  return text
}

/** Taken at load, so that nobody changes it later; script hosts do not have it. @type {any} */
const isWellFormed = /** @type {any} */ (String.prototype).isWellFormed

/**
 * Whether a surrogate stands alone: such text has no UTF-8 form.
 *
 * @param {string} text
 */
export function hasLoneSurrogate(text) {
  // It need not read text whose characters take one byte each.
  if (isWellFormed) return !isWellFormed.call(text)
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
}
