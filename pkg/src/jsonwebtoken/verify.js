// @ts-check
// `verify(token, secretOrPublicKey, [options], [callback])`, in the order of checks that `jsonwebtoken` has.
import { MOST_CHARACTERS, bare, hasOwn } from '../api/plain.js'
import { checkKind, checkKnown, checkSignatureLength, defaultAlgorithms } from './algorithms.js'
import { checkClaims } from './claims.js'
import { decode } from './decode.js'
import { JsonWebTokenError } from './errors.js'
import { isKeyObject, isNoKey } from './keys.js'
import { listOf } from './values.js'

/**
 * @param {any} jwtmint
 * @param {ReturnType<typeof import('./keys.js').keyReader>} withKey
 */
export function verifier(jwtmint, withKey) {
  /**
   * @param {any} token
   * @param {any} secretOrPublicKey
   * @param {any} [options]
   * @param {any} [callback]
   */
  return function verify(token, secretOrPublicKey, options, callback) {
    const withoutOptions = typeof options === 'function' && !callback
    const done = withoutOptions ? options : callback
    const answer = done || thrown
    /** @type {any} */
    let given
    /** @type {any} */
    let read
    try {
      given = readOptions(withoutOptions ? undefined : options)
      checkCall(given)
      read = opened(token)
      if (typeof secretOrPublicKey === 'function' && !done)
        throw refused('verify must be called asynchronous if secret or public key is provided as a callback')
    } catch (error) {
      return answer(error)
    }
    if (typeof secretOrPublicKey !== 'function') return answerWith(answer, read, secretOrPublicKey, given)
    return secretOrPublicKey(read.header, (/** @type {any} */ error, /** @type {any} */ key) => {
      if (error) return answer(refused('error in secret or public key callback: ' + error.message))
      return answerWith(answer, read, key, given)
    })
  }

  /**
   * The caller's callback is called outside of `try`: what it throws is none of our errors.
   *
   * @param {(error: any, result?: any) => any} answer
   * @param {Opened} token
   * @param {any} key
   * @param {any} options
   */
  function answerWith(answer, token, key, options) {
    let result
    try {
      result = verified(token, key, options)
    } catch (error) {
      return answer(error)
    }
    return answer(null, result)
  }

  /**
   * @param {Opened} token
   * @param {any} secretOrPublicKey
   * @param {any} options
   */
  function verified(token, secretOrPublicKey, options) {
    if (!token.signature) throw unsigned(secretOrPublicKey, options)
    if (!secretOrPublicKey) throw refused('secret or public key must be provided')
    withKey(secretOrPublicKey, (key) => {
      if (!key) throw refused('secretOrPublicKey is not valid key material')
      checkKey(token, key, secretOrPublicKey, options)
      checkSignature(token, key, options)
    })
    const { header, payload, signature } = token
    checkClaims(payload, options)
    return options.complete === true ? { header, payload, signature } : payload
  }

  /**
   * @param {Opened} token
   * @param {import('./keys.js').Read} key
   * @param {any} options
   */
  function checkSignature(token, key, options) {
    const { alg } = token.header
    checkKnown(alg)
    if (alg === 'none') throw refused('invalid signature')
    checkSignatureLength(alg, token.signature)
    const given = { algorithms: [alg], allowInsecureKeySizes: options.allowInsecureKeySizes !== false }
    try {
      jwtmint.verifyBytes(token.text, key.key, given)
      // Claims are read by the strict reader, too: it refuses names that are there twice.
      if (token.payload !== null && typeof token.payload === 'object' && !Array.isArray(token.payload))
        jwtmint.decode(token.text)
    } catch (error) {
      throw fromCore(token, error)
    }
  }
}

/**
 * A token that was read leniently.
 *
 * @typedef {{text: string, header: any, payload: any, signature: string}} Opened
 */

/**
 * @param {any} token
 * @returns {Opened}
 */
function opened(token) {
  if (!token) throw refused('jwt must be provided')
  if (typeof token !== 'string') throw refused('jwt must be a string')
  if (token.length > MOST_CHARACTERS)
    throw refused('invalid token: it has ' + token.length + ' characters, and at most ' + MOST_CHARACTERS + ' are read')
  if (token.split('.', 4).length !== 3) throw refused('jwt malformed')
  const decoded = decode(token, { complete: true })
  if (!decoded) throw refused('invalid token')
  decoded.text = token
  return decoded
}

/** What verify knows. */
const NAMES = [
  'algorithms',
  'audience',
  'clockTimestamp',
  'clockTolerance',
  'complete',
  'issuer',
  'ignoreExpiration',
  'ignoreNotBefore',
  'jwtid',
  'nonce',
  'subject',
  'maxAge',
  'allowInsecureKeySizes',
  'allowInvalidAsymmetricKeyTypes',
]

/**
 * Each option is read once and as a property, so that one that is hidden or inherited from a class counts: an audience that
 * is not compared is a foreign token accepted. What somebody gave to Object.prototype does not count.
 *
 * @param {any} options
 */
function readOptions(options) {
  const read = bare()
  if (options === undefined || options === null) return read
  try {
    for (const name of NAMES) {
      const value = options[name]
      if (value !== /** @type {any} */ (Object.prototype)[name] || hasOwn(options, name)) read[name] = value
    }
  } catch (thrown) {
    throw refused('the options cannot be read', thrown)
  }
  return read
}

/** @param {any} options */
function checkCall(options) {
  if (options.clockTimestamp && typeof options.clockTimestamp !== 'number')
    throw refused('clockTimestamp must be a number')
  // Text would be appended to the time, and no token would ever expire.
  const { clockTolerance } = options
  if (clockTolerance && !(typeof clockTolerance === 'number' && isFinite(clockTolerance)))
    throw refused('clockTolerance must be a number')
  if (options.nonce !== undefined && (typeof options.nonce !== 'string' || options.nonce.trim() === ''))
    throw refused('nonce must be a non-empty string')
  const kinds = options.allowInvalidAsymmetricKeyTypes
  if (kinds !== undefined && typeof kinds !== 'boolean')
    throw refused('allowInvalidAsymmetricKeyTypes must be a boolean')
}

/**
 * A token without a signature is never good.
 *
 * @param {any} key
 * @param {any} options
 */
function unsigned(key, options) {
  if (key) return refused('jwt signature is required')
  if (!options.algorithms) return refused('please specify "none" in "algorithms" to verify unsigned tokens')
  if (isNoKey(key)) return refused('secretOrPublicKey is not valid key material')
  return refused(
    'jwt signature is required: jwtmint verifies no unsecured token, whatever "algorithms" says (RFC 8725 section 3.2). Use decode to read one.',
  )
}

/**
 * @param {Opened} token
 * @param {import('./keys.js').Read} key
 * @param {any} given as what the key was given: a KeyObject stands for itself, a private key in another form for its public half, too
 * @param {any} options
 */
function checkKey(token, key, given, options) {
  const { alg } = token.header
  const algorithms = options.algorithms || (key.type === 'unreadable' ? [alg] : defaultAlgorithms(key))
  if (listOf(algorithms, refused).indexOf(alg) < 0) throw refused('invalid algorithm')
  if (alg.startsWith('HS') && key.type !== 'secret') {
    if (key.type === 'unreadable')
      throw refused('secretOrPublicKey is not valid key material: ' + key.error.message, key.error)
    throw refused('secretOrPublicKey must be a symmetric key when using ' + alg)
  }
  const isPublic = key.type === 'public' || (key.type === 'private' && !isKeyObject(given))
  if (/^(?:RS|PS|ES)/.test(alg) && !isPublic)
    throw refused('secretOrPublicKey must be an asymmetric key when using ' + alg, key.error)
  if (!options.allowInvalidAsymmetricKeyTypes) checkKind(alg, key)
  if (!key.key) throw refused('secretOrPublicKey is not valid key material: ' + key.error.message, key.error)
}

/**
 * What jwtmint refuses. Where `jsonwebtoken` would have accepted the token, the sentence says why.
 *
 * @param {Opened} token
 * @param {any} error
 */
function fromCore(token, error) {
  const start = token.text.length - token.signature.length
  // Bits that base64url leaves unused, set in the signature: that token was not signed like this.
  const damaged = error.code === 'ERR_TOKEN_MALFORMED' && error.position >= start
  if (error.code === 'ERR_SIGNATURE_INVALID' || damaged) return refused('invalid signature', error)
  const about = /^ERR_KEY_/.test(error.code) ? 'secretOrPublicKey is not accepted: ' : 'invalid token: '
  return refused(about + error.message, error)
}

/** @param {string} message @param {unknown} [inner] */
function refused(message, inner) {
  return new /** @type {any} */ (JsonWebTokenError)(message, inner)
}

/** @param {any} error @param {any} result */
function thrown(error, result) {
  if (error) throw error
  return result
}
