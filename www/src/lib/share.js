// A share link holds algorithm, header and claims in the fragment, which browsers do not send; never a key.

const START = '#mint='
const LONGEST_LINK = 8000
/** A PEM of a private key, or a JWK with its private member. */
const PRIVATE = /PRIVATE KEY|"kty"[^}]*"(?:d|k|priv)"\s*:|"(?:d|k|priv)"\s*:[^}]*"kty"/

/**
 * @param {object} state what to share
 * @returns {{link: string} | {refused: 'secret' | 'tooLong'}}
 */
export function shareLink(state) {
  const json = JSON.stringify(state)
  if (PRIVATE.test(json.replace(/\\"/g, '"'))) return { refused: 'secret' }
  const bytes = new TextEncoder().encode(json)
  if (bytes.length > LONGEST_LINK) return { refused: 'tooLong' }
  const encoded = btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  return { link: location.href.replace(/#.*$/, '') + START + encoded }
}

/**
 * @param {string} fragment
 * @returns {any} the state; `null` where there is none, `undefined` where it is damaged
 */
export function shared(fragment) {
  if (!fragment.startsWith(START)) return null
  try {
    const text = atob(fragment.slice(START.length).replace(/-/g, '+').replace(/_/g, '/'))
    const state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (character) => character.charCodeAt(0))))
    return state && typeof state === 'object' && typeof state.claims === 'string' ? state : undefined
  } catch {
    return undefined
  }
}
