// Fresh keys for one run, in every form that people have: what goes into the script is plain JSON.
import { randomBytes } from 'node:crypto'
import { freshPair } from '../../lib/fresh-pair.mjs'

/** Answers cases { name, algorithm, key, options, verifyWith, jwk, refused }: `jwk` is for the check outside. */
export function freshKeys() {
  return [...secrets(), ...rsa(), ...curves(), ...edwards()]
}

function secrets() {
  const bytes = randomBytes(64)
  const text = randomBytes(48).toString('base64url')
  const jwk = { kty: 'oct', k: bytes.toString('base64url') }
  const textJwk = { kty: 'oct', k: Buffer.from(text).toString('base64url') }
  const made = ['HS256', 'HS384', 'HS512'].map((algorithm) => entry('secret as text', algorithm, text, text, textJwk))
  for (const encoding of ['hex', 'base64', 'base64url']) {
    const key = { secret: bytes.toString(encoding), encoding }
    made.push(entry(`secret in ${encoding}`, 'HS512', key, key, jwk))
  }
  made.push(entry('secret as bytes', 'HS384', { bytes: [...bytes] }, { bytes: [...bytes] }, jwk))
  made.push(entry('secret as JWK', 'HS256', jwk, jwk, jwk))
  return made
}

function rsa() {
  const { privateKey, publicKey } = freshPair('rsa', { modulusLength: 2048 })
  const forms = { ...pemForms(privateKey, 'pkcs8'), 'PKCS#1': privateKey.export({ type: 'pkcs1', format: 'pem' }) }
  const spki = publicKey.export({ type: 'spki', format: 'pem' })
  const jwk = publicKey.export({ format: 'jwk' })
  const made = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((algorithm) =>
    entry('PKCS#8', algorithm, forms.plain, spki, jwk),
  )
  for (const [name, key] of Object.entries(forms)) made.push(entry(name, 'RS256', key, spki, jwk))
  made.push(entry('DER', 'RS256', { bytes: [...privateKey.export({ type: 'pkcs8', format: 'der' })] }, jwk, jwk))
  made.push(encrypted('RS256', privateKey, spki, jwk))
  return made
}

function curves() {
  return Object.entries({ ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', ES256K: 'secp256k1' }).flatMap(
    ([algorithm, namedCurve]) => {
      const { privateKey, publicKey } = freshPair('ec', { namedCurve })
      const spki = publicKey.export({ type: 'spki', format: 'pem' })
      const jwk = publicKey.export({ format: 'jwk' })
      const forms = {
        'PKCS#8': pem(privateKey),
        SEC1: privateKey.export({ type: 'sec1', format: 'pem' }),
        JWK: privateKey.export({ format: 'jwk' }),
      }
      const made = Object.entries(forms).map(([name, key]) => entry(name, algorithm, key, spki, jwk))
      return algorithm === 'ES256' ? [...made, encrypted(algorithm, privateKey, spki, jwk)] : made
    },
  )
}

function edwards() {
  const { privateKey, publicKey } = freshPair('ed25519')
  const jwk = publicKey.export({ format: 'jwk' })
  const own = privateKey.export({ format: 'jwk' })
  const set = { keys: [{ ...own, kid: 'one' }] }
  const made = Object.entries(pemForms(privateKey, 'pkcs8')).map(([name, key]) =>
    entry(name, 'EdDSA', key, publicKey.export({ type: 'spki', format: 'pem' }), jwk),
  )
  return [
    ...made,
    entry('JWK', 'EdDSA', own, jwk, jwk),
    entry('JWK as text', 'EdDSA', JSON.stringify(own), jwk, jwk),
    entry('JWKS', 'EdDSA', set, jwk, jwk, { keyid: 'one' }),
  ]
}

const pem = (key, type = 'pkcs8') => key.export({ type, format: 'pem' })

/** What environment variables and copying make of a PEM text. */
function pemForms(key, type) {
  const plain = pem(key, type)
  return {
    plain,
    'line breaks as \\n': plain.trim().replace(/\n/g, '\\n'),
    'line breaks lost': plain.trim().replace(/\n/g, ' '),
    CRLF: plain.replace(/\n/g, '\r\n'),
    'in quotes': `"${plain.trim().replace(/\n/g, '\\n')}"`,
  }
}

/** The script files leave decryption out, for their size, and say how to do it before. */
function encrypted(algorithm, privateKey, verifyWith, jwk) {
  const passphrase = randomBytes(9).toString('base64')
  const key = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
  return { ...entry('encrypted PKCS#8', algorithm, key, verifyWith, jwk, { passphrase }), refused: 'ERR_KEY_ENCRYPTED' }
}

function entry(name, algorithm, key, verifyWith, jwk, options = {}) {
  return { name: `${algorithm}, ${name}`, algorithm, key, verifyWith, jwk, options }
}
