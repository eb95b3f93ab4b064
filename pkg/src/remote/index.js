// @ts-check
// The keys of an issuer by their address: fetched when they are needed, kept for as long as the issuer allows.
import { hasOwn } from '../api/plain.js'
import { RemoteKeysError } from './error.js'
import { readOptions } from './options.js'
import { requestJson, secured } from './request.js'

/**
 * @typedef {{key: any, ids: Set<string>, until: number}} Fetched a set as jwtmint's Key, its `kid`s, and the time in
 *   milliseconds until which it may be used
 */

/** @param {any} jwtmint what `import * as jwtmint from 'jwtmint'` gives */
export function createRemote(jwtmint) {
  /**
   * @param {string | URL} address
   * @param {any} [given]
   */
  function remoteKeys(address, given) {
    const options = readOptions(jwtmint, given)
    const issuer = addressText(address)
    const url = secured(issuer).href
    /** @type {Fetched | null} */
    let fetched = null
    /** @type {Promise<Fetched> | null} */
    let running = null
    /** @type {{at: number, error: unknown} | null} */
    let last = null
    /** Where discovery has found the keys. @type {{address: string, until: number} | null} */
    let found = null

    /** @param {string} token */
    async function keysFor(token) {
      const kid = ownKid(jwtmint.decodeHeader(token))
      const keys = await usable()
      if (kid === undefined || keys.ids.has(kid)) return keys.key
      // A new key, or an invented one: anybody can write a `kid`, so the issuer is asked now and then only.
      const again = mayAsk() ? await asked() : keys
      if (again.ids.has(kid)) return again.key
      throw jwtmint.JwtError({
        code: 'ERR_KEY_NOT_FOUND',
        message:
          'None of the keys that the issuer publishes has the kid of this token. Is it another issuer’s token, or signed with a key that was withdrawn?',
        claim: 'kid',
      })
    }

    /** The keys at hand while they are fresh; while the issuer cannot be reached, for a while longer. */
    async function usable() {
      const now = Date.now()
      if (fetched && now < fetched.until) return fetched
      if (!running && !mayAsk() && last && last.error) return stale(last.error)
      try {
        return await asked()
      } catch (error) {
        return stale(error)
      }
    }

    /** @param {unknown} error @returns {Fetched} */
    function stale(error) {
      if (fetched && Date.now() < fetched.until + options.staleSeconds * 1000) return fetched
      throw error
    }

    function mayAsk() {
      return running !== null || last === null || Date.now() >= last.at + options.pauseSeconds * 1000
    }

    /** One request at a time, whoever needs it. */
    function asked() {
      if (!running) {
        running = fetchKeys().then(
          (keys) => {
            running = null
            last = { at: Date.now(), error: null }
            fetched = keys
            return keys
          },
          (error) => {
            running = null
            last = { at: Date.now(), error }
            throw error
          },
        )
      }
      return running
    }

    async function fetchKeys() {
      const { json, ageSeconds } = await requestJson(await keysAddress(), options)
      return readSet(json, Date.now() + ageSeconds * 1000)
    }

    /** OpenID Connect Discovery 1.0 section 4: the issuer names itself, else it is none. */
    async function keysAddress() {
      if (!options.discovery) return url
      if (found && Date.now() < found.until) return found.address
      const configuration = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
      const { json, ageSeconds } = await requestJson(configuration, options)
      if (!json || !hasOwn(json, 'issuer') || json.issuer !== issuer)
        throw RemoteKeysError(
          'ERR_REMOTE_INVALID',
          'The configuration found by discovery is of another issuer than the one asked for: its "issuer" must be the address given, to the letter.',
        )
      if (!hasOwn(json, 'jwks_uri') || typeof json.jwks_uri !== 'string')
        throw RemoteKeysError('ERR_REMOTE_INVALID', 'The configuration found by discovery has no "jwks_uri".')
      found = { address: secured(json.jwks_uri).href, until: Date.now() + ageSeconds * 1000 }
      return found.address
    }

    return Object.freeze({
      for: keysFor,
      async refresh() {
        await asked()
      },
    })
  }

  /**
   * @param {any} json
   * @param {number} until
   * @returns {Fetched}
   */
  function readSet(json, until) {
    if (!json || !hasOwn(json, 'keys') || !Array.isArray(json.keys))
      throw RemoteKeysError(
        'ERR_REMOTE_INVALID',
        'The answer is no JWK Set: an object with an array "keys" was expected (RFC 7517 section 5).',
      )
    let key
    try {
      key = jwtmint.importKey({ keys: json.keys })
    } catch (thrown) {
      throw RemoteKeysError('ERR_REMOTE_INVALID', `The keys cannot be read: ${messageOf(thrown)}`, thrown)
    }
    if (key.type !== 'public') {
      key.free()
      throw RemoteKeysError(
        'ERR_REMOTE_INVALID',
        'The answer holds private keys or secrets, which everybody who can read it has. Tell the issuer, and do not use them.',
      )
    }
    const ids = new Set(json.keys.map(ownKid).filter(isText))
    return { key, ids, until }
  }

  return { remoteKeys, RemoteKeysError }
}

/** @param {any} address */
function addressText(address) {
  try {
    return String(address)
  } catch (_) {
    return ''
  }
}

/** The key ID of a header or a key, and not what somebody gave to Object.prototype. @param {any} of */
function ownKid(of) {
  return of && hasOwn(of, 'kid') ? of.kid : undefined
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === 'string'
}

/** @param {any} thrown */
function messageOf(thrown) {
  return String((thrown && thrown.message) || thrown)
}
