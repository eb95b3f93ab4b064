// Keys for the tests, made by Node: nothing of them comes from the library under test.
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { freshPair } from '../../lib/fresh-pair.mjs'

const pair = (type, options) => {
  const { privateKey, publicKey } = freshPair(type, options)
  return {
    privateKey,
    publicKey,
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }),
  }
}

export const rsa = pair('rsa', { modulusLength: 2048 })
export const weakRsa = pair('rsa', { modulusLength: 1024 })
export const p256 = pair('ec', { namedCurve: 'P-256' })
export const p384 = pair('ec', { namedCurve: 'P-384' })
export const p521 = pair('ec', { namedCurve: 'P-521' })
export const k256 = pair('ec', { namedCurve: 'secp256k1' })
export const ed = pair('ed25519')
export const secret = randomBytes(48).toString('hex')

/** @param {any} key @param {'pkcs1' | 'sec1' | 'pkcs8'} type */
export const pem = (key, type) => key.export({ type, format: 'pem' })
export const jwk = (key, more = {}) => JSON.stringify({ ...key.export({ format: 'jwk' }), ...more })
export const encrypted = (key, passphrase) =>
  key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
export const der = (key) => key.export({ type: 'pkcs8', format: 'der' })
export const privateFrom = (text) => createPrivateKey(text)
export const publicFrom = (text) => createPublicKey(text)

/** A file as Google gives it for a service account. */
export const serviceAccount = JSON.stringify({
  type: 'service_account',
  client_email: 'a@p.example',
  private_key_id: 'k7',
  token_uri: 'https://oauth2.googleapis.com/token',
  private_key: rsa.pem,
})
