// The key of a tester: a secret, a PEM, a JWK, or the file a vendor gives out, as it was downloaded.
import { fromBase64 } from './bytes.mjs'
import { at, edwardsPair, keyInFile, pointPair } from './key-file.mjs'
import { objectIn, unwrapped } from './key-text.mjs'
import { mistaken } from './mistaken.mjs'
import { problem, kindOf } from './problem.mjs'

const ENCODINGS = ['utf8', 'base64', 'base64url', 'hex']

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
  if (settings.has('publicKey'))
    return { ...plain, input: pointPair(text, settings.text('publicKey'), notPoint(name, text)) }
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
  const found = keyInFile(file)
  if (!found) {
    throw problem(
      name,
      'holds a JSON object without a private key',
      'Put the key file there as the vendor gave it (it has private_key or privateKey), or a JWK, or PEM.',
    )
  }
  const { text, edwards, publicKey, keyId, passphrase } = found
  return {
    ...plain,
    input: edwards || (publicKey ? pointPair(text, publicKey, notPoint(name, text)) : text),
    edwards: Boolean(edwards),
    file,
    keyId,
    passphrase: plain.passphrase ?? passphrase,
  }
}

const notPoint = (name, text) => (half) => {
  if (half === 'private')
    throw problem(
      name,
      `holds ${kindOf(text)} that is no private number of P-256`,
      'With "publicKey" set, put the private key there as 43 characters of base64url.',
    )
  throw problem(
    'publicKey',
    'holds no public point of P-256',
    'Put the public key there as 87 characters of base64url, or leave it empty.',
  )
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
