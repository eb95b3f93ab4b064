// @ts-check
// Own UTF-8: some script hosts have no TextEncoder, one has a broken one.

/**
 * @param {string} text
 * @returns {Uint8Array}
 */
export function encode(text) {
  // Three bytes a unit is the most UTF-8 needs: a pair of surrogates takes four.
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i)
    if (c < 0x80) {
      bytes[length++] = c
      continue
    }
    if (c < 0x800) {
      bytes[length++] = 0xc0 | (c >> 6)
    } else {
      if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.length) {
        c = 0x10000 + ((c & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff)
        bytes[length++] = 0xf0 | (c >> 18)
        bytes[length++] = 0x80 | ((c >> 12) & 0x3f)
      } else {
        bytes[length++] = 0xe0 | (c >> 12)
      }
      bytes[length++] = 0x80 | ((c >> 6) & 0x3f)
    }
    bytes[length++] = 0x80 | (c & 0x3f)
  }
  return bytes.subarray(0, length)
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

/**
 * Whether a surrogate stands alone: such text has no UTF-8 form.
 *
 * @param {string} text
 */
export function hasLoneSurrogate(text) {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
}
