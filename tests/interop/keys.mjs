// Fresh keys for every run, from several makers, each as PEM and as JWK.
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { forms } from './forms.mjs'

/** The kinds of key pairs, and the algorithms of each. */
export const KINDS = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  secp256k1: ['ES256K'],
  Ed25519: ['EdDSA', 'Ed25519'],
}
const SECRETS = ['HS256', 'HS384', 'HS512']

/**
 * @param {any} lib jwtmint
 * @param {(kind: string) => Promise<string>} python a PKCS#8 PEM made by Python's `cryptography`
 */
export async function freshKeys(lib, python) {
  const keys = []
  for (const algorithm of SECRETS) {
    const secret = randomBytes(64)
    keys.push({ maker: 'random', algorithm, secret: secret.toString('base64url') })
    keys.push({ maker: 'jwtmint', algorithm, secret: lib.generateKey(algorithm).toJwk().k })
  }
  for (const [kind, algorithms] of Object.entries(KINDS)) {
    const made = {
      jwtmint: lib.generateKey(algorithms[0]).toPem(),
      openssl: openssl(kind),
      node: node(kind),
      python: await python(kind),
    }
    for (const [maker, pem] of Object.entries(made)) {
      for (const algorithm of algorithms) keys.push({ maker, algorithm, ...forms(pem) })
    }
  }
  return keys
}

function openssl(kind) {
  const options = {
    RSA: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    Ed25519: ['ED25519'],
  }[kind] ?? ['EC', '-pkeyopt', `ec_paramgen_curve:${kind}`]
  return execFileSync('openssl', ['genpkey', '-algorithm', ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

function node(kind) {
  const [type, options] =
    kind === 'RSA'
      ? ['rsa', { modulusLength: 2048 }]
      : kind === 'Ed25519'
        ? ['ed25519', {}]
        : ['ec', { namedCurve: kind }]
  return generateKeyPairSync(type, options).privateKey.export({ type: 'pkcs8', format: 'pem' })
}
