// What an API's answer says of the next request: the nonce of a DPoP proof is kept for its origin, and a token that was refused
// is kept no longer.
import { address } from './address.mjs'
import { keptTokens } from './kept.mjs'

const KEPT_SECONDS = 3600

export const nonceName = (url) => `nonce of ${address(url).origin}`
/** Under this name is kept which of the tokens went out last. */
export const LAST = 'last'

/** `url` is where a proof went to, if one did; true where the request is to be sent again with the nonce (RFC 9449 section 9). */
export function heedAnswer(keep, url, { status, headers }) {
  const named = (wanted) => Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]
  const nonce = url ? named('dpop-nonce') : undefined
  const again = status === 401 && nonce !== undefined && /use_dpop_nonce/.test(String(named('www-authenticate') ?? ''))
  const refused = status === 401 && !again
  if (nonce === undefined && !refused) return false
  const now = Math.floor(Date.now() / 1000)
  const kept = keptTokens(keep, now)
  if (refused) kept.drop(kept.get(LAST)?.token)
  if (nonce !== undefined) kept.put(nonceName(url), { token: String(nonce), until: now + KEPT_SECONDS })
  return again
}
