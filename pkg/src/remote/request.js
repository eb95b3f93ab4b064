// @ts-check
// One document by the host's fetch, within limits: https, time, size, redirects. What a server sends is not trusted.
import { ownBytes } from '../api/own-bytes.js'
import { RemoteKeysError, isRemoteKeysError } from './error.js'

/**
 * @param {string} address
 * @param {import('./options.js').Options} options
 * @returns {Promise<{json: any, ageSeconds: number}>} the document, and how long it may be kept
 */
export async function requestJson(address, options) {
  const request = options.fetch || globalThis.fetch
  if (typeof request !== 'function')
    throw RemoteKeysError('ERR_REMOTE_UNREACHABLE', 'This host has no fetch. Hand one in with the option fetch.')
  const abort = new AbortController()
  /** @type {any} */
  let timer
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => {
      const limit = options.timeoutMilliseconds
      reject(
        RemoteKeysError(
          'ERR_REMOTE_TIMEOUT',
          `${shown(address)} has not answered within ${limit} ms. Try again later, or raise timeoutMilliseconds.`,
        ),
      )
    }, options.timeoutMilliseconds)
  })
  // A fetch that was handed in need not heed the signal, so the clock decides by itself.
  const answer = answered(request, secured(address), options, abort.signal)
  try {
    return await Promise.race([answer, timeout])
  } catch (thrown) {
    if (isRemoteKeysError(thrown)) throw thrown
    throw RemoteKeysError(
      'ERR_REMOTE_UNREACHABLE',
      `What fetch answers for ${shown(address)} is no Response: ${reason(thrown)}.`,
      thrown,
    )
  } finally {
    clearTimeout(timer)
    abort.abort()
    answer.catch(() => undefined)
  }
}

/**
 * @param {typeof fetch} request
 * @param {URL} url
 * @param {import('./options.js').Options} options
 * @param {AbortSignal} signal
 */
async function answered(request, url, options, signal) {
  for (let redirects = 0; ; redirects++) {
    const response = await reached(request, url, options, signal)
    const next = redirected(response, url)
    if (!next) return await document(response, url, options.maxBytes, options)
    if (redirects >= options.maxRedirects)
      throw RemoteKeysError(
        'ERR_REMOTE_REDIRECT',
        `${shown(url)} redirects once more, and ${options.maxRedirects} redirects are allowed. Give the final address.`,
      )
    // Headers may hold a credential for the first server, which is no other's business.
    if (next.origin !== url.origin) options = { ...options, headers: {} }
    url = next
  }
}

/**
 * @param {typeof fetch} request
 * @param {URL} url
 * @param {import('./options.js').Options} options
 * @param {AbortSignal} signal
 */
async function reached(request, url, options, signal) {
  try {
    return await request(
      url.href,
      withoutPrototype({
        method: 'GET',
        body: null,
        headers: withoutPrototype({ accept: 'application/json', ...options.headers }),
        redirect: 'manual',
        signal,
      }),
    )
  } catch (thrown) {
    // Some hosts name the address, with all that is in it.
    const why = reason(thrown).split(url.href).join(shown(url))
    throw RemoteKeysError('ERR_REMOTE_UNREACHABLE', `${shown(url)} cannot be reached: ${why}.`, thrown)
  }
}

/**
 * Without what somebody gave to Object.prototype. Hosts ask such objects of their own, too, so a method and no body are said.
 *
 * @param {any} given
 * @returns {any}
 */
export function withoutPrototype(given) {
  return Object.assign(Object.create(null), given)
}

/**
 * Where the answer sends us; browsers do not tell.
 *
 * @param {Response} response
 * @param {URL} url
 * @returns {URL | undefined}
 */
function redirected(response, url) {
  const location = response.status >= 300 && response.status < 400 && response.headers.get('location')
  if (response.type === 'opaqueredirect')
    throw RemoteKeysError(
      'ERR_REMOTE_REDIRECT',
      `${shown(url)} redirects, and a page is not told where. Give the final address.`,
    )
  return location ? secured(location, url) : undefined
}

/**
 * @param {Response} response
 * @param {URL} url
 * @param {number} limit
 * @param {import('./options.js').Options} options
 */
async function document(response, url, limit, options) {
  if (response.status !== 200)
    throw RemoteKeysError('ERR_REMOTE_STATUS', `${shown(url)} answered ${response.status}; 200 was expected.`)
  const text = await limited(response, url, limit)
  let json
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    throw RemoteKeysError(
      'ERR_REMOTE_INVALID',
      `${shown(url)} answered something other than JSON. Is it the address of the keys themselves?`,
      thrown,
    )
  }
  return { json, ageSeconds: allowedAge(response.headers, options) }
}

/**
 * The body, read piece by piece: no server fills the memory, whatever length it announces.
 *
 * @param {Response} response
 * @param {URL} url
 * @param {number} limit
 */
async function limited(response, url, limit) {
  const tooLarge = () =>
    RemoteKeysError(
      'ERR_REMOTE_TOO_LARGE',
      `${shown(url)} sends more than ${limit} bytes. Key sets are small; see maxBytes.`,
    )
  if (Number(response.headers.get('content-length')) > limit) throw tooLarge()
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      const bytes = ownBytes(value, limit - size)
      if (bytes === undefined) throw new TypeError('its body is no bytes')
      if (typeof bytes === 'number') throw tooLarge()
      // A piece without bytes counts, too: a fetch that was handed in may send them for ever.
      size += bytes.length || 1
      if (size > limit) throw tooLarge()
      text += decoder.decode(bytes, { stream: true })
    }
  } catch (thrown) {
    if (isRemoteKeysError(thrown)) throw thrown
    throw RemoteKeysError('ERR_REMOTE_UNREACHABLE', `The answer of ${shown(url)} broke off: ${reason(thrown)}.`, thrown)
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

/**
 * How long the answer may be kept (RFC 9111 section 5.2.2), within the caller's bounds.
 *
 * @param {Headers} headers
 * @param {import('./options.js').Options} options
 */
function allowedAge(headers, options) {
  const directives = (headers.get('cache-control') || '').toLowerCase().split(',')
  let age = options.defaultAgeSeconds
  for (const directive of directives) {
    const [name, value] = directive.trim().split('=')
    if (name === 'no-store' || name === 'no-cache') {
      age = 0
      break
    }
    if (name === 'max-age' && /^\d{1,10}$/.test(value)) age = Number(value) - (Number(headers.get('age')) || 0)
  }
  return Math.max(options.minAgeSeconds, Math.min(options.maxAgeSeconds, age))
}

/**
 * An address that nobody on the way can answer for the server: https, or this machine.
 *
 * @param {string} address
 * @param {URL} [base]
 */
export function secured(address, base) {
  let url
  try {
    url = new URL(address, base)
  } catch (_) {
    // Neither it nor the host's error, which repeats it, is shown: a key may have been passed in its place.
    throw RemoteKeysError(
      'ERR_REMOTE_ADDRESS',
      'This is no address. Expected that of a JWK Set or of an issuer, such as https://login.example/keys.',
    )
  }
  if (url.username || url.password)
    throw RemoteKeysError(
      'ERR_REMOTE_ADDRESS',
      'The address has a user name or a password in it, which fetch refuses. Take them out, and send them as a header, by the option headers.',
    )
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return url
  // `something: else` is an address, too, and may be a secret in its place.
  const found = url.protocol === 'http:' ? `; the address is ${shown(url)}` : ''
  throw RemoteKeysError('ERR_REMOTE_ADDRESS', `Keys are fetched by https only, or from this machine${found}.`)
}

/** Without what may be secret in it. @param {string | URL} address */
function shown(address) {
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`
}

/** @param {any} thrown */
function reason(thrown) {
  try {
    const inner = thrown && thrown.cause
    return String((inner && (inner.code || inner.message)) || (thrown && thrown.message) || thrown)
  } catch (_) {
    return 'it threw something that cannot be printed'
  }
}
