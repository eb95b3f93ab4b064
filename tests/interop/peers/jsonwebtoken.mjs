import jsonwebtoken from 'jsonwebtoken'

export const name = 'jsonwebtoken'
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
]

export async function sign(algorithm, key, claims) {
  return jsonwebtoken.sign(claims, key.secret ? Buffer.from(key.secret, 'base64url') : key.privatePem, { algorithm })
}

export async function verify(algorithm, key, token) {
  return jsonwebtoken.verify(token, key.secret ? Buffer.from(key.secret, 'base64url') : key.publicPem, {
    algorithms: [algorithm],
  })
}
