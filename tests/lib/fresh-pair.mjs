// A new key pair as KeyObjects that can be exported as JWK at any time.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'

/**
 * As `generateKeyPairSync`. The objects are read anew from PEM: in Node 20 those that generation returns share a lock with
 * the job that made them, and `export({ format: 'jwk' })` waits for ever if that job is collected meanwhile.
 */
export function freshPair(type, options = {}) {
  const made = generateKeyPairSync(type, {
    ...options,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKey: createPrivateKey(made.privateKey), publicKey: createPublicKey(made.publicKey) }
}
