// Asks a token endpoint by Node's own client, within limits.
import { Buffer } from 'node:buffer'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'

/** Of an exchange as a whole, and of its answer. */
const LIMITS = { milliseconds: 60_000, bytes: 4 << 20 }

/**
 * Not by fetch: in Insomnia that is the browser's, which keeps an answer back unless the endpoint allows other origins.
 * Redirects are not followed.
 */
export function send({ method, url, headers, body }, done, { milliseconds, bytes } = LIMITS) {
  const request = /^https:/i.test(url) ? secureRequest : plainRequest
  const signal = AbortSignal.timeout(milliseconds)
  // Both the request and the answer may say that it was broken off.
  let told = false
  const tell = (...outcome) => {
    if (!told) done(...outcome)
    told = true
  }
  const failed = (error) => tell(signal.aborted ? new Error(`no answer within ${milliseconds / 1000} seconds`) : error)
  const call = request(url, { method, headers, signal }, (response) => {
    const chunks = []
    let left = bytes
    response.on('data', (chunk) => {
      chunks.push(chunk)
      left -= chunk.length
      if (left < 0) response.destroy(new Error(`an answer of more than ${bytes} bytes`))
    })
    response.on('error', failed)
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      tell(null, { status: response.statusCode, headers: response.headers, text })
    })
  })
  call.on('error', failed)
  call.end(body)
}
