// @ts-check
// What the caller gave as a secret or a key, read as Node's crypto module would: which kind it is, and jwtmint's Key.
import { failure, isJwtError } from '../api/error.js'
import { ownBytes } from '../api/own-bytes.js'
import { MOST_CHARACTERS, bare } from '../api/plain.js'
import { bytesOfText, textOf, wholeCharacters } from './text.js'
import { ownOnly } from './values.js'

/**
 * @typedef {{
 *   type: string,
 *   kind?: string,
 *   curve?: string,
 *   pss?: {hash?: string, mask?: string, salt?: number},
 *   bits?: number,
 *   key?: any,
 *   error?: any,
 * }} Read
 *   `type` is secret, private or public, or unreadable: then `error` says why. `kind`, `curve` and `pss` are what Node
 *   calls them; `key` is jwtmint's.
 */

/** By algorithm, what Node calls a key for it: kind and curve. @type {{[algorithm: string]: [string, string?]}} */
const KINDS = {
  ES256: ['ec', 'prime256v1'],
  ES384: ['ec', 'secp384r1'],
  ES512: ['ec', 'secp521r1'],
  ES256K: ['ec', 'secp256k1'],
  EdDSA: ['ed25519'],
  Ed25519: ['ed25519'],
}

/**
 * @param {any} jwtmint
 * @param {number} keptTexts how many keys that came as text are kept, so that they are read once
 */
export function keyReader(jwtmint, keptTexts) {
  // Nothing is kept where nobody would free it.
  const room = typeof FinalizationRegistry === 'function' ? keptTexts : 0
  /** A KeyObject never changes. @type {WeakMap<object, Read>} */
  const objects = new WeakMap()
  /** The least recently used first. @type {Map<string, Read>} */
  const texts = new Map()

  /**
   * Runs `use` with what the key is; one that is not kept is freed after it.
   *
   * @template T
   * @param {any} input
   * @param {(read: Read | undefined) => T} use undefined stands for what is no key material at all
   * @returns {T}
   */
  function withKey(input, use) {
    const kept = keptKey(input)
    if (kept) return use(kept)
    const read = readInput(input)
    if (read && read.key && keep(input, read)) return use(read)
    try {
      return use(read)
    } finally {
      if (read && read.key && read.key !== input) read.key.free()
    }
  }

  /** @param {any} input */
  function keptKey(input) {
    if (typeof input === 'object') return objects.get(input)
    const read = texts.get(input)
    if (read) {
      texts.delete(input)
      texts.set(input, read)
    }
    return read
  }

  /** @param {any} input @param {Read} read */
  function keep(input, read) {
    if (!room) return undefined
    if (isKeyObject(input)) return objects.set(input, read)
    if (typeof input !== 'string') return undefined
    // What is dropped may still be at work further up the stack, so it is not freed here but when nobody holds it.
    if (texts.size >= room) texts.delete(texts.keys().next().value || '')
    return texts.set(input, read)
  }

  /** @param {any} input @returns {Read | undefined} */
  function readInput(input) {
    try {
      return readForm(input)
    } catch (thrown) {
      // What the caller's own code throws is not repeated: it may hold the key.
      const error = isJwtError(thrown) ? thrown : failure('ERR_KEY_INVALID', 'The key object cannot be read.')
      return unreadable(jwtmint.JwtError(error))
    }
  }

  /** @param {any} input @returns {Read | undefined} */
  function readForm(input) {
    if (input instanceof jwtmint.Key) return imported(() => input)
    if (typeof input === 'string') return readText(input)
    const bytes = bytesOf(input)
    if (bytes) return readBytes(bytes)
    if (isKeyObject(input)) return readKeyObject(input)
    if (input === null || typeof input !== 'object') return undefined
    return readParts(input)
  }

  /** @param {string} text @param {any} [options] @returns {Read} */
  function readText(text, options) {
    // The core says what is wrong with a text that is too long.
    if (text.length > MOST_CHARACTERS || text.indexOf('-----BEGIN') >= 0)
      return imported(() => jwtmint.importKey(text, options))
    return imported(() => jwtmint.importKey({ secret: wholeCharacters(text), encoding: 'utf8' }))
  }

  /** @param {Uint8Array} bytes @param {any} [options] @returns {Read} */
  function readBytes(bytes, options) {
    // The form of PEM is text, whichever way it was loaded.
    if (textOf(bytes.subarray(0, 11)) === '-----BEGIN ') return readText(textOf(bytes), options)
    return imported(() => jwtmint.importKey(bytes.length > 0 ? { secret: hexOf(bytes), encoding: 'hex' } : bytes))
  }

  /**
   * The object that Node's createPrivateKey and createPublicKey take.
   *
   * @param {any} input
   * @returns {Read | undefined}
   */
  function readParts(input) {
    input = ownOnly(input)
    const { key, passphrase } = input
    const options = passphrase === undefined ? undefined : { passphrase: passphraseText(passphrase) }
    if (isKeyObject(key)) return readKeyObject(key)
    if (input.format === 'jwk') return imported(() => jwtmint.importKey(key))
    const encoded = typeof key === 'string' && input.encoding
    const bytes = encoded ? bytesOfText(key, input.encoding) : bytesOf(key)
    if (bytes && input.format === 'der') return imported(() => jwtmint.importKey(bytes, options))
    if (!bytes && typeof key !== 'string') return undefined
    const read = bytes ? readBytes(bytes, options) : readText(key, options)
    if (read.type !== 'secret') return read
    // Node makes no secret of such an object.
    read.key.free()
    return undefined
  }

  /** @param {any} object @returns {Read} */
  function readKeyObject(object) {
    const read = imported(() => jwtmint.importKey(object))
    const details = object.asymmetricKeyDetails || {}
    if (!read.key) read.type = object.type
    if (object.asymmetricKeyType) read.kind = object.asymmetricKeyType
    if (details.namedCurve) read.curve = details.namedCurve
    if (read.kind === 'rsa-pss')
      read.pss = { hash: details.hashAlgorithm, mask: details.mgf1HashAlgorithm, salt: details.saltLength }
    return read
  }

  /** @param {() => any} importing @returns {Read} */
  function imported(importing) {
    try {
      return Object.assign(bare(), described(importing()))
    } catch (error) {
      return unreadable(error)
    }
  }

  return withKey
}

/** @param {any} error @returns {Read} */
function unreadable(error) {
  return Object.assign(bare(), { type: 'unreadable', error })
}

/**
 * A set may have keys of several kinds: then it is of none, and the core chooses.
 *
 * @param {any} key jwtmint's
 * @returns {Read}
 */
function described(key) {
  const { type, algorithms } = key
  if (type === 'secret') return { type, key }
  const rsa = algorithms.filter((/** @type {string} */ name) => /^[RP]S/.test(name))
  const others = algorithms.filter((/** @type {string} */ name) => !/^[RP]S/.test(name))
  const [kind, curve] = KINDS[others[0]] || [String(others[0]).toLowerCase()]
  const isOne = others.every(
    (/** @type {string} */ name) => KINDS[name] && KINDS[name].join() === KINDS[others[0]].join(),
  )
  if (rsa.length === 0) return isOne || others.length === 1 ? { type, key, kind, curve } : { type, key }
  if (others.length > 0) return { type, key }
  if (rsa.some((/** @type {string} */ name) => name.startsWith('RS'))) return { type, key, kind: 'rsa' }
  // A key for RSASSA-PSS with any hash names none.
  const hash = rsa.length === 1 ? 'sha' + rsa[0].slice(2) : undefined
  return { type, key, kind: 'rsa-pss', pss: { hash, mask: hash } }
}

/**
 * The size of an RSA key.
 *
 * @param {Read} read
 * @returns {number}
 */
export function modulusBits(read) {
  if (read.bits === undefined) {
    const half = read.type === 'private' ? read.key.publicKey() : read.key
    const { n } = half.toJwk()
    if (half !== read.key) half.free()
    const bytes = bytesOfText(n, 'base64url')
    read.bits = bytes.length * 8 - Math.clz32(bytes[0]) + 24
  }
  return read.bits
}

/**
 * What is neither a key nor left out.
 *
 * @param {any} input
 */
export function isNoKey(input) {
  return input === 0 || input === false
}

/** @param {any} input */
export function isKeyObject(input) {
  try {
    return (
      input !== null &&
      typeof input === 'object' &&
      typeof input.export === 'function' &&
      (input.type === 'secret' || input.type === 'private' || input.type === 'public')
    )
  } catch (_) {
    return false // a revoked proxy, or one that throws: reading it as a key says so
  }
}

/**
 * @param {any} input
 * @returns {Uint8Array | undefined}
 */
function bytesOf(input) {
  const bytes = ownBytes(input, MOST_CHARACTERS)
  if (typeof bytes === 'number') throw failure('ERR_KEY_INVALID', 'The key is too large: it has ' + bytes + ' bytes.')
  return bytes
}

/** @param {Uint8Array} bytes */
function hexOf(bytes) {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += (bytes[i] + 256).toString(16).slice(1)
  return text
}

/** @param {any} passphrase */
function passphraseText(passphrase) {
  const bytes = bytesOf(passphrase)
  return bytes ? textOf(bytes) : passphrase
}
