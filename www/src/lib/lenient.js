// Reads what can be read of a broken token: base64url with strange characters left out, text with holes.

/** @param {string} part */
export function decodeLoosely(part) {
  const clean = part.replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, '')
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean
  try {
    const bytes = Uint8Array.from(atob(whole), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return ''
  }
}
