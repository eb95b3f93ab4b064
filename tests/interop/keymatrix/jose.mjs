// Every form that the jose library writes.
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from 'jose'
import { KINDS, isRsa } from './kinds.mjs'

export const name = 'jose'
// It left secp256k1 out in version 6.
export const kinds = Object.keys(KINDS).filter((kind) => kind !== 'secp256k1')

export async function make(kind) {
  const options = { extractable: true, ...(isRsa(kind) ? { modulusLength: Number(kind.slice(4)) } : {}) }
  const { privateKey, publicKey } = await generateKeyPair(KINDS[kind].algorithms[0], options)
  const reference = await exportPKCS8(privateKey)
  const jwk = await exportJWK(privateKey)
  const publicJwk = await exportJWK(publicKey)
  const forms = [
    { name: 'PKCS#8', key: reference },
    { name: 'JWK', key: jwk },
    { name: 'JWK text', key: JSON.stringify(jwk, null, 2) },
    { name: 'JWK Set', key: { keys: [{ ...jwk, kid: 'one' }] } },
    { name: 'SPKI', key: await exportSPKI(publicKey), isPublic: true },
    { name: 'public JWK', key: publicJwk, isPublic: true },
    { name: 'public JWK Set', key: JSON.stringify({ keys: [{ ...publicJwk, use: 'sig' }] }), isPublic: true },
  ]
  if (isRsa(kind)) {
    const { kty, n, e, d } = jwk
    forms.push({ name: 'JWK without the primes', key: { kty, n, e, d } })
  }
  return { reference, forms }
}
