// The nonce of a DPoP proof: what an API's answer carries is kept for the next request to the same origin.
import { address } from './address.mjs'
import { keptTokens } from './kept.mjs'

const KEPT_SECONDS = 3600

export const nonceName = (url) => `nonce of ${address(url).origin}`

/** Remembers the nonce that an API's answer carries (RFC 9449 section 8.2); true where the request is to be sent again. */
export function rememberNonce(keep, url, answer) {
  const header = Object.keys(answer.headers).find((name) => name.toLowerCase() === 'dpop-nonce')
  if (!header) return false
  const now = Math.floor(Date.now() / 1000)
  keptTokens(keep, now).put(nonceName(url), { token: String(answer.headers[header]), until: now + KEPT_SECONDS })
  const challenge = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'www-authenticate')
  return answer.status === 401 && Boolean(challenge) && /use_dpop_nonce/.test(String(challenge[1]))
}
