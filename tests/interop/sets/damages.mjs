// What happens to an entry of a JWK Set on its way. Each changes the JWK, or answers with what stands in its place.
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const certificate = new X509Certificate(readFileSync(new URL('../../keys/rsa.certificate.pem', import.meta.url)))

/** @type {((jwk: any, random: any) => {entry: unknown} | undefined)[]} */
export const DAMAGES = [
  member((jwk, name) => delete jwk[name]),
  member((jwk, name) => (jwk[name] = null)),
  member((jwk, name, random) => (jwk[name] = random.pick([7, true, {}, ['AQAB']]))),
  member((jwk, name) => (jwk[name] = '')),
  text((value, random) => value + random.pick(['=', '==', '\n'])),
  text((value) => value.replace(/-/g, '+').replace(/_/g, '/')),
  text((value, random) => value.slice(0, 9) + random.pick(['!', '.', 'é', '\n']) + value.slice(9)),
  text((value) => (value.length % 4 ? value.slice(0, -1) + ALPHABET[ALPHABET.indexOf(value.at(-1)) + 1] : value)),
  number((bytes) => [0, ...bytes]),
  number((bytes) => bytes.slice(1)),
  number((bytes) => bytes.slice(0, -1)),
  number((bytes, random) => bytes.with(random.below(bytes.length), random.below(256))),
  other('kty', (_, jwk) => [`${jwk.kty}`.toLowerCase(), 'XX', 'RSA ', 'AKP', 'oct']),
  other('crv', () => ['P-256', 'P-384', 'P-521', 'p-256', 'secp256k1', 'Ed25519', 'Ed448', 'X25519']),
  other('alg', () => ['ES256', 'ES512', 'PS256', 'RS256', 'rs256', 'EdDSA', 'Ed25519', 'HS256', 'none', 'RSA-OAEP']),
  other('use', () => ['enc', 'SIG', 'sig ', 'tls']),
  other('key_ops', () => [
    [],
    ['sign'],
    ['encrypt'],
    ['verify', 'verify'],
    'verify',
    ['verify', 7],
    ['sign', 'verify'],
  ]),
  other('ext', () => ['true', true, 1]),
  other('kid', () => [1, ['a'], { a: 1 }]),
  other('oth', () => ['AQAB', []]),
  (jwk, random) => void (jwk[random.pick(['p', 'qi', 'd'])] = 'AQAB'),
  (jwk) => void Object.assign(jwk, { use: 'sig', key_ops: ['encrypt'] }),
  (_, random) => ({ entry: random.pick([null, 7, 'key', true, [], {}]) }),
  ({ kid }, random) => ({ entry: { kty: 'oct', kid, k: Buffer.from(random.bytes(32)).toString('base64url') } }),
  ({ kid }) => ({ entry: { kty: 'RSA', kid, x5c: [certificate.raw.toString('base64')] } }),
]

function member(change) {
  return (jwk, random) => {
    const names = Object.keys(jwk)
    if (names.length > 0) change(jwk, random.pick(names), random)
  }
}

function other(name, values) {
  return (jwk, random) => {
    jwk[name] = random.pick(values(name, jwk))
  }
}

/** The text of one number, if any is left. */
function text(change) {
  return (jwk, random) => {
    const names = ['n', 'e', 'x', 'y'].filter((name) => typeof jwk[name] === 'string' && jwk[name] !== '')
    if (names.length === 0) return
    const name = random.pick(names)
    jwk[name] = change(jwk[name], random)
  }
}

/** The bytes of one number. */
function number(change) {
  return text((value, random) =>
    Buffer.from(change(new Uint8Array(Buffer.from(value, 'base64url')), random)).toString('base64url'),
  )
}
