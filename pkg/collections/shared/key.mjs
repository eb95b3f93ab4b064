// The key of a tester: a secret, a PEM, a JWK, or the file a vendor gives out, as it was downloaded.
import { base64url, fromBase64 } from './bytes.mjs'
import { problem, kindOf } from './problem.mjs'

const ENCODINGS = ['utf8', 'base64', 'base64url', 'hex']
/** Where vendors' files keep the private key, its passphrase and its id. */
const IN_FILES = [
  { key: 'private_key', id: 'private_key_id' },
  {
    key: 'boxAppSettings.appAuth.privateKey',
    id: 'boxAppSettings.appAuth.publicKeyID',
    passphrase: 'boxAppSettings.appAuth.passphrase',
  },
  { key: 'privateKey', id: 'name' },
  { key: 'privateKey', id: 'id' },
]
/** What is put into a key variable by mistake: never a key, or never known to be one. */
const MISTAKEN = [
  [
    /^\s*(SHA256:|MD5:|SHA1:)/i,
    'a fingerprint of a key',
    'That names a key and cannot sign: put the private key there, and the fingerprint into the claims or "keyId".',
  ],
  [
    /^\s*[0-9a-f]{2}(:[0-9a-f]{2}){15,}\s*$/i,
    'a fingerprint of a key',
    'That names a key and cannot sign: put the private key there.',
  ],
  [
    /^\s*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i,
    'an identifier (a UUID)',
    'Put the secret or private key there; if this really is the secret, set "keyEncoding" to utf8.',
  ],
  [
    /^\s*[0-9a-f]{40}\s*$/i,
    '40 hexadecimal digits, as client secrets and SHA-1 fingerprints have',
    'Put the private key there; if this really is the secret, set "keyEncoding" to utf8 or hex.',
  ],
  [
    /^\s*ey[\w-]+\.[\w-]+\.[\w-]*\s*$/,
    'a token',
    'A token cannot sign another one: put the secret or private key there.',
  ],
]

/** The field at a dotted path. */
const at = (object, path) =>
  path.split('.').reduce((value, name) => (value && typeof value === 'object' ? value[name] : undefined), object)

/** Answers { input, text, file, keyId, passphrase, edwards }: what the library reads, and what the key came with. */
export function readKey(settings, name, warn) {
  const text = settings.demanded(name, 'It is the key that signs')
  const encoding = settings.text('keyEncoding')
  if (encoding !== undefined && !ENCODINGS.includes(encoding))
    throw problem(
      'keyEncoding',
      'holds an unknown word',
      `Write ${ENCODINGS.join(', ')}; leave it empty for PEM and JWK.`,
    )
  const plain = { text, passphrase: settings.text('passphrase'), keyId: undefined, file: null }
  const file = keyFile(text)
  if (file) return fromFile(file, plain, name)
  if (/-----BEGIN /.test(text)) {
    if (encoding)
      throw problem('keyEncoding', 'is set', `"${name}" holds PEM, which needs none: leave "keyEncoding" empty.`)
    return { ...plain, input: text }
  }
  if (encoding) return secret(text, encoding, plain, name)
  const edwards = edwardsPair(text)
  if (edwards) return { ...plain, input: edwards, edwards: true }
  if (settings.has('publicKey')) return { ...plain, input: pointPair(text, settings.text('publicKey'), name) }
  for (const [pattern, what, next] of MISTAKEN) if (pattern.test(text)) throw problem(name, `holds ${what}`, next)
  if (/^\s|\s$/.test(text)) {
    warn(
      `The variable "${name}" begins or ends with a space or line break, which is signed with as part of the secret.`,
    )
  }
  return { ...plain, input: text }
}

function secret(text, encoding, plain, name) {
  if (encoding === 'base64' || encoding === 'base64url') {
    const bytes = fromBase64(text)
    const inside = bytes && Array.from(bytes.subarray(0, 11), (byte) => String.fromCharCode(byte)).join('')
    if (inside === '-----BEGIN ')
      return { ...plain, input: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') }
    if (!bytes)
      throw problem(
        name,
        `holds ${kindOf(text)} that is not ${encoding}`,
        'Correct it, or set "keyEncoding" to what it is.',
      )
  }
  return { ...plain, input: { secret: text, encoding } }
}

function fromFile(file, plain, name) {
  if (file.kty || file.keys) return { ...plain, input: plain.text, file, keyId: file.kid }
  const known =
    IN_FILES.find(({ key, id }) => typeof at(file, key) === 'string' && at(file, id) !== undefined) ||
    IN_FILES.find(({ key }) => typeof at(file, key) === 'string')
  if (!known) {
    throw problem(
      name,
      'holds a JSON object without a private key',
      'Put the key file there as the vendor gave it (it has private_key or privateKey), or a JWK, or PEM.',
    )
  }
  const inside = at(file, known.key)
  const edwards = edwardsPair(inside)
  return {
    ...plain,
    input: edwards || inside,
    edwards: Boolean(edwards),
    file,
    keyId: at(file, known.id),
    passphrase: plain.passphrase || (known.passphrase ? at(file, known.passphrase) : undefined),
  }
}

/** 64 bytes in base64: perhaps an Ed25519 seed and its public key; the library finds out whether they fit each other. */
function edwardsPair(text) {
  const trimmed = text.trim()
  const bytes = /^[A-Za-z0-9+/_-]{86}={0,2}$/.test(trimmed) ? fromBase64(trimmed) : null
  if (bytes?.length !== 64) return null
  return { kty: 'OKP', crv: 'Ed25519', d: base64url(bytes.subarray(0, 32)), x: base64url(bytes.subarray(32)) }
}

/** A P-256 key as web push tools write it: the private number and the uncompressed public point, both in base64url. */
function pointPair(text, publicKey, name) {
  const [d, point] = [fromBase64(text), fromBase64(publicKey)]
  if (d?.length !== 32)
    throw problem(
      name,
      `holds ${kindOf(text)} that is no private number of P-256`,
      'With "publicKey" set, put the private key there as 43 characters of base64url.',
    )
  if (point?.length !== 65 || point[0] !== 4)
    throw problem(
      'publicKey',
      'holds no public point of P-256',
      'Put the public key there as 87 characters of base64url, or leave it empty.',
    )
  return {
    kty: 'EC',
    crv: 'P-256',
    d: base64url(d),
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
  }
}

/** Fields of a key file that must not reach a token; `tokenBody` may send a client's secret to the token endpoint. */
const PRIVATE = /(private|passphrase|password)/i
const SECRET = /(private|secret|pass)/i

export function fieldOf(file, variable, path) {
  if ((variable === 'tokenBody' ? PRIVATE : SECRET).test(path.replace(/^.*\./, ''))) {
    throw problem(
      variable,
      `asks for the field "${path}" of the key file`,
      'That field is secret; leave it out, since anybody can read a token.',
    )
  }
  const value = file ? at(file, path) : undefined
  if (value !== undefined) return value
  throw problem(
    variable,
    `has the placeholder [[key:${path}]], but the key has no such field`,
    'Put the whole key file, as it was downloaded, into "clientKey".',
  )
}

/** The object a key file holds, or null. */
export function keyFile(text) {
  if (!/^\s*\{/.test(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
