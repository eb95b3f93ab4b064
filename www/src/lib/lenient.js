// Reads what can be read of a broken token: base64url with strange characters, text with holes.

/**
 * A strange character may stand in the place of a right one, or between two right ones. Whichever leaves more text is
 * what is shown.
 *
 * @param {string} part
 */
export function decodeLoosely(part) {
  const letters = part.replace(/-/g, '+').replace(/_/g, '/')
  const without = decode(letters.replace(/[^A-Za-z0-9+/]/g, ''))
  if (!/[^A-Za-z0-9+/=\s]/.test(letters)) return without
  const instead = decode(letters.replace(/[=\s]/g, '').replace(/[^A-Za-z0-9+/]/g, 'A'))
  return holes(instead) < holes(without) ? instead : without
}

/** @param {string} base64 */
function decode(base64) {
  const whole = base64.length % 4 === 1 ? base64.slice(0, -1) : base64
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(whole), (character) => character.charCodeAt(0)))
  } catch {
    return ''
  }
}

/** What no JSON text holds: control characters, and what was no UTF-8. @param {string} text */
const holes = (text) => (text.match(/(?![\t\n\v\f\r])\p{Cc}|\uFFFD/gu) || []).length
