// @ts-check
// Reading a token without a key, as leniently as `jsonwebtoken` does: it decides nothing.
import { bytesOfBase64url } from '../api/bytes.js'
import { textOf } from './text.js'
import { isBytes, ownOnly, ownValue, textOfBytes } from './values.js'

/**
 * @param {any} token
 * @param {any} [options]
 * @returns {any} null for what is no token
 */
export function decode(token, options) {
  const wanted = ownOnly(options || {})
  const parts = partsOf(isBytes(token) ? textOfBytes(token) : token)
  if (!parts) return null
  const header = jsonOf(textOf(bytesOfBase64url(parts[0])))
  if (!header) return null
  const text = textOf(bytesOfBase64url(parts[1]))
  let payload = ownValue(header, 'typ') === 'JWT' || wanted.json ? JSON.parse(text) : text
  if (typeof payload === 'string') {
    const inner = jsonOf(payload)
    if (inner !== null && typeof inner === 'object') payload = inner
  }
  return wanted.complete === true ? { header, payload, signature: parts[2] } : payload
}

/**
 * Three parts in the alphabet of base64url, of which the last alone may be empty.
 *
 * @param {any} token
 * @returns {string[] | null}
 */
function partsOf(token) {
  if (typeof token !== 'string') return null
  const parts = token.split('.', 4)
  if (parts.length !== 3 || !parts[0] || !parts[1]) return null
  for (let i = 0; i < 3; i++) if (!/^[A-Za-z0-9_-]*$/.test(parts[i])) return null
  return parts
}

/**
 * @param {string} text
 * @returns {any} undefined for what is no JSON
 */
function jsonOf(text) {
  try {
    return JSON.parse(text)
  } catch (_) {
    return undefined
  }
}
