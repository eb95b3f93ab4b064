// The proof that who sends a request holds a key of its own (RFC 9449 section 4.2), beside the token that is sent.

import { sign } from 'jwtmint/web'
import { computed } from './computed.js'
import { plain } from './errors.js'
import { keyOf } from './key-input.js'

/**
 * @param {Record<string, string>} values the fields: `dpopKey`, and `dpopNonce` once a server has named one
 * @param {{method: string, url: string}} request
 * @returns {Promise<{token?: string, fault?: any}>} neither where a field is still empty
 */
export async function proofOf(values, request) {
  if (!values.dpopKey) return {}
  try {
    const key = keyOf({ text: values.dpopKey, encoding: 'auto', passphrase: '' })
    const known = await computed(['htu', 'jwk'], values, request, key)
    if (!known['[[htu]]']) return {}
    // A secret and a public key sign no proof; the core says why.
    const header = { typ: 'dpop+jwt', jwk: known['[[jwk]]'] ?? key.publicKey().toJwk() }
    const claims = { htm: request.method, htu: known['[[htu]]'], ...(values.dpopNonce && { nonce: values.dpopNonce }) }
    return { token: sign(claims, key, { jwtid: true, keyid: null, header }) }
  } catch (error) {
    return { fault: plain(error) }
  }
}
