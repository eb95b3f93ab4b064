// A share link holds algorithm, header and claims in the fragment, which browsers do not send; never a key.

const START = '#mint='
const LONGEST_LINK = 8000
/** A shorter text may well stand in the claims by chance. */
const SHORTEST_KEY = 8

/**
 * @param {any} state what to share; its `claims` and `header` are JSON text
 * @param {string} key what stands in the key box
 * @returns {{link: string} | {refused: 'secret' | 'tooLong'}}
 */
export function shareLink(state, key) {
  const json = JSON.stringify(state)
  const bytes = new TextEncoder().encode(json)
  if (bytes.length > LONGEST_LINK) return { refused: 'tooLong' }
  if (holdsKey(Object.values(state)) || (key.length >= SHORTEST_KEY && held(json, key))) return { refused: 'secret' }
  const encoded = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
  return { link: location.href.replace(/#.*$/, '') + START + encoded }
}

/** The key as a text of the form, or inside the JSON text of claims and header. @param {string} json @param {string} key */
function held(json, key) {
  const quoted = (/** @type {string} */ text) => JSON.stringify(text).slice(1, -1)
  return json.includes(quoted(key)) || json.includes(quoted(quoted(key)))
}

/** A PEM of a private key or a JWK with its private member, at any depth, also as text inside text. @param {unknown[]} values */
function holdsKey(values) {
  for (const rest = [...values]; rest.length; ) {
    const value = rest.pop()
    if (typeof value === 'string') {
      if (/PRIVATE KEY/.test(value)) return true
      if (/^\s*[[{"]/.test(value)) rest.push(parsed(value))
    } else if (typeof value === 'object' && value !== null) {
      if ('kty' in value && ['d', 'k', 'priv'].some((name) => name in value)) return true
      rest.push(...Object.values(value))
    }
  }
  return false
}

/** @param {string} text of JSON; broken JSON is read as far as its names go */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return Object.fromEntries([...text.matchAll(/"(kty|d|k|priv)"\s*:/g)].map(([, name]) => [name, true]))
  }
}

/**
 * @param {string} fragment
 * @returns {any} the state; `null` where there is none, `undefined` where it is damaged
 */
export function shared(fragment) {
  if (!fragment.startsWith(START)) return null
  try {
    const text = atob(fragment.slice(START.length).replace(/-/g, '+').replace(/_/g, '/'))
    const state = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (character) => character.charCodeAt(0))),
    )
    return state && typeof state === 'object' && typeof state.claims === 'string' ? state : undefined
  } catch {
    return undefined
  }
}
