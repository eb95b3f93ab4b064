import { createPrivateKey, createPublicKey } from 'node:crypto'

/** The other forms of a private key, made by the Node that this runs in: what jwtmint writes is compared with them. */
export function forms(pem) {
  const key = createPrivateKey(pem)
  const publicKey = createPublicKey(key)
  return {
    privatePem: key.export({ type: 'pkcs8', format: 'pem' }),
    privateJwk: key.export({ format: 'jwk' }),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }),
    publicJwk: publicKey.export({ format: 'jwk' }),
  }
}
