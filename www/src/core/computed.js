// What only the moment, the key or the request knows, computed for each token.

import { secondsFromNow } from '../lib/placeholders.js'

/**
 * @param {string[]} names those that are used
 * @param {Record<string, string>} values what the fields hold
 * @param {{method: string, url: string}} request what the token is for
 * @param {any} key the signing key
 * @returns {Promise<Record<string, unknown>>} with the names in their brackets
 */
export async function computed(names, values, request, key) {
  const address = URL.canParse(request.url) ? new URL(request.url) : null
  const half = names.some((name) => ['jwk', 'fingerprint'].includes(name)) && key?.type === 'private' && key.publicKey()
  /** @type {Record<string, unknown>} */
  const known = {}
  for (const name of names) known[`[[${name}]]`] = await valueOf(name)
  if (half) half.free()
  return known

  /** @param {string} name @returns {any} undefined where it cannot be known */
  function valueOf(name) {
    if (name.startsWith('now')) return Math.floor(Date.now() / 1000) + secondsFromNow(name)
    if (name.startsWith('sha256:')) {
      const text = values[name.slice(7)]
      return text && digest('SHA-256', new TextEncoder().encode(text)).then(base64url)
    }
    if (name.startsWith('x5t')) {
      const [certificate] = pemBlocks(values.certificate)
      return certificate && digest(name === 'x5t' ? 'SHA-1' : 'SHA-256', certificate).then(base64url)
    }
    const makers = /** @type {Record<string, () => any>} */ ({
      id: uuid,
      'id:hex': () => uuid().replace(/-/g, ''),
      method: () => request.method,
      url: () => address && address.origin + address.pathname + address.search,
      htu: () => address && address.origin + address.pathname,
      origin: () => address?.origin,
      host: () => address?.host,
      path: () => address?.pathname,
      query: () => address?.search.slice(1),
      thumbprint: () => key?.thumbprint(),
      jwk: () => half && half.toJwk(),
      fingerprint: () =>
        half && digest('SHA-256', pemBlocks(half.toPem())[0]).then((bytes) => 'SHA256:' + base64(bytes)),
      qsh: () =>
        values.method &&
        digest('SHA-256', new TextEncoder().encode(canonicalRequest(values.method, values.path || '/'))).then(hex),
    })
    return makers[name]?.() || undefined
  }
}

/** The bytes of PEM blocks. @param {string} [text] */
function pemBlocks(text = '') {
  return [...text.matchAll(/-----BEGIN [^-]+-----([^-]+)-----END/g)].map(([, body]) =>
    Uint8Array.from(atob(body.replace(/\\[rn]|\s/g, '')), (letter) => letter.charCodeAt(0)),
  )
}

/** Atlassian's canonical form: METHOD&path&sorted parameters, without `jwt`. @param {string} method @param {string} path */
function canonicalRequest(method, path) {
  const [plain, query = ''] = path.split('?')
  /** @type {Map<string, string[]>} */
  const parameters = new Map()
  for (const [name, value] of new URLSearchParams(query)) {
    if (name !== 'jwt') parameters.set(name, [...(parameters.get(name) || []), value])
  }
  const encode = (/** @type {string} */ text) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => '%' + character.charCodeAt(0).toString(16).toUpperCase(),
    )
  const sorted = [...parameters].sort(([a], [b]) => (encode(a) < encode(b) ? -1 : 1))
  const clean = plain.replace(/(?<!\/)\/+$/, '').replace(/&/g, '%26') || '/'
  return [
    method.toUpperCase(),
    clean.startsWith('/') ? clean : '/' + clean,
    sorted.map(([name, all]) => encode(name) + '=' + all.map(encode).sort().join(',')).join('&'),
  ].join('&')
}

/** Version 4 (RFC 9562); `randomUUID` is not there in pages that came over plain HTTP. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const digest = async (/** @type {string} */ hash, /** @type {BufferSource} */ bytes) =>
  new Uint8Array(await crypto.subtle.digest(hash, bytes))
const hex = (/** @type {Uint8Array} */ bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const base64 = (/** @type {Uint8Array} */ bytes) => btoa(String.fromCharCode(...bytes))
const base64url = (/** @type {Uint8Array} */ bytes) =>
  base64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
