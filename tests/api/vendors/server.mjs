// All vendors on one local server, each below its own path: /<id>/token where it has a token endpoint, /<id>/api.
// A token is checked with jose, and refused for all that the vendor's documentation does not allow.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { calculateJwkThumbprint, compactVerify, EmbeddedJWK, flattenedVerify, jwtVerify } from 'jose'
import { Refusal } from '../refusal.mjs'
import { exchanged as exchangedRules } from './exchanged.mjs'
import { presented } from './presented.mjs'

/**
 * `onAnswer` hears { id, path, status, reason }. Answers { vendors, address, close, unref }; a vendor is a rule with its id.
 * After `unref` the server ends with the process.
 */
export async function startVendors(onAnswer = () => {}) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}`
  const vendors = new Map(
    Object.entries({ ...presented, ...exchangedRules }).map(([id, rule]) => [
      id,
      { id, url: `${address}/${id}`, issued: new Map(), seen: new Set(), ...rule(`${address}/${id}`) },
    ]),
  )
  server.on('request', async (request, response) => {
    const [, id, path] = request.url.split('?')[0].split('/')
    const answer = await handled(vendors.get(id), path, request)
    onAnswer({ id, path, status: answer.status, reason: answer.body.error })
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body))
  })
  return {
    address,
    vendors: [...vendors.values()],
    unref: () => server.unref(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

async function handled(vendor, path, request) {
  try {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const facts = { ...request, method: request.method, headers: request.headers, body: Buffer.concat(chunks) }
    if (!vendor) throw new Refusal(404, 'unknown_vendor', 'There is no such vendor.')
    const body = path === 'token' && vendor.exchange ? await exchanged(vendor, facts) : await called(vendor, facts)
    return { status: 200, body }
  } catch (error) {
    return {
      status: error.status ?? 401,
      body: { error: error.reason ?? 'invalid_token', error_description: error.message },
      headers: error.nonce ? { 'dpop-nonce': error.nonce } : {},
    }
  }
}

async function exchanged(vendor, { method, headers, body }) {
  const { assertion, fields, dpop, asBearer, takesJson, answer = () => ({}) } = vendor.exchange
  if (asBearer) return installation(vendor, { method, headers })
  const [type] = String(headers['content-type']).split(';')
  const takes = takesJson ? 'application/json' : 'application/x-www-form-urlencoded'
  if (method !== 'POST' || type !== takes)
    throw new Refusal(400, 'invalid_request', `The token endpoint takes ${takes}.`)
  const text = body.toString('utf8')
  const { [assertion]: token, ...rest } = takesJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
  same(sorted(rest), sorted(fields), 'the fields of the form')
  const thumbprint = dpop ? await proven(vendor, headers.dpop, { method, url: `${vendor.url}/token` }) : undefined
  await checkToken(vendor, token)
  const accessToken = `at-${vendor.id}-${randomUUID()}`
  vendor.issued.set(accessToken, thumbprint)
  return { access_token: accessToken, token_type: dpop ? 'DPoP' : 'Bearer', expires_in: 3600, ...answer(accessToken) }
}

/** GitHub takes the token as Bearer, and answers the other one in `token`, with the date of its end. */
async function installation(vendor, { method, headers }) {
  if (method !== 'POST') throw new Refusal(404, 'not_found', 'The token endpoint takes POST.')
  await checkToken(vendor, String(headers.authorization).replace(/^Bearer /, ''))
  const token = `ghs_${randomUUID()}`
  vendor.issued.set(token, undefined)
  return { token, expires_at: new Date(Date.now() + 3_600_000).toISOString() }
}

async function called(vendor, { method, headers, body }) {
  const { header = 'authorization', prefix = 'Bearer ', suffix = '' } = vendor.request ?? {}
  const value = headers[header]
  if (!value?.startsWith(prefix) || !value.endsWith(suffix))
    throw new Refusal(401, 'token_missing', `${header} is not "${prefix}…".`)
  const token = value.slice(prefix.length, value.length - suffix.length)
  if (!vendor.exchange) return { claims: await checkToken(vendor, token, body) }
  if (!vendor.issued.has(token)) throw new Refusal(401, 'invalid_token', 'That access token was not issued here.')
  if (vendor.exchange.dpop) {
    const ath = createHash('sha256').update(token).digest('base64url')
    same(
      await proven(vendor, headers.dpop, { method, url: `${vendor.url}/api`, ath }),
      vendor.issued.get(token),
      'the key of the proof',
    )
  }
  return { ok: true }
}

/** RFC 9449 section 4.3; answers the thumbprint of the proof's key. */
async function proven(vendor, proof, { method, url, ath }) {
  if (!proof) throw new Refusal(400, 'invalid_dpop_proof', 'There is no proof.')
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256', 'RS256'],
  })
  if (protectedHeader.jwk.d !== undefined)
    throw new Refusal(400, 'invalid_dpop_proof', 'The proof shows a private key.')
  if (payload.nonce !== vendor.nonce || !vendor.nonce) {
    vendor.nonce ??= randomUUID()
    throw Object.assign(new Refusal(ath ? 401 : 400, 'use_dpop_nonce', 'A nonce is asked for.'), {
      nonce: vendor.nonce,
    })
  }
  same([payload.htm, payload.htu, payload.ath], [method, url, ath], 'what the proof is for')
  checkValue('iat', payload.iat, { past: 60 })
  unseen(vendor, payload.jti)
  return calculateJwkThumbprint(protectedHeader.jwk)
}

/** Throws for a token that the vendor would refuse. */
export async function checkToken(vendor, token, body) {
  const { key, alg, header, claims, detached } = { key: vendor.material.key, ...vendor }
  if (detached) {
    const [first, , signature] = token.split('.')
    const crit = Object.fromEntries(header.crit.map((name) => [name, true]))
    const jws = { protected: first, payload: Buffer.from(body).toString('base64url'), signature }
    const { protectedHeader } = await flattenedVerify(jws, key, { algorithms: [alg], crit })
    checkMembers({ ...protectedHeader, alg: undefined }, header, 'header')
    return null
  }
  const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: [alg] })
  const found = JSON.parse(Buffer.from(payload).toString('utf8'))
  checkMembers({ ...protectedHeader, alg: undefined }, header, 'header')
  checkMembers(found, claims, 'claims')
  if (found.jti !== undefined && vendor.seen) unseen(vendor, found.jti)
  return found
}

function checkMembers(found, expected, where) {
  const names = Object.keys(found).filter((name) => found[name] !== undefined)
  const asked = Object.keys(expected).filter((name) => names.includes(name) || !expected[name]?.optional)
  same(names.sort(), asked.sort(), `the members of the ${where}`)
  for (const name of names) checkValue(name, found[name], expected[name]?.optional ?? expected[name])
}

function checkValue(name, value, rule) {
  const now = Date.now() / 1000
  const wrong = (what) => new Refusal(401, 'invalid_token', `${name} ${what}.`)
  if (rule?.exp !== undefined) {
    if (!Number.isInteger(value) || value <= now || value > now + rule.exp + 1)
      throw wrong(`is not within ${rule.exp} seconds from now`)
  } else if (rule?.past !== undefined) {
    if (!Number.isInteger(value) || value > now + 1 || value < now - rule.past - 5)
      throw wrong(`is not within the last ${rule.past} seconds`)
  } else if (rule?.like) {
    if (typeof value !== 'string' || !rule.like.test(value)) throw wrong('has not the right form')
  } else same(value, rule, name)
}

function unseen(vendor, jti) {
  if (vendor.seen.has(jti)) throw new Refusal(401, 'token_replayed', 'That jti was used before.')
  vendor.seen.add(jti)
}

const sorted = (object) => Object.entries(object).sort()

function same(actual, expected, what) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Refusal(400, 'invalid_request', `${what}: ${a} instead of ${b}.`)
}
