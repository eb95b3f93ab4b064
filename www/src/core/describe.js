// What a key is, in numbers and in all its forms.

const bytesIn = (base64url) => Math.floor((base64url.length * 3) / 4)
const EC_BITS = { 'P-256': 256, 'P-384': 384, 'P-521': 521, secp256k1: 256 }

/** Least sizes by RFC 7518; for a secret, the size of the smallest hash. */
const LEAST = { RSA: 2048, oct: 256 }

/** @param {any} key */
export function describe(key) {
  const jwk = key.toJwk()
  const about = { type: key.type, algorithms: [...key.algorithms], keyId: key.keyId }
  if (Array.isArray(jwk.keys)) {
    return {
      ...about,
      kind: 'set',
      count: jwk.keys.length,
      forms: [{ name: 'set', text: pretty(jwk), file: 'jwks.json' }],
    }
  }
  const bits = sizeOf(jwk)
  const weak = LEAST[jwk.kty] > bits ? LEAST[jwk.kty] : 0
  return {
    ...about,
    kind: jwk.kty,
    curve: jwk.crv || null,
    bits,
    weak,
    thumbprint: key.thumbprint(),
    forms: formsOf(key, jwk),
  }
}

function sizeOf(jwk) {
  if (jwk.kty === 'RSA') return bytesIn(jwk.n) * 8 - leadingZeros(jwk.n)
  if (jwk.kty === 'oct') return bytesIn(jwk.k) * 8
  return EC_BITS[jwk.crv] || 256
}

/** @param {string} base64url */
function leadingZeros(base64url) {
  const first = atob(base64url.slice(0, 4).replace(/-/g, '+').replace(/_/g, '/')).charCodeAt(0)
  return Math.clz32(first) - 24
}

function formsOf(key, jwk) {
  if (key.type === 'secret') return [{ name: 'secretJwk', text: pretty(jwk), file: 'secret.jwk.json' }]
  const forms = []
  const half = key.type === 'private' ? key.publicKey() : key
  if (key.type === 'private') {
    forms.push(
      { name: 'privatePem', text: key.toPem(), file: 'private.pem' },
      { name: 'privateJwk', text: pretty(jwk), file: 'private.jwk.json' },
    )
  }
  forms.push(
    { name: 'publicPem', text: half.toPem(), file: 'public.pem' },
    { name: 'publicJwk', text: pretty(half.toJwk()), file: 'public.jwk.json' },
  )
  if (half !== key) half.free()
  return forms
}

const pretty = (value) => JSON.stringify(value, null, 2)
