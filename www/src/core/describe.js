// What a key is, and in all its forms.

import { algorithms, importKey } from 'jwtmint/web'

/** @param {any} key */
export function describe(key) {
  const jwk = key.toJwk()
  if (key.kind !== 'JWKS') return { ...about(key), thumbprint: key.thumbprint(), forms: formsOf(key, jwk) }
  return {
    ...about(key),
    keys: jwk.keys.map(aboutOne),
    forms: [
      {
        name: 'publicSet',
        text: pretty({ keys: jwk.keys.filter(({ kty }) => kty !== 'oct').map(publicPart) }),
        file: 'jwks.json',
      },
    ],
  }
}

/** What the library tells; `weak` is the size it should have, or 0. @param {any} key */
function about({ kind, type, bits, curve, keyId, weak, algorithms: names }) {
  const fitting = algorithms.filter(({ name }) => names.includes(name))
  const least = weak && fitting.length ? Math.min(...fitting.map(({ minimumKeyBits }) => minimumKeyBits)) : 0
  return { kind, type, bits, curve, keyId, weak: least, algorithms: [...names] }
}

/** @param {any} jwk one key of a set */
function aboutOne(jwk) {
  const key = importKey(jwk)
  try {
    return about(key)
  } finally {
    key.free()
  }
}

/** @param {any} jwk */
function publicPart(jwk) {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, oth: _oth, priv: _priv, ...rest } = jwk
  return rest
}

/** @param {any} key @param {any} jwk */
function formsOf(key, jwk) {
  if (key.type === 'secret') return secretForms(jwk)
  const half = key.type === 'private' ? key.publicKey() : key
  const halfJwk = half.toJwk()
  const published = {
    ...halfJwk,
    kid: key.keyId ?? key.thumbprint(),
    use: 'sig',
    alg: halfJwk.alg ?? key.algorithms[0],
  }
  const forms = [
    { name: 'publicSet', text: pretty({ keys: [published] }), file: 'jwks.json' },
    { name: 'publicPem', text: half.toPem(), file: 'public.pem' },
    { name: 'publicJwk', text: pretty(published), file: 'public.jwk.json' },
  ]
  if (half !== key) half.free()
  if (key.type !== 'private') return forms
  return [
    ...forms,
    { name: 'privatePem', text: key.toPem(), file: 'private.pem' },
    { name: 'privateJwk', text: pretty(jwk), file: 'private.jwk.json' },
  ]
}

/** @param {any} jwk */
function secretForms(jwk) {
  const bytes = Uint8Array.from(atob(jwk.k.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    { name: 'secretBase64', text: btoa(String.fromCharCode(...bytes)), file: 'secret.base64.txt' },
    { name: 'secretHex', text: hex, file: 'secret.hex.txt' },
    { name: 'secretJwk', text: pretty(jwk), file: 'secret.jwk.json' },
  ]
}

const pretty = (value) => JSON.stringify(value, null, 2)
