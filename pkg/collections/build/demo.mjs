// Fresh demo keys for each build: the environments hold the private halves, the demo API's list the public ones.
// They open nothing but the demo API on one's own machine.
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'

export const ADDRESS = 'http://127.0.0.1:3999'

/** The requests of the two demo collections; `open` ones need no token. */
export const REQUESTS = {
  server: [
    { name: 'List the orders', method: 'GET', path: '/orders' },
    { name: 'Ask whether it is up', method: 'GET', path: '/health', open: true },
  ],
  client: [
    { name: 'List the orders', method: 'GET', path: '/partner/orders' },
    { name: 'Send a payment', method: 'POST', path: '/partner/payments', body: '{"to": "Zoë", "amount": 12.5}' },
    { name: 'Ask whether it is up', method: 'GET', path: '/health', open: true },
  ],
}

const PAIRS = {
  RS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
}
const AS_PEM = {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}

export function demo() {
  const password = randomBytes(12).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  const members = [client('HS256', secret, { kty: 'oct', k: Buffer.from(secret).toString('base64url') })]
  for (const [algorithm, [type, options]] of Object.entries(PAIRS)) {
    // As text: Node 20 can wait for ever when a KeyObject that it generated is exported as JWK.
    const { privateKey: pem, publicKey } = generateKeyPairSync(type, { ...options, ...AS_PEM })
    // Postman and its kin keep a variable on one line, so the line breaks are written as \n; jwtmint reads that.
    members.push(
      client(algorithm, pem.trim().replace(/\n/g, '\\n'), createPublicKey(publicKey).export({ format: 'jwk' })),
    )
  }
  return {
    clients: { users: [{ name: 'demo', password }], clients: members.map(({ id, jwks }) => ({ id, jwks })) },
    environments: {
      login: {
        name: 'jwtmint demo: login',
        algorithm: 'login',
        values: { user: 'demo', reuseToken: 'false' },
        secrets: { password },
      },
      clients: members.map(({ id, algorithm, key }) => ({
        name: `jwtmint demo: ${algorithm}`,
        algorithm,
        values: {
          clientId: id,
          algorithm,
          keyId: `${id}-1`,
          ...(algorithm.startsWith('HS') && { keyEncoding: 'utf8' }),
          tokenLifetime: '60s',
          bindToken: 'true',
        },
        secrets: { clientKey: key },
      })),
    },
  }
}

function client(algorithm, key, jwk) {
  const id = `demo-${algorithm.toLowerCase()}`
  return { id, algorithm, key, jwks: { keys: [{ ...jwk, alg: algorithm, kid: `${id}-1` }] } }
}
