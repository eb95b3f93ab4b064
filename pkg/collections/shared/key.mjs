// The key of a tester: a secret, a PEM, a JWK, or the file a vendor gives out, as it was downloaded.
import { base64url, fromBase64 } from './bytes.mjs'
import { objectIn, unwrapped } from './key-text.mjs'
import { mistaken } from './mistaken.mjs'
import { problem, kindOf } from './problem.mjs'

const ENCODINGS = ['utf8', 'base64', 'base64url', 'hex']
/** What a file calls the name of its key, beside the key. */
const KEY_IDS = ['private_key_id', 'publicKeyID', 'keyId', 'key_id', 'kid', 'id', 'name']

/** The field at a dotted path. */
const at = (object, path) =>
  path.split('.').reduce((value, name) => (value && typeof value === 'object' ? value[name] : undefined), object)

/** Answers { input, text, file, keyId, passphrase, edwards }: what the library reads, and what the key came with. */
export function readKey(settings, name) {
  const typed = settings.demanded(name, 'It is the key that signs')
  const encoding = settings.text('keyEncoding')
  if (encoding !== undefined && !ENCODINGS.includes(encoding))
    throw problem(
      'keyEncoding',
      'holds an unknown word',
      `Write ${ENCODINGS.join(', ')}; leave it empty for PEM and JWK.`,
    )
  const text = encoding === 'utf8' || encoding === 'hex' ? typed : unwrapped(typed)
  const plain = { text, passphrase: settings.text('passphrase'), keyId: undefined, file: null }
  const file = objectIn(text)
  if (file) return fromFile(file, plain, name)
  if (/-----BEGIN /.test(typed) && encoding)
    throw problem('keyEncoding', 'is set', `"${name}" holds PEM, which needs none: leave "keyEncoding" empty.`)
  if (/-----BEGIN /.test(text)) return { ...plain, input: text }
  if (encoding) return secret(text, encoding, plain, name)
  const edwards = edwardsPair(text)
  if (edwards) return { ...plain, input: edwards, edwards: true }
  if (settings.has('publicKey')) return { ...plain, input: pointPair(text, settings.text('publicKey'), name) }
  const mistake = mistaken(text)
  if (mistake) throw problem(name, `holds ${mistake.what}`, mistake.next)
  return { ...plain, input: text }
}

/** Programs write base64 in lines, and in either alphabet. */
function secret(text, encoding, plain, name) {
  if (encoding === 'utf8') return { ...plain, input: { secret: text, encoding } }
  const digits = text.replace(/\s/g, '')
  const inAlphabet =
    encoding === 'base64'
      ? digits.replace(/-/g, '+').replace(/_/g, '/')
      : digits.replace(/\+/g, '-').replace(/\//g, '_')
  if (encoding !== 'hex' && !fromBase64(digits))
    throw problem(
      name,
      `holds ${kindOf(text)} that is not ${encoding}`,
      'Correct it, or set "keyEncoding" to what it is.',
    )
  return { ...plain, input: { secret: encoding === 'hex' ? digits : inAlphabet, encoding } }
}

function fromFile(file, plain, name) {
  if (file.kty || file.keys) return { ...plain, input: plain.text, file, keyId: file.kid }
  const found = privateMember(file)
  if (!found) {
    throw problem(
      name,
      'holds a JSON object without a private key',
      'Put the key file there as the vendor gave it (it has private_key or privateKey), or a JWK, or PEM.',
    )
  }
  const { value, beside } = found
  const text = typeof value === 'string' ? unwrapped(value) : JSON.stringify(value)
  const edwards = edwardsPair(text)
  const point = typeof beside.publicKey === 'string' && fromBase64(beside.publicKey)?.length === 65
  const id = KEY_IDS.find((one) => typeof beside[one] === 'string')
  return {
    ...plain,
    input: edwards || (point && fromBase64(text) ? pointPair(text, beside.publicKey, name) : text),
    edwards: Boolean(edwards),
    file,
    keyId: value.kid ?? beside[id],
    passphrase:
      plain.passphrase ?? (typeof beside.passphrase === 'string' ? beside.passphrase || undefined : undefined),
  }
}

/** The member of a vendor's file that is a private key, { value, beside }: by its name, or because it is PEM or a JWK. */
function privateMember(object, depth = 0) {
  const members = Object.entries(object).filter(([, value]) => value)
  const isPrivate = ([name, value]) =>
    typeof value === 'string'
      ? /^private_?key$/i.test(name) || /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-/.test(unwrapped(value))
      : value.kty && (value.d || value.k)
  const own = members.find(isPrivate)
  if (own) return { value: own[1], beside: object }
  if (depth > 3) return null
  for (const [, value] of members) {
    const deeper = typeof value === 'object' ? privateMember(value, depth + 1) : null
    if (deeper) return deeper
  }
  return null
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
export const keyFile = (text) => objectIn(unwrapped(text))
