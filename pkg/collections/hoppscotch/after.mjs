// Runs after an answer: keeps a DPoP nonce for the next request, and a refused token no longer. Small, since this sandbox
// reads it for each request.
import { heedAnswer } from '../shared/answer.mjs'
import { keepOf, SENT_TO } from './kept.mjs'

const headers = Object.fromEntries(hopp.response.headers.map(({ key, value }) => [key, value]))
heedAnswer(keepOf(hopp), hopp.env.active.getRaw(SENT_TO), { status: hopp.response.statusCode, headers })
