// Runs after an answer: keeps a DPoP nonce for the next request. Small, since this sandbox reads it for each request.
import { rememberNonce } from '../shared/nonce.mjs'
import { keepOf, SENT_TO } from './kept.mjs'

const headers = Object.fromEntries(hopp.response.headers.map(({ key, value }) => [key, value]))
const url = hopp.env.active.getRaw(SENT_TO)
if (url) rememberNonce(keepOf(hopp), url, { status: hopp.response.statusCode, headers })
