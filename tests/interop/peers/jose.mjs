import { SignJWT, importJWK, jwtVerify } from 'jose'

export const name = 'jose'
// jose 6 has no ES256K: the Web Cryptography API has no secp256k1.
export const algorithms = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

export async function sign(algorithm, key, claims) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .sign(await imported(algorithm, key.secret, key.privateJwk))
}

export async function verify(algorithm, key, token) {
  return (await jwtVerify(token, await imported(algorithm, key.secret, key.publicJwk), { algorithms: [algorithm] }))
    .payload
}

const imported = (algorithm, secret, jwk) => (secret ? Buffer.from(secret, 'base64url') : importJWK(jwk, algorithm))
