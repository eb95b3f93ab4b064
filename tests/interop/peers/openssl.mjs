// The openssl program: it knows signatures, not tokens, so the framing is written out here.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const name = 'openssl'
export const algorithms = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'EdDSA',
  'Ed25519',
]

const HALF = { ES256: 32, ES384: 48, ES512: 66, ES256K: 32 }

export async function sign(algorithm, key, claims) {
  const input = `${encoded({ alg: algorithm, typ: 'JWT' })}.${encoded(claims)}`
  return `${input}.${withFiles({ input, key: key.privatePem ?? '' }, (files) => signature(algorithm, key, files)).toString('base64url')}`
}

export async function verify(algorithm, key, token) {
  const [header, payload, signed] = token.split('.')
  const input = `${header}.${payload}`
  const bytes = Buffer.from(signed, 'base64url')
  const good = withFiles(
    { input, key: key.publicPem ?? '', signature: HALF[algorithm] ? derOf(bytes) : bytes },
    (files) => {
      if (key.secret) return signature(algorithm, key, files).equals(bytes)
      const options = isEdwards(algorithm)
        ? [
            'pkeyutl',
            '-verify',
            '-pubin',
            '-inkey',
            files.key,
            '-rawin',
            '-in',
            files.input,
            '-sigfile',
            files.signature,
          ]
        : [
            'dgst',
            hash(algorithm),
            '-verify',
            files.key,
            ...padding(algorithm),
            '-signature',
            files.signature,
            files.input,
          ]
      return spawnSync('openssl', options, { stdio: 'ignore' }).status === 0
    },
  )
  if (!good) throw new Error('openssl: the signature does not hold')
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}

function signature(algorithm, key, files) {
  if (key.secret)
    return run([
      'dgst',
      hash(algorithm),
      '-mac',
      'HMAC',
      '-macopt',
      `hexkey:${Buffer.from(key.secret, 'base64url').toString('hex')}`,
      '-binary',
      files.input,
    ])
  if (isEdwards(algorithm)) return run(['pkeyutl', '-sign', '-inkey', files.key, '-rawin', '-in', files.input])
  const bytes = run(['dgst', hash(algorithm), '-sign', files.key, ...padding(algorithm), '-binary', files.input])
  return HALF[algorithm] ? rawOf(bytes, HALF[algorithm]) : bytes
}

const isEdwards = (algorithm) => algorithm.startsWith('Ed')
const hash = (algorithm) => `-sha${algorithm.slice(2, 5)}`
const padding = (algorithm) =>
  algorithm.startsWith('PS') ? ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'] : []
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const run = (options) => execFileSync('openssl', options, { stdio: ['ignore', 'pipe', 'pipe'] })

function withFiles(contents, use) {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-openssl-'))
  try {
    const files = {}
    for (const [file, content] of Object.entries(contents)) writeFileSync((files[file] = join(folder, file)), content)
    return use(files)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** SEQUENCE of two INTEGERs, as OpenSSL writes it, to r and s of fixed length, as JWS wants them. */
function rawOf(der, half) {
  let at = der[1] & 0x80 ? 3 : 2
  const integers = [0, 1].map(() => {
    const length = der[at + 1]
    const bytes = der.subarray(at + 2, at + 2 + length)
    at += 2 + length
    return Buffer.concat([Buffer.alloc(half), bytes]).subarray(-half)
  })
  return Buffer.concat(integers)
}

function derOf(raw) {
  const integer = (bytes) => {
    let start = 0
    while (start < bytes.length - 1 && bytes[start] === 0) start++
    const body = bytes[start] & 0x80 ? Buffer.concat([Buffer.of(0), bytes.subarray(start)]) : bytes.subarray(start)
    return Buffer.concat([Buffer.of(2, body.length), body])
  }
  const body = Buffer.concat([integer(raw.subarray(0, raw.length / 2)), integer(raw.subarray(raw.length / 2))])
  return Buffer.concat([body.length > 127 ? Buffer.of(0x30, 0x81, body.length) : Buffer.of(0x30, body.length), body])
}
