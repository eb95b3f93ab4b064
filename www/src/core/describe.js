// What a key is, in numbers and in all its forms.

const EC_BITS = { 'P-256': 256, 'P-384': 384, 'P-521': 521, secp256k1: 256 }
/** Least sizes by RFC 7518; for a secret, the size of the smallest hash. */
const LEAST = { RSA: 2048, oct: 256 }

/** @param {any} key */
export function describe(key) {
  const jwk = key.toJwk()
  if (Array.isArray(jwk.keys)) {
    return {
      kind: 'set',
      type: key.type,
      algorithms: [...key.algorithms],
      keys: jwk.keys.map((one) => ({
        ...sizes(one),
        type: typeOf(one),
        keyId: one.kid ?? null,
        algorithms: one.alg ? [one.alg] : [],
      })),
      forms: [
        {
          name: 'publicSet',
          text: pretty({ keys: jwk.keys.filter((one) => one.kty !== 'oct').map(publicPart) }),
          file: 'jwks.json',
        },
      ],
    }
  }
  return {
    ...sizes(jwk),
    type: key.type,
    algorithms: [...key.algorithms],
    keyId: key.keyId,
    thumbprint: key.thumbprint(),
    forms: formsOf(key, jwk),
  }
}

/** @param {any} jwk */
function sizes(jwk) {
  const bits = sizeOf(jwk)
  return { kind: jwk.kty, curve: jwk.crv || null, bits, weak: LEAST[jwk.kty] > bits ? LEAST[jwk.kty] : 0 }
}

/** @param {any} jwk */
const typeOf = (jwk) => (jwk.kty === 'oct' ? 'secret' : jwk.d || jwk.priv ? 'private' : 'public')

/** @param {any} jwk */
function publicPart(jwk) {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, oth: _oth, priv: _priv, ...rest } = jwk
  return rest
}

/** @param {any} jwk */
function sizeOf(jwk) {
  const bytesIn = (base64url) => Math.floor((base64url.length * 3) / 4)
  if (jwk.kty === 'RSA') return bytesIn(jwk.n) * 8 - leadingZeros(jwk.n)
  if (jwk.kty === 'oct') return bytesIn(jwk.k) * 8
  return EC_BITS[jwk.crv] || 256
}

/** @param {string} base64url */
function leadingZeros(base64url) {
  const first = atob(base64url.slice(0, 4).replace(/-/g, '+').replace(/_/g, '/')).charCodeAt(0)
  return Math.clz32(first) - 24
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
