// @ts-check
// The public functions, over whatever core an entry has loaded. This file and its neighbours only
// shape: they touch no file, network, process or WebAssembly, so that they run in every host.
import { bytesOfBase64url, payloadBytes, verifyBytesOptions } from './bytes.js'
import { JwtError, failure, fromCore } from './error.js'
import { claimsText, kindOf, optionsText, wellFormed } from './json.js'
import { keysOf } from './key.js'
import { readKey } from './keys.js'
import { randomSource } from './random.js'
import { encode } from './utf8.js'

/**
 * @param {import('./bindings').Bindings} bindings
 * @param {((bytes: Uint8Array) => unknown) | null} [knownRandom] a source the entry knows of
 * @param {import('./bindings').HostCrypto | null} [host] what the host lends the core
 */
export function createApi(bindings, knownRandom, host) {
  const core = guarded(bindings)
  const { Key, keyOf, handleOf, isKey } = keysOf(core)
  const random = randomSource(knownRandom)
  bindings.setRandom(random.fill)
  lend(true)

  /** @param {boolean} wanted */
  function lend(wanted) {
    if (!host || !bindings.lendHostCrypto) return false
    bindings.lendHostCrypto(wanted ? host : null)
    return wanted
  }

  /**
   * Runs `use` with the handle of a key; one made for the call is freed after it.
   *
   * @template T
   * @param {any} input
   * @param {string} options what the core is to know when it reads the key
   * @param {(handle: number) => T} use
   * @returns {T}
   */
  function withKey(input, options, use) {
    if (isKey(input)) return use(handleOf(input))
    const handle = importHandle(input, options)
    try {
      return use(handle)
    } finally {
      core.freeKey(handle)
    }
  }

  /**
   * @param {any} input
   * @param {string} options
   */
  function importHandle(input, options) {
    const { form, bytes, passphrase } = readKey(input)
    const given =
      passphrase === undefined ? options : JSON.stringify(Object.assign({ passphrase }, JSON.parse(options || '{}')))
    return core.importKey(form, bytes, given)
  }

  const api = {
    JwtError,
    Key,
    /** @param {any} claims @param {any} key @param {any} options */
    sign(claims, key, options) {
      const text = claimsText(claims)
      const given = typeof claims === 'string' ? asWritten(optionsText(options)) : optionsText(options)
      // An unsecured token has no key; whether it is allowed is for the core to say.
      if ((key === undefined || key === null) && isUnsecured(given)) return core.sign(text, 0, given)
      return withKey(key, forKey(given, true), (handle) => core.sign(text, handle, given))
    },
    /** @param {any} token @param {any} options */
    decode(token, options) {
      const text = tokenText(token)
      const [header, payload] = core.decode(text, optionsText(options)).split('\0')
      const parts = text.split('.')
      return {
        header: JSON.parse(header),
        payload: JSON.parse(payload),
        signature: parts[2],
        parts: { header: parts[0], payload: parts[1], signature: parts[2] },
        signingInput: parts[0] + '.' + parts[1],
        text: { header, payload },
      }
    },
    /** @param {any} token @param {any} key @param {any} options */
    verify(token, key, options) {
      const text = tokenText(token)
      const given = optionsText(options)
      const [header, payload, algorithm, keyId] = withKey(key, forKey(given, false), (handle) =>
        core.verify(text, handle, given),
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
      const given = optionsText(options)
      if ((key === undefined || key === null) && isUnsecured(given)) return core.signBytes(bytes, 0, given)
      return withKey(key, forKey(given, true), (handle) => core.signBytes(bytes, handle, given))
    },
    /** @param {any} token @param {any} key @param {any} options */
    verifyBytes(token, key, options) {
      const text = tokenText(token)
      const { beside, given } = verifyBytesOptions(options)
      const [header, algorithm, keyId] = withKey(key, forKey(given, false), (handle) =>
        core.verifyBytes(text, beside || new Uint8Array(0), handle, given),
      ).split('\0')
      const read = JSON.parse(header)
      return {
        header: read,
        payload: beside ? new Uint8Array(beside) : carriedPayload(text.split('.')[1], read.b64 !== false),
        algorithm,
        keyId: keyId === 'null' ? null : JSON.parse(keyId),
        text: { header },
      }
    },
    /** @param {any} token @param {any} options */
    decodeHeader(token, options) {
      return JSON.parse(core.decodeHeader(tokenText(token), optionsText(options)))
    },
    /** @param {any} token @param {any} key @param {any} options */
    inspect(token, key, options) {
      const text = typeof token === 'string' ? token : ''
      const given = optionsText(options)
      const run = (/** @type {number} */ handle) => JSON.parse(core.inspect(text, handle, given))
      return key === undefined || key === null ? run(0) : withKey(key, forKey(given, false), run)
    },
    /** @param {any} algorithm @param {any} options */
    generateKey(algorithm, options) {
      if (typeof algorithm !== 'string') {
        throw failure(
          'ERR_ALGORITHM_UNSUPPORTED',
          "generateKey needs the name of an algorithm, such as 'ES256'; found " + kindOf(algorithm) + '.',
        )
      }
      return keyOf(core.generateKey(algorithm, optionsText(options)))
    },
    /** @param {any} input @param {any} options */
    importKey(input, options) {
      const given = optionsText(options)
      if (isKey(input)) {
        handleOf(input)
        if (given)
          throw failure(
            'ERR_OPTION_INVALID',
            'This is a Key already, and the options of importKey are for reading one. Import its toJwk() with them.',
          )
        return input
      }
      return keyOf(importHandle(input, given))
    },
    /** @param {any} source */
    setRandomSource(source) {
      random.choose(source)
      // A source of the caller's own is what new keys are to be made from.
      if (host) host.generates = source === null
    },
    /** @param {any} inUse */
    setHostCrypto(inUse) {
      if (typeof inUse !== 'boolean') {
        throw failure('ERR_OPTION_INVALID', 'setHostCrypto takes true or false; found ' + kindOf(inUse) + '.')
      }
      return lend(inUse)
    },
  }

  // Read on first use: in an interpreter each call to the core costs, and most scripts need neither.
  lazily(api, 'version', () => core.version())
  lazily(api, 'algorithms', () => Object.freeze(JSON.parse(core.algorithms()).map(Object.freeze)))
  return /** @type {any} */ (api)
}

/**
 * The core with every failure turned into a JwtError.
 *
 * @param {any} bindings
 * @returns {import('./bindings').Bindings}
 */
function guarded(bindings) {
  /** @type {any} */
  const core = {}
  const names = [
    'version',
    'algorithms',
    'sign',
    'decode',
    'verify',
    'signBytes',
    'verifyBytes',
    'decodeHeader',
    'inspect',
    'importKey',
    'generateKey',
    'keyInfo',
    'keyToPem',
    'keyToJwk',
    'keyPublic',
    'keyThumbprint',
    'freeKey',
  ]
  for (let i = 0; i < names.length; i++) {
    core[names[i]] = (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c, /** @type {any} */ d) => {
      try {
        return bindings[names[i]](a, b, c, d)
      } catch (thrown) {
        throw fromCore(thrown)
      }
    }
  }
  return core
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

/** @param {any} token */
function tokenText(token) {
  if (typeof token !== 'string') {
    const kind = kindOf(token)
    throw failure(
      'ERR_TOKEN_MALFORMED',
      'The token must be text; found ' + kind + (kind === 'Promise' ? ': await it first.' : '.'),
    )
  }
  return wellFormed(token, 'ERR_TOKEN_MALFORMED', 'The token holds')
}

/**
 * The options of a call that concern the reading of its key, and what the call is to do with it.
 *
 * @param {string} text
 * @param {boolean} forSigning
 */
function forKey(text, forSigning) {
  if (!text) return ''
  const { passphrase, keyEncoding, algorithm, algorithms } = JSON.parse(text)
  const expected = forSigning ? algorithm : algorithms
  return passphrase === undefined && keyEncoding === undefined && expected === undefined
    ? ''
    : JSON.stringify({ passphrase, keyEncoding, expected: isNames(expected) ? expected : undefined, forSigning })
}

/** Of another type, the call itself refuses the option. @param {any} names */
function isNames(names) {
  return (
    typeof names === 'string' ||
    (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string'))
  )
}

/** @param {string} text */
function isUnsecured(text) {
  return text !== '' && JSON.parse(text).algorithm === 'none'
}

/**
 * Claims given as text are signed byte for byte unless an option adds one: no `iat` by default.
 *
 * @param {string} options
 */
function asWritten(options) {
  const given = options ? JSON.parse(options) : {}
  if (given.noTimestamp === undefined && given.issuedAt === undefined) given.noTimestamp = true
  return JSON.stringify(given)
}

/**
 * @param {any} target
 * @param {string} name
 * @param {() => any} read
 */
function lazily(target, name, read) {
  /** @type {any} */
  let value
  Object.defineProperty(target, name, { enumerable: true, get: () => (value === undefined ? (value = read()) : value) })
}
