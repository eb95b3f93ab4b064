// A share link holds header, claims and the fields of a recipe in the fragment, which browsers do not send; never a key.
// A link that names a token by itself (`#token=`, as sign-in pages answer with) is read, too.

import { encodePart } from './decode.js'

const START = '#share='
const LONGEST_LINK = 8000
/** A shorter text may well stand in the claims by chance. */
const SHORTEST_KEY = 8
const TOKENS = ['token', 'id_token', 'access_token', 'jwt']

/**
 * @param {any} state what to share; its `claims` and `header` are JSON text
 * @param {string} key what stands in the key box
 * @returns {{link: string} | {refused: 'secret' | 'tooLong'}}
 */
export function shareLink(state, key) {
  const json = JSON.stringify(state)
  if (new TextEncoder().encode(json).length > LONGEST_LINK) return { refused: 'tooLong' }
  if (holdsSecret(state, key)) return { refused: 'secret' }
  return { link: location.href.replace(/#.*$/, '') + START + encodePart(json) }
}

/**
 * Whether a key stands in what is to be shared or kept: the one in the key box, or another.
 *
 * @param {any} state @param {string} key
 */
export function holdsSecret(state, key) {
  return holdsKey(Object.values(state)) || (key.length >= SHORTEST_KEY && held(JSON.stringify(state), key))
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
      if (/PRIVATE KEY|BEGIN[\w\t -]{0,40}PRIVATE/i.test(value)) return true
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
 * What the address brings, and takes it out of the address: it is opened once, not at every reload.
 *
 * @returns {{state?: any, tokens?: string, broken?: boolean} | null}
 */
export function fromAddress() {
  const fragment = location.hash
  const found = readFragment(fragment)
  if (found) history.replaceState(null, '', location.pathname + location.search)
  return found
}

/** @param {string} fragment */
function readFragment(fragment) {
  if (fragment.startsWith(START)) {
    const state = shared(fragment.slice(START.length))
    return state ? { state } : { broken: true }
  }
  const pairs = new URLSearchParams(fragment.slice(1))
  const tokens = TOKENS.map((name) => pairs.get(name)).filter(Boolean)
  return tokens.length ? { tokens: tokens.join('\n') } : null
}

/** @param {string} encoded @returns {any} the state, or null where it is damaged */
function shared(encoded) {
  try {
    const text = atob(encoded.replace(/-/g, '+').replace(/_/g, '/'))
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    const state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof state?.claims === 'string' && typeof state.header === 'string' ? state : null
  } catch {
    return null
  }
}
