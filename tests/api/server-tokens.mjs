// Solution 1: the API itself issues tokens at its login endpoint, single-use or for a while.
import { randomBytes, randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { bearerToken, Refusal } from './refusal.mjs'

const ISSUER = 'demo-api'
const LIFETIME_SECONDS = 60

export function serverTokens(users) {
  const secret = randomBytes(32)
  const used = new Set()

  async function issue(user, { singleUse, expiresAt }) {
    const token = new SignJWT({ single_use: singleUse }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    return token
      .setIssuer(ISSUER)
      .setSubject(user)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(secret)
  }

  /** `?misbehave=` makes the endpoint go wrong in the ways a client must notice. */
  async function login({ body, query }) {
    const { user, password } = credentials(body)
    if (users.get(user) !== password || password === undefined) {
      throw new Refusal(401, 'login_refused', 'The user name or the password is wrong.')
    }
    const now = Math.floor(Date.now() / 1000)
    switch (query.get('misbehave')) {
      case 'no-token':
        return { expires_in: LIFETIME_SECONDS }
      case 'not-json':
        return '<html>down for maintenance</html>'
      case 'not-a-jwt':
        return { access_token: 'opaque', expires_in: LIFETIME_SECONDS }
      case 'expired':
        return { access_token: await issue(user, { singleUse: true, expiresAt: now - 60 }) }
      case null:
        break
      default:
        throw new Refusal(400, 'misbehaviour_unknown', `There is no misbehaviour "${query.get('misbehave')}".`)
    }
    const singleUse = query.get('single_use') !== 'false'
    const accessToken = await issue(user, { singleUse, expiresAt: now + LIFETIME_SECONDS })
    return { access_token: accessToken, token_type: 'Bearer', expires_in: LIFETIME_SECONDS }
  }

  async function check({ headers }) {
    let payload
    try {
      ;({ payload } = await jwtVerify(bearerToken(headers), secret, { issuer: ISSUER, algorithms: ['HS256'] }))
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (error instanceof errors.JWTExpired)
        throw new Refusal(401, 'token_expired', 'The token has expired; log in again.')
      throw new Refusal(401, 'token_invalid', `The token was not issued here: ${error.message}.`)
    }
    if (payload.single_use && used.has(payload.jti)) {
      throw new Refusal(401, 'token_used', 'The token is for one request and has been used.')
    }
    used.add(payload.jti)
    return payload
  }

  return { login, check }
}

function credentials(body) {
  let fields
  try {
    fields = JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal(400, 'body_invalid', 'The login was expected as JSON.')
  }
  return { user: fields.user ?? fields.client_id, password: fields.password ?? fields.client_secret }
}
