// Solution 1: the API itself issues tokens at its login endpoint, single-use or for a while.
import { randomBytes, randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { bearerToken, Refusal } from './refusal.mjs'

const ISSUER = 'demo-api'
const LIFETIME_SECONDS = 60

export function serverTokens(users) {
  const secret = randomBytes(32)
  const used = new Set()
  const opaqueTokens = new Map()

  async function issue(user, { singleUse, expiresAt }) {
    const token = new SignJWT({ single_use: singleUse }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    token.setIssuer(ISSUER).setSubject(user).setJti(randomUUID()).setIssuedAt()
    if (expiresAt !== undefined) token.setExpirationTime(expiresAt)
    return token.sign(secret)
  }

  /**
   * `?misbehave=` makes the endpoint go wrong in the ways a client must notice, `?answer=` right in the ways that APIs
   * differ: where the token stands, the status, whether it can be read, what says how long it lives.
   */
  async function login(request) {
    const { query } = request
    const { user, password } = credentials(request)
    if (users.get(user) !== password || password === undefined) {
      throw new Refusal(401, 'login_refused', 'The user name or the password is wrong.')
    }
    const now = Math.floor(Date.now() / 1000)
    const misbehaviour = misbehaviours(user, now)[query.get('misbehave')]
    if (misbehaviour) return misbehaviour()
    const lives = Number(query.get('lives') ?? LIFETIME_SECONDS)
    const expiresAt = query.get('answer') === 'no-exp' ? undefined : now + lives
    const token = await issue(user, { singleUse: query.get('single_use') !== 'false', expiresAt })
    return answered(query.get('answer') ?? 'plain', token, lives)
  }

  function misbehaviours(user, now) {
    return {
      'no-token': () => ({ expires_in: LIFETIME_SECONDS }),
      'not-json': () => '<html>down for maintenance</html>',
      expired: async () => ({ access_token: await issue(user, { singleUse: true, expiresAt: now - 60 }) }),
      'echo-refused': () => {
        throw new Refusal(403, 'login_refused', `No entry for ${user} with the password ${users.get(user)}.`)
      },
    }
  }

  function answered(shape, token, lives) {
    const opaque = randomUUID()
    const shapes = {
      plain: () => ({ access_token: token, token_type: 'Bearer', expires_in: lives }),
      token: () => ({ token }),
      nested: () => ({ data: { jwt: token } }),
      'no-exp': () => ({ access_token: token }),
      created: () => ({ status: 201, access_token: token }),
      opaque: () => {
        opaqueTokens.set(opaque, Date.now() + lives * 1000)
        return { access_token: opaque, expires_in: lives }
      },
    }
    if (!shapes[shape]) throw new Refusal(400, 'answer_unknown', `There is no answer of the shape "${shape}".`)
    return shapes[shape]()
  }

  async function check({ headers }) {
    const token = bearerToken(headers)
    if (opaqueTokens.get(token) > Date.now()) return { sub: 'the bearer' }
    let payload
    try {
      ;({ payload } = await jwtVerify(token, secret, { issuer: ISSUER, algorithms: ['HS256'] }))
    } catch (error) {
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

/** From a Basic header, a form or JSON. */
function credentials({ body, headers }) {
  const basic = /^Basic (\S+)$/.exec(headers.authorization ?? '')
  if (basic) {
    const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic[1], 'base64').toString('utf8')) ?? []
    return { user, password }
  }
  const text = body.toString('utf8')
  if ((headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    const fields = new URLSearchParams(text)
    return { user: fields.get('user') ?? fields.get('username'), password: fields.get('password') ?? undefined }
  }
  try {
    const fields = JSON.parse(text)
    return { user: fields.user ?? fields.client_id, password: fields.password ?? fields.client_secret }
  } catch {
    throw new Refusal(400, 'body_invalid', 'The login was expected as JSON or as a form.')
  }
}
