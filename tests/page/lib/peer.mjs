// The judge: `jose`, and for what it lacks Node's own crypto.
import assert from 'node:assert/strict'
import { verify as verifyByNode } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, jwtVerify } from 'jose'

/**
 * Verifies a token with a peer and answers its header and claims.
 *
 * @param {string} token
 * @param {any} key a KeyObject, or bytes for a secret
 */
export async function judged(token, key) {
  const header = decodeProtectedHeader(token)
  if (header.alg === 'ES256K') {
    const [head, body, signature] = token.split('.')
    assert.ok(
      verifyByNode(
        'sha256',
        Buffer.from(`${head}.${body}`),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
      'ES256K signature',
    )
    return { header, payload: JSON.parse(Buffer.from(body, 'base64url').toString()) }
  }
  const { payload } = await jwtVerify(token, key, { clockTolerance: 5 })
  return { header, payload }
}

/** The claims as text, after the signature was found good. */
export async function textOf(token, key) {
  const { payload } = await compactVerify(token, key)
  return Buffer.from(payload).toString()
}

export const bytes = (text) => new TextEncoder().encode(text)
