// Solution 2: the caller signs its own token for one request; it is checked here with jose, an independent library.
import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { bearerToken, Refusal } from './refusal.mjs'

const LONGEST_LIFETIME_SECONDS = 300

export function clientTokens(clients, audience, clock) {
  const seen = new Map()

  async function check(request, { bound = false } = {}) {
    const token = bearerToken(request.headers)
    const { issuer, key, algorithm } = registeredKey(token)
    const payload = await verified(token, key, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['exp', 'iat', 'jti'],
      currentDate: new Date(clock()),
    })
    if (payload.exp - payload.iat > LONGEST_LIFETIME_SECONDS) {
      throw new Refusal(401, 'lifetime_too_long', `A token may live for at most ${LONGEST_LIFETIME_SECONDS} seconds.`)
    }
    checkBinding(payload, request, audience, bound)
    refuseReplay(issuer, payload)
    return issuer
  }

  function registeredKey(token) {
    let header, issuer
    try {
      header = decodeProtectedHeader(token)
      issuer = decodeJwt(token).iss
    } catch (error) {
      throw new Refusal(401, 'token_malformed', `That is not a token: ${error.message}.`)
    }
    const keys = clients.get(issuer)
    if (!keys) throw new Refusal(401, 'issuer_unknown', `No client is registered as ${JSON.stringify(issuer)}.`)
    const entry = keys.find(
      ({ algorithm, keyId }) => algorithm === header.alg && (header.kid === undefined || header.kid === keyId),
    )
    if (!entry)
      throw new Refusal(401, 'algorithm_refused', `The client has no key for ${header.alg} with key id ${header.kid}.`)
    return { issuer, ...entry }
  }

  function refuseReplay(issuer, { jti, exp }) {
    const now = clock() / 1000
    for (const [id, until] of seen) if (until < now) seen.delete(id)
    const id = `${issuer} ${jti}`
    if (seen.has(id)) throw new Refusal(401, 'token_replayed', `The token id ${jti} has been used.`)
    seen.set(id, exp)
  }

  return { check }
}

async function verified(token, key, options) {
  try {
    return (await jwtVerify(token, key, options)).payload
  } catch (error) {
    throw new Refusal(401, reasonOf(error), `jose says: ${error.message}.`)
  }
}

function reasonOf(error) {
  if (error instanceof errors.JWTExpired) return 'token_expired'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature_invalid'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return `${error.claim}_missing`
    if (error.claim === 'aud') return 'audience_mismatch'
  }
  return 'token_invalid'
}

/** `htm` and `htu` as in RFC 9449, `bh` the SHA-256 of the body; checked where present, demanded where `bound`. */
function checkBinding(payload, { method, path, body }, audience, bound) {
  const expected = { htm: method, htu: audience + path, bh: createHash('sha256').update(body).digest('base64url') }
  const reasons = { htm: 'method_mismatch', htu: 'path_mismatch', bh: 'body_mismatch' }
  for (const claim of Object.keys(expected)) {
    if (payload[claim] === undefined) {
      if (bound) throw new Refusal(401, 'binding_missing', `This endpoint wants the claim ${claim}.`)
    } else if (payload[claim] !== expected[claim]) {
      throw new Refusal(
        401,
        reasons[claim],
        `The claim ${claim} is for another request: ${payload[claim]}, not ${expected[claim]}.`,
      )
    }
  }
}
