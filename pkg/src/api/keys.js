// @ts-check
// Every form of key a person has at hand, brought to the forms the core reads. What a key's own code throws is never
// repeated: it may hold the key.
import { failure, isJwtError } from './error.js'
import { wellFormed } from './json.js'
import { ownBytes } from './own-bytes.js'
import { MOST_CHARACTERS, hasOwn, isPlain, kindOf, objectText, plainReader } from './plain.js'
import { encode } from './utf8.js'

/** The forms of `importKey` in the core: `bindings/src/ops.rs` reads them. */
export const FORM = { TEXT: 0, BYTES: 1, SECRET: 2, JWK: 3, SECRET_BYTES: 4 }

const EXPECTED = ' Expected a PEM, JWK or secret as text, a JWK or JWKS object, { secret, encoding }, bytes, or a Key.'

/** @typedef {{form: number, bytes: Uint8Array, passphrase?: string}} KeyInForm `bytes` is ours, to be wiped after use */

/**
 * @param {any} input
 * @returns {KeyInForm}
 */
export function readKey(input) {
  if (typeof input === 'string') {
    if (!input) throw invalid('The key is an empty text. Check that the variable it comes from is set.')
    return { form: FORM.TEXT, bytes: textBytes(input) }
  }
  try {
    return readObject(input)
  } catch (thrown) {
    if (isJwtError(thrown)) throw thrown
    throw invalid('The key object cannot be read: what reads its parts threw an error. Pass its text or bytes instead.')
  }
}

/**
 * @param {any} input
 * @returns {KeyInForm}
 */
function readObject(input) {
  const bytes = bytesOf(input)
  if (bytes) {
    if (!bytes.length) throw invalid('The key is empty: no bytes were given. Check where it is read from.')
    return { form: FORM.BYTES, bytes }
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
        EXPECTED,
    )
  }
  // Each property is read once, and Object.prototype adds none.
  if (kind === 'Object' && isPlain(input)) input = Object.assign(Object.create(null), input)
  if (typeof input.export === 'function') {
    const type = input.type
    if (typeof type === 'string') return readKeyObject(input, type)
  }
  const reader = plainReader('ERR_KEY_INVALID', () => 'The key object')
  if (kind === 'Array') return { form: FORM.JWK, bytes: textBytes(reader.read({ keys: input }).keys) }
  if (kind !== 'Object') throw invalid((/^[AEIOU]/.test(kind) ? 'An ' : 'A ') + kind + ' is not a key.' + EXPECTED)
  if (typeof input.toPem === 'function')
    throw invalid('This Key is of another copy of jwtmint. Pass its toJwk() instead.')
  const live = liveKeyIn(input)
  if (live) return live
  const members = reader.read(input)
  const { secret, kty } = members
  const isSecret = secret !== undefined && kty === undefined
  if (isSecret && secret[0] !== '"') {
    throw invalid('The `secret` of { secret, encoding } must be text. Pass bytes as the key itself.')
  }
  return { form: isSecret ? FORM.SECRET : FORM.JWK, bytes: textBytes(objectText(members)) }
}

/**
 * What JSON cannot carry of `{ key, passphrase }` and of the pairs that `generateKeyPairSync` makes: a KeyObject, bytes.
 * Of a pair the private half is taken, which verifies as well.
 *
 * @param {any} input
 * @returns {KeyInForm | undefined}
 */
function liveKeyIn(input) {
  if (hasOwn(input, 'kty') || hasOwn(input, 'secret')) return undefined
  const names = ['privateKey', 'key', 'publicKey']
  for (let i = 0; i < names.length; i++) {
    const value = hasOwn(input, names[i]) && input[names[i]]
    if (typeof value !== 'object' || !value) continue
    if (typeof value.export !== 'function' && !bytesOf(value)) continue
    const key = readKey(value)
    const passphrase = hasOwn(input, 'passphrase') ? input.passphrase : undefined
    return typeof passphrase === 'string' ? { form: key.form, bytes: key.bytes, passphrase } : key
  }
}

/**
 * Node's KeyObject. PEM rather than JWK: it can say every kind of key, RSASSA-PSS keys too.
 *
 * @param {any} key
 * @param {string} type
 * @returns {KeyInForm}
 */
function readKeyObject(key, type) {
  const isSecret = type === 'secret'
  const exported = isSecret ? key.export() : key.export({ type: type === 'private' ? 'pkcs8' : 'spki', format: 'pem' })
  if (!isSecret && typeof exported === 'string') return { form: FORM.TEXT, bytes: textBytes(exported) }
  const bytes = isSecret && bytesOf(exported)
  if (!bytes)
    throw invalid(
      'export() of this key object gave ' +
        kindOf(exported) +
        '. Expected bytes of a secret key, or the PEM text of another.',
    )
  return { form: FORM.SECRET_BYTES, bytes }
}

/**
 * @param {any} input
 * @returns {Uint8Array | undefined} an own copy
 */
function bytesOf(input) {
  const bytes = ownBytes(input, MOST_CHARACTERS)
  if (typeof bytes === 'number') throw tooLong(bytes, 'bytes')
  return bytes
}

/** @param {string} text */
function textBytes(text) {
  if (text.length > MOST_CHARACTERS) throw tooLong(text.length, 'characters')
  return encode(wellFormed(text, 'ERR_KEY_INVALID', 'The key text holds'))
}

/** @param {number} length @param {string} unit */
function tooLong(length, unit) {
  return invalid(
    'The key is too large: expected at most ' +
      MOST_CHARACTERS +
      ' ' +
      unit +
      ', found ' +
      length +
      '. Check what is read.',
  )
}

/** @param {string} message */
function invalid(message) {
  return failure('ERR_KEY_INVALID', message)
}
