// @ts-check
// Every form of key a person has at hand, brought to the forms the core reads.
import { failure } from './error.js'
import { attempt, kindOf, wellFormed } from './json.js'
import { encode } from './utf8.js'

const TEXT = 0
const BYTES = 1
const SECRET = 2
const JWK = 3
const SECRET_BYTES = 4

/** @typedef {{form: number, bytes: Uint8Array, passphrase?: string}} KeyInForm */

/**
 * @param {any} input
 * @returns {KeyInForm}
 */
export function readKey(input) {
  if (typeof input === 'string') {
    if (!input) throw invalid('The key is an empty text. Check that the variable it comes from is set.')
    return { form: TEXT, bytes: textBytes(input) }
  }
  const bytes = bytesOf(input)
  if (bytes) {
    if (!bytes.length) throw invalid('The key is empty: no bytes were given. Check where it is read from.')
    return { form: BYTES, bytes }
  }
  const kind = kindOf(input)
  if (kind === 'CryptoKey') {
    throw invalid(
      "A CryptoKey cannot be read synchronously. Pass what `await crypto.subtle.exportKey('jwk', key)` gives.",
    )
  }
  if (kind === 'Promise') throw invalid('The key is a Promise. Await it, then pass what it gives.')
  if (typeof input !== 'object' || !input) {
    throw invalid(
      'The key is ' +
        (kind === 'undefined' || kind === 'null' ? kind + ': a variable is not set.' : 'a ' + kind + '.') +
        ' Expected a PEM, JWK or secret as text, a JWK or JWKS object, { secret, encoding }, bytes, or a Key.',
    )
  }
  return attempt('ERR_KEY_INVALID', 'The key object cannot be read', () => readObject(input, kind))
}

/**
 * @param {any} input
 * @param {string} kind
 * @returns {KeyInForm}
 */
function readObject(input, kind) {
  if (typeof input.export === 'function' && typeof input.type === 'string') return readKeyObject(input)
  if (kind !== 'Object')
    throw invalid('A ' + kind + ' is not a key. Expected a JWK, a JWKS, { secret, encoding }, bytes, or text.')
  if (typeof input.toPem === 'function')
    throw invalid('This Key is of another copy of jwtmint. Pass its toJwk() instead.')
  if (!('kty' in input)) {
    const secret = input.secret
    if (secret !== undefined) {
      if (typeof secret !== 'string')
        throw invalid(
          'The `secret` of { secret, encoding } must be text; found ' +
            kindOf(secret) +
            '. Pass bytes as the key itself.',
        )
      return { form: SECRET, bytes: textBytes(JSON.stringify(input)) }
    }
    const inner = liveKeyIn(input)
    if (inner) {
      const passphrase = input.passphrase
      return typeof passphrase === 'string' ? Object.assign(readKey(inner), { passphrase }) : readKey(inner)
    }
  }
  return { form: JWK, bytes: textBytes(JSON.stringify(input)) }
}

/**
 * What JSON cannot carry of `{ key, passphrase }` and of the pairs that `generateKeyPairSync` makes: a KeyObject, bytes.
 * Of a pair the private half is taken, which verifies as well.
 *
 * @param {any} input
 */
function liveKeyIn(input) {
  const names = ['privateKey', 'key', 'publicKey']
  for (let i = 0; i < names.length; i++) {
    const value = input[names[i]]
    if (value && typeof value === 'object' && (typeof value.export === 'function' || bytesOf(value))) return value
  }
}

/**
 * Node's KeyObject. PEM rather than JWK: it can say every kind of key, RSASSA-PSS keys too.
 *
 * @param {any} key
 * @returns {KeyInForm}
 */
function readKeyObject(key) {
  const isSecret = key.type === 'secret'
  const exported = isSecret
    ? key.export()
    : key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' })
  if (!isSecret && typeof exported === 'string') return { form: TEXT, bytes: textBytes(exported) }
  const bytes = isSecret && bytesOf(exported)
  if (!bytes)
    throw invalid(
      'export() of this key object gave ' +
        kindOf(exported) +
        '. Expected bytes of a secret key, or the PEM text of another.',
    )
  return { form: SECRET_BYTES, bytes }
}

/**
 * A view on the bytes, also on those of another realm (a vm sandbox), where `instanceof` fails.
 *
 * @param {any} input
 * @returns {Uint8Array | undefined}
 */
function bytesOf(input) {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
  return /^(Shared)?ArrayBuffer$/.test(kindOf(input))
    ? attempt('ERR_KEY_INVALID', 'The key bytes cannot be read', () => new Uint8Array(input))
    : undefined
}

/** @param {string} text */
function textBytes(text) {
  return encode(wellFormed(text, 'ERR_KEY_INVALID', 'The key text holds'))
}

/** @param {string} message */
function invalid(message) {
  return failure('ERR_KEY_INVALID', message)
}
