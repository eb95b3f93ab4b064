// Text and bytes by hand: TextEncoder, Buffer and atob are missing or broken in some of the hosts.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as in every client. */
export function utf8(text) {
  const pairs = /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g
  const wellFormed = text.replace(pairs, (found) => (found.length === 2 ? found : '\uFFFD'))
  const escaped = encodeURIComponent(wellFormed)
  const bytes = []
  for (let at = 0; at < escaped.length; at++) {
    if (escaped[at] === '%') {
      bytes.push(parseInt(escaped.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(escaped.charCodeAt(at))
  }
  return Uint8Array.from(bytes)
}

export function base64(bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0)
    for (let shift = 18; shift >= 0; shift -= 6) text += ALPHABET[(three >> shift) & 63]
  }
  const spare = (3 - (bytes.length % 3)) % 3
  return text.slice(0, text.length - spare) + '='.repeat(spare)
}

export function base64url(bytes) {
  return base64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('')
}

/** The bytes of base64 or base64url text, line breaks and padding or not; `null` for anything else. */
export function fromBase64(text) {
  const digits = text.replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return null
  const bytes = []
  for (let at = 0; at < digits.length; at += 4) {
    let four = 0
    for (let i = 0; i < 4; i++) four = (four << 6) | Math.max(0, ALPHABET.indexOf(digits[at + i] || 'A'))
    bytes.push(four >> 16, (four >> 8) & 255, four & 255)
  }
  return Uint8Array.from(bytes.slice(0, Math.floor((digits.length * 3) / 4)))
}

/** The text that UTF-8 bytes spell; `null` where they spell none. */
export function fromUtf8(bytes) {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16)}`).join(''))
  } catch {
    return null
  }
}
