// @ts-check
// The public functions, over whatever core an entry has loaded. This file and its neighbours only
// shape: they touch no file, network, process or WebAssembly, so that they run in every host.
import { bytesOfBase64url, payloadBytes, readVerifyBytesOptions } from './bytes.js'
import { claimsText } from './claims.js'
import { JwtError, failure, sealed } from './error.js'
import { guarded } from './guard.js'
import { readOptions, textForWrittenClaims, wellFormed } from './json.js'
import { keysOf } from './key.js'
import { FORM, readKey } from './keys.js'
import { wipe } from './own-bytes.js'
import { bare, found, hasOwn, objectText, withMember } from './plain.js'
import { randomSource } from './random.js'
import { encode } from './utf8.js'

/** `maxTokenBytes` where it is not given; the core has the same. */
const MOST_TOKEN_BYTES = 1 << 20

/**
 * @param {import('./bindings').Bindings} bindings
 * @param {((bytes: Uint8Array) => unknown) | null} [knownRandom] a source the entry knows of
 * @param {import('./bindings').HostCrypto | null} [host] what the host lends the core
 * @param {import('./bindings').AsyncKeys} [hostKey] keys that the host makes for generateKeyAsync
 */
export function createApi(bindings, knownRandom, host, hostKey) {
  const core = guarded(bindings)
  const { Key, keyOf, handleOf, isKey } = keysOf(core)
  const random = randomSource(knownRandom)
  bindings.setRandom((bytes) => {
    random.fill(bytes)
    // A source may have called the library, and what that left must not have the number of the key to be made.
    core.settle()
  })
  let hostInUse = true
  // A source of the caller's own is what new keys are to be made from.
  let hostMakesKeys = true
  lend(true)

  /** @param {boolean} wanted */
  function lend(wanted) {
    hostInUse = wanted
    if (!host || !bindings.lendHostCrypto) return false
    bindings.lendHostCrypto(wanted ? host : null)
    return wanted
  }

  /**
   * Runs `use` with the handle of a key; one made for the call is freed after it.
   *
   * @template T
   * @param {any} input
   * @param {import('./json.js').Options} options of the call
   * @param {boolean} forSigning
   * @param {(handle: number) => T} use
   * @returns {T}
   */
  function withKey(input, options, forSigning, use) {
    if (isKey(input)) return use(handleOf(input))
    try {
      return use(importHandle(input, forKey(options.members, forSigning)))
    } finally {
      core.settle()
    }
  }

  /**
   * @param {any} input
   * @param {import('./plain.js').Members} options
   */
  function importHandle(input, options) {
    const { form, bytes, passphrase } = readKey(input)
    const given =
      passphrase === undefined || options.passphrase !== undefined
        ? options
        : withMember(options, 'passphrase', JSON.stringify(passphrase))
    try {
      return core.importKey(form, bytes, isEmpty(given) ? '' : objectText(given))
    } finally {
      wipe(bytes)
    }
  }

  /** @param {any} algorithm @param {import('./json.js').Options} options */
  function generated(algorithm, options) {
    if (typeof algorithm !== 'string') {
      throw failure(
        'ERR_ALGORITHM_UNSUPPORTED',
        "generateKey needs the name of an algorithm, such as 'ES256'" + found(algorithm),
      )
    }
    return keyOf(core.generateKey(algorithm, options.text))
  }

  /** @type {any} */
  const api = {
    JwtError,
    Key,
    /** @param {any} claims @param {any} key @param {any} options */
    sign(claims, key, options) {
      const text = claimsText(claims)
      const given = readOptions(options)
      const asked = typeof claims === 'string' ? textForWrittenClaims(given) : given.text
      // An unsecured token has no key; whether it is allowed is for the core to say.
      if ((key === undefined || key === null) && isUnsecured(given)) return core.sign(text, 0, asked)
      return withKey(key, given, true, (handle) => core.sign(text, handle, asked))
    },
    /** @param {any} token @param {any} options */
    decode(token, options) {
      const whole = tokenText(token)
      const given = readOptions(options)
      const text = withinLimit(whole, given)
      const [header, payload, problems] = core.decode(text, given.text).split('\0')
      const parts = text.split('.')
      return {
        header: JSON.parse(header),
        payload: JSON.parse(payload),
        signature: parts[2],
        parts: { header: parts[0], payload: parts[1], signature: parts[2] },
        signingInput: parts[0] + '.' + parts[1],
        problems: JSON.parse(problems),
        text: { header, payload },
      }
    },
    /** @param {any} token @param {any} key @param {any} options */
    verify(token, key, options) {
      const whole = tokenText(token)
      const given = readOptions(options)
      const text = withinLimit(whole, given)
      const [header, payload, algorithm, keyId] = withKey(key, given, false, (handle) =>
        core.verify(text, handle, given.text),
      ).split('\0')
      return {
        header: JSON.parse(header),
        payload: JSON.parse(payload),
        algorithm,
        keyId: keyId === 'null' ? null : JSON.parse(keyId),
        text: { header, payload },
      }
    },
    /** @param {any} payload @param {any} key @param {any} options */
    signBytes(payload, key, options) {
      const bytes = payloadBytes(payload)
      const given = readOptions(options)
      if ((key === undefined || key === null) && isUnsecured(given)) return core.signBytes(bytes, 0, given.text)
      return withKey(key, given, true, (handle) => core.signBytes(bytes, handle, given.text))
    },
    /** @param {any} token @param {any} key @param {any} options */
    verifyBytes(token, key, options) {
      const whole = tokenText(token)
      const { beside, given } = readVerifyBytesOptions(options)
      const text = withinLimit(whole, given)
      const [header, algorithm, keyId] = withKey(key, given, false, (handle) =>
        core.verifyBytes(text, beside || new Uint8Array(0), handle, given.text),
      ).split('\0')
      const read = JSON.parse(header)
      return {
        header: read,
        payload: beside || carriedPayload(text.split('.')[1], !hasOwn(read, 'b64') || read.b64),
        algorithm,
        keyId: keyId === 'null' ? null : JSON.parse(keyId),
        text: { header },
      }
    },
    /** @param {any} token @param {any} options */
    decodeHeader(token, options) {
      const whole = tokenText(token)
      const given = readOptions(options)
      return JSON.parse(core.decodeHeader(withinLimit(whole, given), given.text))
    },
    /** @param {any} token @param {any} key @param {any} options */
    inspect(token, key, options) {
      const given = readOptions(options)
      const text = typeof token === 'string' ? withinLimit(token, given) : ''
      const run = (/** @type {number} */ handle) => JSON.parse(core.inspect(text, handle, given.text))
      return key === undefined || key === null ? run(0) : withKey(key, given, false, run)
    },
    /** @param {any} algorithm @param {any} options */
    generateKey: (algorithm, options) => generated(algorithm, readOptions(options)),
    /** @param {any} algorithm @param {any} options */
    generateKeyAsync(algorithm, options) {
      // What is thrown in here is what the promise is rejected with.
      return new Promise(
        sealed((resolve) => {
          const given = readOptions(options)
          const read = (/** @type {Uint8Array} */ der, /** @type {string} */ text) =>
            keyOf(core.importKey(FORM.BYTES, der, text))
          const made = hostKey && hostInUse && hostMakesKeys && hostKey(algorithm, given.members, read)
          resolve(made ? made.then((key) => key || generated(algorithm, given)) : generated(algorithm, given))
        }, core),
      )
    },
    /** @param {any} input @param {any} options */
    importKey(input, options) {
      const given = readOptions(options)
      if (isKey(input)) {
        handleOf(input)
        if (given.text)
          throw failure(
            'ERR_OPTION_INVALID',
            'This is a Key already, and the options of importKey are for reading one. Import its toJwk() with them.',
          )
        return input
      }
      return keyOf(importHandle(input, given.members))
    },
    /** @param {any} source */
    setRandomSource(source) {
      random.choose(source)
      hostMakesKeys = source === null
      if (host) host.generates = hostMakesKeys
    },
    /** @param {any} inUse */
    setHostCrypto(inUse) {
      if (typeof inUse !== 'boolean') {
        throw failure('ERR_OPTION_INVALID', 'setHostCrypto takes true or false' + found(inUse))
      }
      return lend(inUse)
    },
  }

  for (const name of Object.keys(api)) if (name !== 'JwtError' && name !== 'Key') api[name] = sealed(api[name], core)

  // Read on first use: in an interpreter each call to the core costs, and most scripts need neither.
  lazily(api, 'version', () => core.version(), core)
  lazily(api, 'algorithms', () => Object.freeze(JSON.parse(core.algorithms()).map(Object.freeze)), core)
  return api
}

/**
 * The payload that stands in a token.
 *
 * @param {string} part
 * @param {boolean} encoded
 */
function carriedPayload(part, encoded) {
  return encoded ? bytesOfBase64url(part) : encode(part)
}

/** @param {import('./json.js').Options} options */
function isUnsecured(options) {
  return options.members.algorithm === '"none"'
}

/** @param {any} token */
function tokenText(token) {
  if (typeof token !== 'string') {
    throw failure('ERR_TOKEN_MALFORMED', 'The token must be text' + found(token))
  }
  return wellFormed(token, 'ERR_TOKEN_MALFORMED', 'The token holds')
}

/**
 * The options of a call that concern the reading of its key, and what the call is to do with it.
 *
 * @param {import('./plain.js').Members} options
 * @param {boolean} forSigning
 */
function forKey(options, forSigning) {
  const known = bare()
  if (isEmpty(options)) return known
  if (options.passphrase !== undefined) known.passphrase = options.passphrase
  if (options.keyEncoding !== undefined) known.keyEncoding = options.keyEncoding
  const expected = forSigning ? options.algorithm : options.algorithms
  if (expected !== undefined && isNames(JSON.parse(expected))) known['#expected'] = expected
  known['#forSigning'] = String(forSigning)
  return known
}

/** @param {import('./plain.js').Members} members */
function isEmpty(members) {
  for (const _ in members) return false
  return true
}

/** Of another type, the call itself refuses the option. @param {any} names */
function isNames(names) {
  return (
    typeof names === 'string' ||
    (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string'))
  )
}

/**
 * As much of a token as the core needs to refuse it for its length: memory that took all of it would not shrink again.
 *
 * @param {string} token
 * @param {import('./json.js').Options} options
 */
function withinLimit(token, options) {
  const most = Number(options.members.maxTokenBytes) || MOST_TOKEN_BYTES
  return token.length > most ? token.slice(0, most + 1) : token
}

/**
 * @param {any} target
 * @param {string} name
 * @param {() => any} read
 * @param {import('./guard').Core} core
 */
function lazily(target, name, read, core) {
  /** @type {any} */
  let value
  Object.defineProperty(target, name, {
    enumerable: true,
    get: sealed(() => (value === undefined ? (value = read()) : value), core),
  })
}
