// Claims sets of a given size, and the keys of every algorithm measured.
import { generateKeyPairSync } from 'node:crypto'

const SECRET = '0123456789abcdef'.repeat(2)

/** The claims sets that every host signs, by the name they have in the tables. */
export const SIZES = { '200 B': 200, '4 kB': 4096 }

/**
 * A claims set whose JSON text has about this many bytes: usual claims first, then permissions.
 *
 * @param {number} size
 */
export function claimsOf(size) {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: 'https://login.example', sub: 'user-4711', aud: 'api', iat: now, exp: now + 3600 }
  const room = size - JSON.stringify(claims).length
  if (room < 40) return claims
  const permissions = []
  for (let left = room - 15; left > 0; left -= 28)
    permissions.push(`orders:read:${String(permissions.length).padStart(12, '0')}`)
  return { ...claims, scopes: permissions }
}

const pair = (type, options) => {
  const { privateKey, publicKey } = generateKeyPairSync(type, options)
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    public: publicKey.export({ type: 'spki', format: 'pem' }),
    privateKey,
    publicKey,
  }
}

const rsa = pair('rsa', { modulusLength: 2048 })

/** PS256 is measured in Node alone: it is RS256's arithmetic, and a salt. */
export const keys = {
  HS256: { private: SECRET, public: SECRET },
  EdDSA: pair('ed25519'),
  ES256: pair('ec', { namedCurve: 'P-256' }),
  RS256: rsa,
  PS256: rsa,
}

/** The keys as texts: what can be handed to another process or host. */
export const keyTexts = Object.fromEntries(
  Object.entries(keys)
    .filter(([name]) => name !== 'PS256')
    .map(([name, key]) => [name, { private: key.private, public: key.public }]),
)
