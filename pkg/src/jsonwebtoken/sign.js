// @ts-check
// `sign(payload, secretOrPrivateKey, [options], [callback])`, in the order of checks that `jsonwebtoken` has.
import { textOfClaims, withinLimit } from '../api/claims.js'
import { isJwtError } from '../api/error.js'
import { bare } from '../api/plain.js'
import { checkKind, checkKnown } from './algorithms.js'
import { isNoKey, modulusBits } from './keys.js'
import { checkOptions, checkPayload } from './schema.js'
import { bytesOfText } from './text.js'
import { timeAfter } from './timespan.js'
import { isBytes, ownOnly, ownValue, textOfBytes } from './values.js'

/** Options that set claims, which only an object has. */
const ABOUT_CLAIMS = ['expiresIn', 'notBefore', 'noTimestamp', 'audience', 'issuer', 'subject', 'jwtid']
const CLAIM_OF = [
  ['audience', 'aud'],
  ['issuer', 'iss'],
  ['subject', 'sub'],
  ['jwtid', 'jti'],
]
const MINIMUM_RSA_BITS = 2048

/** Errors in a task of its own end the program as they do there; one in a promise would be a rejection. */
const later =
  typeof queueMicrotask === 'function'
    ? queueMicrotask
    : (/** @type {() => void} */ task) => {
        Promise.resolve().then(task)
      }

/**
 * @param {any} jwtmint
 * @param {ReturnType<typeof import('./keys.js').keyReader>} withKey
 */
export function signer(jwtmint, withKey) {
  /**
   * @param {any} payload
   * @param {any} secretOrPrivateKey
   * @param {any} [options]
   * @param {any} [callback]
   */
  return function sign(payload, secretOrPrivateKey, options, callback) {
    const done = typeof options === 'function' ? options : callback
    const given = ownOnly((typeof options !== 'function' && options) || {})
    if (!done) return signed(payload, secretOrPrivateKey, given)
    /** @type {string} */
    let token
    try {
      token = signed(payload, secretOrPrivateKey, given)
    } catch (error) {
      return done(error)
    }
    later(() => done(null, token))
  }

  /**
   * @param {any} payload
   * @param {any} secretOrPrivateKey
   * @param {any} options
   * @returns {string}
   */
  function signed(payload, secretOrPrivateKey, options) {
    const isClaims = typeof payload === 'object' && !isBytes(payload)
    const typ = isClaims ? 'JWT' : undefined
    const header = Object.assign(bare(), { alg: options.algorithm || 'HS256', typ, kid: options.keyid }, options.header)
    if (!secretOrPrivateKey && (options.algorithm !== 'none' || header.alg !== 'none'))
      throw new Error('secretOrPrivateKey must have a value')
    if (isNoKey(secretOrPrivateKey)) throw new Error('secretOrPrivateKey is not valid key material')
    if (!secretOrPrivateKey) return finish(payload, isClaims, header, options, undefined)
    return withKey(secretOrPrivateKey, (key) => {
      if (!key) throw new Error('secretOrPrivateKey is not valid key material')
      if (typeof header.alg !== 'string') throw new TypeError('header.alg.startsWith is not a function')
      checkKey(header.alg, key, options)
      return finish(payload, isClaims, header, options, key)
    })
  }

  /**
   * What is left when the key is known: payload, options, signature.
   *
   * @param {any} payload
   * @param {boolean} isClaims
   * @param {any} header
   * @param {any} options
   * @param {import('./keys.js').Read | undefined} key
   * @returns {string}
   */
  function finish(payload, isClaims, header, options, key) {
    const claims = claimsOf(payload, isClaims, options)
    if (ownValue(claims, 'exp') !== undefined && options.expiresIn !== undefined)
      throw new Error('Bad "options.expiresIn" option the payload already has an "exp" property.')
    if (ownValue(claims, 'nbf') !== undefined && options.notBefore !== undefined)
      throw new Error('Bad "options.notBefore" option the payload already has an "nbf" property.')
    checkOptions(options)
    if (key && !options.allowInvalidAsymmetricKeyTypes) checkKind(header.alg, key)
    if (isClaims) addClaims(claims, options)
    checkKnown(header.alg)
    const text = ofJwtmint(() => (isClaims ? textOfClaims(claims, () => {}) : payloadText(payload)))
    const bytes = bytesOfText(text, options.encoding || 'utf8')
    return signBytes(bytes, header, options, key)
  }

  /**
   * What shares its source with jwtmint throws a JwtError of this file's own copy.
   *
   * @param {() => string} write
   */
  function ofJwtmint(write) {
    try {
      return write()
    } catch (thrown) {
      throw isJwtError(thrown) ? jwtmint.JwtError(thrown) : thrown
    }
  }

  /**
   * @param {Uint8Array} bytes
   * @param {any} header
   * @param {any} options
   * @param {import('./keys.js').Read | undefined} key
   * @returns {string}
   */
  function signBytes(bytes, header, options, key) {
    const text = ofJwtmint(() => textOfClaims(header, () => {}))
    if (header.alg === 'none')
      return jwtmint.signBytes(bytes, null, { algorithm: 'none', allowUnsecured: true, header: text })
    if (!key || !key.key) throw key && key.error
    // Secrets may be short unless the caller says false; RSA keys were checked above.
    return jwtmint.signBytes(bytes, key.key, {
      header: text,
      keyid: null,
      allowInsecureKeySizes: options.allowInsecureKeySizes !== false,
    })
  }
}

/**
 * @param {any} algorithm
 * @param {import('./keys.js').Read} key
 * @param {any} options
 */
function checkKey(algorithm, key, options) {
  if (algorithm.startsWith('HS') && key.type !== 'secret') {
    // A damaged key or one of another kind would be a secret there. Its text is known to more than the two parties.
    if (key.type === 'unreadable') throw key.error
    throw new Error('secretOrPrivateKey must be a symmetric key when using ' + algorithm)
  }
  if (!/^(?:RS|PS|ES)/.test(algorithm)) return
  if (key.type !== 'private') {
    const error = new Error('secretOrPrivateKey must be an asymmetric key when using ' + algorithm)
    if (key.error) Object.defineProperty(error, 'cause', { value: key.error, configurable: true, writable: true })
    throw error
  }
  if (options.allowInsecureKeySizes || algorithm.startsWith('ES') || !/^rsa/.test(key.kind || '') || !key.key) return
  if (modulusBits(key) < MINIMUM_RSA_BITS)
    throw new Error('secretOrPrivateKey has a minimum key size of ' + MINIMUM_RSA_BITS + ' bits for ' + algorithm)
}

/**
 * @param {any} payload
 * @param {boolean} isClaims
 * @param {any} options
 * @returns {any} the claims to add to
 */
function claimsOf(payload, isClaims, options) {
  if (payload === undefined) throw new Error('payload is required')
  if (isClaims) {
    checkPayload(payload)
    return options.mutatePayload ? payload : Object.assign(bare(), payload)
  }
  const wrong = ABOUT_CLAIMS.filter((name) => options[name] !== undefined)
  if (wrong.length > 0) throw new Error('invalid ' + wrong.join(',') + ' option for ' + typeof payload + ' payload')
  return {}
}

/**
 * @param {any} claims
 * @param {any} options
 */
function addClaims(claims, options) {
  const issued = ownValue(claims, 'iat') || Math.floor(Date.now() / 1000)
  if (options.noTimestamp) delete claims.iat
  else claims.iat = issued
  if (options.notBefore !== undefined) claims.nbf = spanned('notBefore', options.notBefore, issued)
  if (options.expiresIn !== undefined) claims.exp = spanned('expiresIn', options.expiresIn, issued)
  for (let i = 0; i < CLAIM_OF.length; i++) {
    const [option, claim] = CLAIM_OF[i]
    if (options[option] === undefined) continue
    if (ownValue(claims, claim) !== undefined)
      throw new Error('Bad "options.' + option + '" option. The payload already has an "' + claim + '" property.')
    claims[claim] = options[option]
  }
}

/**
 * @param {string} option
 * @param {unknown} span
 * @param {number} issued
 */
function spanned(option, span, issued) {
  const time = timeAfter(span, issued)
  if (time === undefined)
    throw new Error(
      '"' + option + '" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60',
    )
  return time
}

/**
 * @param {any} payload
 * @returns {string}
 */
function payloadText(payload) {
  if (typeof payload === 'string') return withinLimit(payload)
  const text = isBytes(payload) ? textOfBytes(payload) : JSON.stringify(payload)
  if (text === undefined) throw new TypeError('The payload is a ' + typeof payload + ', which JSON cannot express.')
  return text
}
