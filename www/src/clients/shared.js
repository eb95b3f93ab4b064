// What the collections of all clients have in common.

import { decode } from '../lib/decode.js'
import { isMade } from '../lib/fresh.js'

export const COLLECTION = 'jwtmint: a fresh token for every request'
export const REQUEST = 'A request with a fresh token'

/**
 * What a file holds of the request. Headers with what is made for each request are set by the script; the text is a body
 * that is no form, and may be what the token signs.
 *
 * @param {import('../lib/requests.js').Use} use
 */
export function partsOf({ request: { method, headers, form, text, detached }, token }) {
  return {
    method,
    headers: headers.filter(([, value]) => !isMade(value)),
    form,
    text: detached ? decode(token).claims : text,
  }
}
