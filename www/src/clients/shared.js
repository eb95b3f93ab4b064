// What the collections of all clients have in common.

import { decode } from '../lib/decode.js'

export const COLLECTION = 'jwtmint: a fresh token for every request'
export const REQUEST = 'A request with a fresh token'

/** The body that is no form; it may be what the token signs. @param {import('../lib/requests.js').Use} use */
export const bodyText = ({ request, token }) => (request.detached ? decode(token).claims : request.text)
