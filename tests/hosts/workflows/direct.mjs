// Misuses of Solution 2 that no collection can make by itself: tokens signed here, and sent with another request.
import { createRequire } from 'node:module'
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from '../../api/server.mjs'
import { COLLECTIONS, DIST } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'

const BODY = '{"amount":1}'

export const direct = { name: 'client-generated, sent by hand', run }

async function run() {
  const t = tally(direct.name)
  const jwtmint = createRequire(import.meta.url)(join(DIST, 'script.js'))
  const registered = join(COLLECTIONS, 'clients.json')
  const { clients } = JSON.parse(await readFile(registered, 'utf8'))
  const keyOf = (id) => clients.find((client) => client.id === id).jwks.keys[0]
  const secret = { kty: 'oct', k: keyOf('demo-hs256').k }
  const server = await startServer({ clients: registered })

  const bound = {
    htm: 'POST',
    htu: `${server.address}/partner/payments`,
    bh: createHash('sha256').update(BODY).digest('base64url'),
  }
  const options = () => ({ issuer: 'demo-hs256', audience: server.address, jwtid: randomUUID(), expiresIn: 60 })
  const sign = (claims, more = {}, key = secret) => {
    // An option that is there but undefined is refused: what is to be left out is not there.
    const given = Object.entries({ ...options(), ...more }).filter(([, value]) => value !== undefined)
    return jwtmint.sign(claims, key, Object.fromEntries(given))
  }
  const pay = async (token, body = BODY) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${server.address}/partner/payments`, { method: 'POST', headers, body })
    return response.status === 200 ? 'ok' : (await response.json()).error
  }
  const refused = (name, reason, make, body) =>
    t.check(name, async () => equal(await pay(await make(), body), reason, 'the answer'))

  const good = sign(bound)
  try {
    await refused('a good token', 'ok', () => good)
    await refused('the same token again', 'token_replayed', () => good)
    await refused('no token', 'token_missing', () => undefined)
    await refused('no JWT', 'token_malformed', () => 'abc')
    await refused('another body', 'body_mismatch', () => sign(bound), '{"amount":1000}')
    await refused('another method', 'method_mismatch', () => sign({ ...bound, htm: 'GET' }))
    await refused('another path', 'path_mismatch', () => sign({ ...bound, htu: `${server.address}/partner/orders` }))
    await refused('no binding', 'binding_missing', () => sign({}))
    await refused('no token id', 'jti_missing', () => sign(bound, { jwtid: undefined }))
    await refused('no expiry', 'exp_missing', () => sign(bound, { expiresIn: undefined }))
    await refused('unsecured', 'algorithm_refused', () => forged({ alg: 'none' }, sign(bound)))
    await refused("another client's name", 'algorithm_refused', () => sign(bound, { issuer: 'demo-rs256' }))
    await refused('the public key as secret', 'algorithm_refused', () => {
      return forged({ alg: 'HS256' }, sign(bound, { issuer: 'demo-rs256' }), JSON.stringify(keyOf('demo-rs256')))
    })
    await refused('a changed claim', 'signature_invalid', () => {
      const [header, , signature] = sign(bound).split('.')
      const claims = { ...jwtmint.decode(good).payload, jti: randomUUID(), amount: 'more' }
      return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    })
  } finally {
    await server.close()
  }
  return t
}

/** The claims of a token under another header; jwtmint itself refuses to make such tokens. */
function forged(header, token, secret) {
  const signed = [Buffer.from(JSON.stringify(header)).toString('base64url'), token.split('.')[1]].join('.')
  return `${signed}.${secret === undefined ? '' : createHmac('sha256', secret).update(signed).digest('base64url')}`
}
