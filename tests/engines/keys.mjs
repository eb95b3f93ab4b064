// Keys of every kind, in the forms people have them. All but RSA's come from the seeded source.

import { createECDH, createPrivateKey } from 'node:crypto'
import { freshPair } from '../lib/fresh-pair.mjs'

const CURVES = [
  { crv: 'P-256', name: 'prime256v1', size: 32, algorithm: 'ES256' },
  { crv: 'P-384', name: 'secp384r1', size: 48, algorithm: 'ES384' },
  { crv: 'P-521', name: 'secp521r1', size: 66, algorithm: 'ES512' },
  { crv: 'secp256k1', name: 'secp256k1', size: 32, algorithm: 'ES256K' },
]

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')

// Finding primes is slow, so a run shares a few keys.
const rsaPool = [2048, 2048, 3072, 1024].map((modulusLength) => freshPair('rsa', { modulusLength }).privateKey)

/**
 * @param {any} lib whose ML-DSA keys may be among them, if it has some
 * @returns {{ algorithms: string[], secret?: unknown, key?: { export(form: object): any } }}
 */
export function randomKey(random, lib) {
  if (random.chance(30) && hasMlDsa(lib)) return mlDsa(random, lib)
  const kind = random.below(10)
  if (kind < 2) {
    const secret = random.bytes(random.chance(85) ? 32 + random.below(64) : random.below(40))
    return { algorithms: ['HS256', 'HS384', 'HS512'], secret }
  }
  if (kind < 4) return { algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'], key: random.pick(rsaPool) }
  if (kind < 6) return { algorithms: ['EdDSA', 'Ed25519'], key: ed25519(random.bytes(32)) }
  const curve = random.pick(CURVES)
  return { algorithms: [curve.algorithm], key: elliptic(curve, random) }
}

export const ML_DSA = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']

export function hasMlDsa(lib) {
  return lib.algorithms.some(({ name, supported }) => name === ML_DSA[0] && supported)
}

/** As Node's key objects, which lack it here: the same forms, from a seed. */
function mlDsa(random, lib) {
  const at = random.below(3)
  const der = Buffer.concat([
    Buffer.from('3034020100300b06096086480165030403', 'hex'),
    Buffer.of(0x11 + at),
    Buffer.from('04228020', 'hex'),
    random.bytes(32),
  ])
  const key = lib.importKey(der)
  const exported = { jwk: key.toJwk(), pem: key.toPem(), der }
  key.free()
  return { algorithms: [ML_DSA[at]], key: { export: ({ format }) => exported[format] } }
}

function ed25519(seed) {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
}

function elliptic({ crv, name, size }, random) {
  const d = random.bytes(size)
  // Below the group order of every curve; now and then very small, so that leading zeros occur.
  d[0] = 0
  if (random.chance(10)) d.fill(0, 0, size - 1 - random.below(4))
  d[size - 1] |= 1
  const ecdh = createECDH(name)
  ecdh.setPrivateKey(d)
  const point = ecdh.getPublicKey()
  const jwk = {
    kty: 'EC',
    crv,
    d: base64url(d),
    x: base64url(point.subarray(1, size + 1)),
    y: base64url(point.subarray(size + 1)),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

/** The key as text or value for `sign`, in one of the forms it can have. */
export function privateForm(made, random) {
  if (made.secret) return secretForm(made.secret, random)
  const jwk = made.key.export({ format: 'jwk' })
  const pem = (type) => made.key.export({ format: 'pem', type })
  const forms = [
    () => jwk,
    () => JSON.stringify(jwk),
    () => ({ ...jwk, kid: random.text(8), alg: random.pick(made.algorithms) }),
    () => pem('pkcs8'),
    () => pem('pkcs8').replace(/\n/g, random.pick(['\\n', ' ', '\r\n', ''])),
    () => new Uint8Array(made.key.export({ format: 'der', type: 'pkcs8' })),
  ]
  if (jwk.kty === 'EC') forms.push(() => pem('sec1'))
  if (jwk.kty === 'RSA') {
    forms.push(() => pem('pkcs1'))
    forms.push(() => ({ kty: 'RSA', n: jwk.n, e: jwk.e, d: jwk.d }))
  }
  return random.pick(forms)()
}

/** The public half, or the secret itself. */
export function publicForm(made, random) {
  if (made.secret) return secretForm(made.secret, random)
  const { kty, alg, crv, n, e, x, y, pub } = made.key.export({ format: 'jwk' })
  const jwk = JSON.parse(JSON.stringify({ kty, alg, crv, n, e, x, y, pub }))
  return random.pick([jwk, JSON.stringify(jwk), { keys: [jwk] }, { ...jwk, use: random.pick(['sig', 'enc']) }])
}

function secretForm(secret, random) {
  const buffer = Buffer.from(secret)
  const encoded = (encoding) => ({ secret: buffer.toString(encoding), encoding })
  return random.pick([
    secret,
    encoded('hex'),
    encoded('base64'),
    encoded('base64url'),
    { kty: 'oct', k: base64url(secret) },
  ])
}
