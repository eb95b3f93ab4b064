// The tokens that a host made are verified here by jose, which shares nothing with jwtmint.
import { createPublicKey, verify } from 'node:crypto'
import { importJWK, jwtVerify } from 'jose'

/** Throws unless the token is what this case asked for. */
export async function verifyOutside(token, { name, algorithm, jwk }) {
  const payload =
    algorithm === 'ES256K'
      ? byNode(token, jwk)
      : (await jwtVerify(token, await importJWK(jwk, algorithm), { algorithms: [algorithm], subject: 'probe' })).payload
  if (payload.name !== name || payload.text !== 'Zoë 🔑') throw new Error(`its payload is ${JSON.stringify(payload)}`)
}

/** jose 6 no longer knows secp256k1; Node's OpenSSL does. */
function byNode(token, jwk) {
  const [header, payload, signature] = token.split('.')
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('OpenSSL finds the signature wrong')
  return JSON.parse(Buffer.from(payload, 'base64url'))
}
