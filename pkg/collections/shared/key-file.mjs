// Key files as vendors give them out: where each keeps its private key, and keys that are no PEM.
import { base64url, fromBase64 } from './bytes.mjs'
import { unwrapped } from './key-text.mjs'

/** What a file calls the name of its key, beside the key. */
const KEY_IDS = ['private_key_id', 'publicKeyID', 'keyId', 'key_id', 'kid', 'id', 'name']

/** With an @ it is the name of an account. */
const namesKey = (text) => typeof text === 'string' && !text.includes('@')

/** The field at a dotted path. */
export const at = (object, path) =>
  path.split('.').reduce((value, name) => (value && typeof value === 'object' ? value[name] : undefined), object)

/**
 * The private key in a vendor's file, as { text, edwards, publicKey, keyId, passphrase }; null where there is none.
 * `edwards` is the JWK that 64 bytes in base64 may be; `publicKey` the point to which a private number alone belongs.
 */
export function keyInFile(file) {
  const found = privateMember(file)
  if (!found) return null
  const { value, beside } = found
  const text = typeof value === 'string' ? unwrapped(value) : JSON.stringify(value)
  const edwards = edwardsPair(text)
  const point = typeof beside.publicKey === 'string' && fromBase64(beside.publicKey)?.length === 65
  return {
    text,
    edwards,
    publicKey: point && !edwards && fromBase64(text) ? beside.publicKey : undefined,
    keyId: value.kid ?? KEY_IDS.map((one) => beside[one]).find(namesKey),
    passphrase: (typeof beside.passphrase === 'string' && beside.passphrase) || undefined,
  }
}

/** The member of a vendor's file that is a private key, { value, beside }: by its name, or because it is PEM or a JWK. */
function privateMember(object, depth = 0) {
  const members = Object.entries(object).filter(([, value]) => value)
  const isPrivate = ([name, value]) =>
    typeof value === 'string'
      ? /^private_?key$/i.test(name) || /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-/.test(unwrapped(value))
      : value.kty && (value.d || value.k)
  const own = members.find(isPrivate)
  if (own) return { value: own[1], beside: object }
  if (depth > 3) return null
  for (const [, value] of members) {
    const deeper = typeof value === 'object' ? privateMember(value, depth + 1) : null
    if (deeper) return deeper
  }
  return null
}

/** 64 bytes in base64: perhaps an Ed25519 seed and its public key; the library finds out whether they fit each other. */
export function edwardsPair(text) {
  const trimmed = text.trim()
  const bytes = /^[A-Za-z0-9+/_-]{86}={0,2}$/.test(trimmed) ? fromBase64(trimmed) : null
  if (bytes?.length !== 64) return null
  return { kty: 'OKP', crv: 'Ed25519', d: base64url(bytes.subarray(0, 32)), x: base64url(bytes.subarray(32)) }
}

/**
 * A P-256 key as web push tools write it: the private number and the uncompressed public point, both in base64url.
 * `fail(half)` is called where one of the two is something else.
 */
export function pointPair(text, publicKey, fail) {
  const [d, point] = [fromBase64(text), fromBase64(publicKey)]
  if (d?.length !== 32) return fail('private')
  if (point?.length !== 65 || point[0] !== 4) return fail('public')
  return {
    kty: 'EC',
    crv: 'P-256',
    d: base64url(d),
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
  }
}
