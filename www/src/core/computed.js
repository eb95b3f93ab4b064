// Values of placeholders that are computed for each token.

/**
 * @param {string[]} names those that are used
 * @param {Record<string, string>} values what the fields hold
 * @param {any} key the signing key
 * @returns {Promise<Record<string, unknown>>}
 */
export async function computed(names, values, key) {
  /** @type {Record<string, unknown>} */
  const known = { ...values }
  const now = Math.floor(Date.now() / 1000)
  for (const name of names) {
    const offset = /^now([+-]\d+)?$/.exec(name)
    if (offset) known[name] = now + Number(offset[1] || 0)
    const number = /^number:(.+)$/.exec(name)
    if (number && /^\d+$/.test(values[number[1]] || '')) known[name] = Number(values[number[1]])
    if (name === 'uuid') known[name] = uuid()
    if (name === 'public_jwk' && key?.type === 'private') known[name] = publicOf(key, (half) => half.toJwk())
    if (name === 'thumbprint' && key) known[name] = key.thumbprint()
    if (name === 'ath' && values.access_token) known[name] = base64url(await sha256(values.access_token))
    if (name === 'qsh' && values.method)
      known[name] = hex(await sha256(canonicalRequest(values.method, values.path || '/')))
  }
  return known
}

function publicOf(key, use) {
  const half = key.publicKey()
  try {
    return use(half)
  } finally {
    half.free()
  }
}

/** Atlassian's canonical form: METHOD&path&sorted parameters, without `jwt`. @param {string} method @param {string} path */
function canonicalRequest(method, path) {
  const [plain, query = ''] = path.split('?')
  /** @type {Map<string, string[]>} */
  const parameters = new Map()
  for (const [name, value] of new URLSearchParams(query)) {
    if (name !== 'jwt') parameters.set(name, [...(parameters.get(name) || []), value])
  }
  const encode = (text) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => '%' + character.charCodeAt(0).toString(16).toUpperCase(),
    )
  const sorted = [...parameters].sort(([a], [b]) => (encode(a) < encode(b) ? -1 : 1))
  const clean = plain.replace(/\/+$/, '').replace(/&/g, '%26') || '/'
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

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
