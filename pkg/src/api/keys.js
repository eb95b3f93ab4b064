// @ts-check
// Every form of key a person has at hand, brought to the forms the core reads.
import { failure } from './error.js'
import { attempt, kindOf, wellFormed } from './json.js'
import { encode } from './utf8.js'

const TEXT = 0
const BYTES = 1
const SECRET = 2
const JWK = 3

/**
 * @param {any} input
 * @returns {{form: number, bytes: Uint8Array}}
 */
export function readKey(input) {
  if (typeof input === 'string')
    return { form: TEXT, bytes: textBytes(checkText(input, /\{\{\s*([^{}\r\n]+?)\s*\}\}/)) }
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
 * @returns {{form: number, bytes: Uint8Array}}
 */
function readObject(input, kind) {
  if (typeof input.export === 'function' && typeof input.type === 'string') return readKeyObject(input)
  if (kind !== 'Object')
    throw invalid('A ' + kind + ' is not a key. Expected a JWK, a JWKS, { secret, encoding }, bytes, or text.')
  if (typeof input.toPem === 'function')
    throw invalid('This Key is of another copy of jwtmint. Pass its toJwk() instead.')
  const secret = input.secret
  if (secret === undefined || 'kty' in input) return { form: JWK, bytes: textBytes(JSON.stringify(input)) }
  if (typeof secret !== 'string')
    throw invalid(
      'The `secret` of { secret, encoding } must be text; found ' + kindOf(secret) + '. Pass bytes as the key itself.',
    )
  // Only a value that is nothing but a variable: with an explicit encoding, braces may be meant.
  checkText(secret, /^\s*\{\{\s*([^{}\r\n]+?)\s*\}\}\s*$/)
  return { form: SECRET, bytes: textBytes(JSON.stringify(input)) }
}

/**
 * Node's KeyObject. PEM rather than JWK: it can say every kind of key, RSASSA-PSS keys too.
 *
 * @param {any} key
 */
function readKeyObject(key) {
  if (key.type === 'secret') return { form: BYTES, bytes: key.export() }
  return {
    form: TEXT,
    bytes: textBytes(key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' })),
  }
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

/**
 * @param {string} text
 * @param {RegExp} variable
 */
function checkText(text, variable) {
  if (!text) throw invalid('The key is an empty text. Check that the variable it comes from is set.')
  const found = variable.exec(text)
  if (found) {
    throw invalid(
      'The key still holds the unresolved variable {{' +
        found[1] +
        '}}. Set "' +
        found[1] +
        '" in the environment or collection, or read it with the host\'s own call.',
    )
  }
  return text
}

/** @param {string} text */
function textBytes(text) {
  return encode(wellFormed(text, 'ERR_KEY_INVALID', 'The key text holds'))
}

/** @param {string} message */
function invalid(message) {
  return failure('ERR_KEY_INVALID', message)
}
