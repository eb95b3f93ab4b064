// Asks a token endpoint: a login with a name and a password, or an OAuth grant with an assertion signed here.
import { base64, utf8 } from './bytes.mjs'
import { urlencoded } from './bodies.mjs'
import { Problem, kindOf, problem } from './problem.mjs'

/** What each grant sends; `assertion` names the field that takes the signed token, `optional` the variables of others. */
export const GRANTS = {
  login: { format: 'json', fields: ['user', 'password'] },
  password: { format: 'form', type: 'password', fields: ['username', 'password'], scope: true },
  'client-credentials': {
    format: 'form',
    type: 'client_credentials',
    fields: ['client_id', 'client_secret'],
    scope: true,
  },
  'jwt-bearer': { format: 'form', type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'assertion' },
  'private-key-jwt': {
    format: 'form',
    type: 'client_credentials',
    assertion: 'client_assertion',
    scope: true,
    optional: { client_id: 'clientId' },
  },
  'refresh-token': {
    format: 'form',
    type: 'refresh_token',
    scope: true,
    refreshes: true,
    optional: { client_id: 'clientId', client_secret: 'clientSecret' },
  },
  // The body is `tokenBody` alone.
  custom: { format: 'form' },
}
export const CLIENT_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Where clients put the value of another variable, such as the key, when they send what an answer said. */
const MARKS = /\{[{%]|<</
/** Where the usual answers keep the token. */
const USUAL_PATHS =
  'access_token token data.jwt data.token data.access_token jwt accessToken data.accessToken id_token'.split(' ')

/** The settings of an exchange, or null where no endpoint is named. `grant` decides the default of everything else. */
export function exchangeSettings(settings) {
  const login = settings.text('loginUrl')
  const url = settings.text('tokenUrl') ?? login
  const grant = settings.text('grant')
  if (url === undefined) {
    if (grant !== undefined)
      throw problem(
        'tokenUrl',
        'is empty',
        '"grant" asks for a token endpoint: put its address there, or leave "grant" empty.',
      )
    if (settings.raw('loginUrl') !== undefined || settings.raw('tokenUrl') !== undefined) return { missing: true }
    return null
  }
  if (!/^https?:\/\/[^/]/i.test(url))
    throw problem(
      settings.has('tokenUrl') ? 'tokenUrl' : 'loginUrl',
      `holds ${kindOf(url)} that is no address`,
      'Write it with its scheme: https://….',
    )
  const name = grantNamed(grant) ?? (settings.has('tokenUrl') && settings.has('clientKey') ? 'jwt-bearer' : 'login')
  if (!Object.hasOwn(GRANTS, name))
    throw problem('grant', 'holds a word that is not known', `Write one of ${Object.keys(GRANTS).join(', ')}.`)
  return { url, name, ...GRANTS[name] }
}

/** OAuth writes its grants with underscores, or as a URN. */
const grantNamed = (text) =>
  text
    ?.trim()
    .toLowerCase()
    .replace(/^urn:ietf:params:oauth:grant-type:/, '')
    .replace(/_/g, '-')

/**
 * Everything the request to the endpoint is made of, as { method, url, headers, body }. `assertion()` signs where it is
 * asked for, `refreshToken()` answers the newest.
 */
export function exchangeRequest(settings, exchange, { assertion, refreshToken, place }) {
  const headers = { Accept: 'application/json' }
  const fields = fieldsOf(settings, exchange, { assertion, refreshToken, place }, headers)
  const format = settings.text('tokenBodyFormat') ?? exchange.format
  if (!['json', 'form'].includes(format))
    throw problem('tokenBodyFormat', 'holds a word that is not known', 'Write json or form.')
  headers['Content-Type'] = format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  const further = settings.jsonObject('tokenHeaders', place('tokenHeaders'))
  if (further !== undefined) Object.assign(headers, JSON.parse(further))
  const texts = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  const method = (settings.text('tokenMethod') ?? 'POST').trim().toUpperCase()
  if (method !== 'GET')
    return { method, url: exchange.url, headers, body: format === 'json' ? JSON.stringify(fields) : urlencoded(texts) }
  // A GET has no body: the fields go into the address.
  delete headers['Content-Type']
  const joint = exchange.url.includes('?') ? '&' : '?'
  return { method, url: texts.length ? exchange.url + joint + urlencoded(texts) : exchange.url, headers }
}

function fieldsOf(settings, exchange, { assertion, refreshToken, place }, headers) {
  const inHeader = credentialsInHeader(settings)
  const fields = exchange.type ? { grant_type: exchange.type } : {}
  if (exchange.assertion === 'client_assertion') fields.client_assertion_type = CLIENT_ASSERTION
  if (exchange.assertion) fields[exchange.assertion] = assertion()
  if (exchange.refreshes) fields.refresh_token = refreshToken()
  for (const [name, variable] of Object.entries((!inHeader && exchange.optional) || {}))
    if (settings.has(variable)) fields[name] = settings.text(variable)
  // A body of the tester's own says itself what it holds, unless the credentials go into the header.
  if (inHeader || (exchange.fields && !settings.has('tokenBody'))) {
    const [name, secret] = exchange.fields || ['client_id', 'client_secret']
    const person = ['login', 'password'].includes(exchange.name)
    const why = 'It is what the token endpoint is asked with'
    const user = settings.demanded(person ? 'user' : 'clientId', why)
    const password = settings.demanded(person ? 'password' : 'clientSecret', why)
    if (inHeader) headers.Authorization = `Basic ${base64(utf8(`${user}:${password}`))}`
    else Object.assign(fields, { [name]: user, [secret]: password })
  }
  if (exchange.scope && settings.has('scope')) fields.scope = settings.text('scope')
  const written = settings.jsonObject('tokenBody', place('tokenBody'))
  return written === undefined ? fields : { ...(exchange.type ? fields : {}), ...JSON.parse(written) }
}

function credentialsInHeader(settings) {
  const value = settings.text('credentialsIn') ?? 'body'
  if (!['body', 'header'].includes(value))
    throw problem('credentialsIn', 'holds a word that is not known', 'Write body or header (HTTP Basic).')
  return value === 'header'
}

/** Reads the answer: { token, until, next } with `until` in seconds since 1970 and the next refresh token; `decode` answers a JWT's `exp`, `sent` are secrets. */
export function tokenOf(settings, answer, { now, decode, sent }) {
  if (answer.status < 200 || answer.status > 299) {
    throw new Problem(
      `The token endpoint refused with status ${answer.status}${reasonOf(answer.text, sent)}. Check the credentials, and that the address, the audience and the clock are right.`,
    )
  }
  const token = tokenIn(settings, answer, sent)
  const until = expiryOf(settings, answer.text, token, now, decode)
  if (until !== undefined && until <= now)
    throw new Problem(
      'The token from the token endpoint had expired when it arrived. Is the clock of this machine right?',
    )
  const next = parsed(answer.text)?.refresh_token
  const further = typeof next === 'string' && next ? next : undefined
  if (MARKS.test(token) || MARKS.test(further))
    throw new Problem(
      'The token endpoint answered with a token that holds {{, {% or <<, where clients put the value of a variable, such as the key. It is not sent on.',
    )
  return { token, until, next: further }
}

/** Where `tokenPath` says, else at the usual paths; some logins answer the token alone. A scheme before it is none of it. */
function tokenIn(settings, { status, headers, text }, sent) {
  const path = settings.text('tokenPath')?.trim()
  const header = /^header:\s*(.+)$/i.exec(path ?? '')?.[1].toLowerCase()
  const body = parsed(text)
  const asObject = body && typeof body === 'object'
  if (header === undefined && !asObject && !(body && !path) && !JWT.test(text.trim())) {
    throw new Problem(
      `The token endpoint answered status ${status} with ${kindOf(text)} that is not JSON. Is "${settings.has('tokenUrl') ? 'tokenUrl' : 'loginUrl'}" the address of the endpoint, and not of a page?`,
    )
  }
  const places = header
    ? [headers[Object.keys(headers).find((name) => name.toLowerCase() === header)]]
    : asObject
      ? (path ? [path] : USUAL_PATHS).map((one) => at(body, one))
      : [body ?? text.trim()]
  const token = places.flat().find((value) => typeof value === 'string' && /^[ -~]+$/.test(withoutScheme(value)))
  if (token !== undefined) return withoutScheme(token)
  throw new Problem(
    `The token endpoint answered without a token at ${path ? `"${path}"` : USUAL_PATHS.slice(0, 3).join(', ')}${asObject ? `${reasonOf(text, sent)}. ${shape(body)}` : '.'} Set "tokenPath" to where the token is, such as data.jwt, or header:Authorization.`,
  )
}

const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/
const withoutScheme = (token) => token.trim().replace(/^(Bearer|JWT|DPoP)\s+/i, '')

/** A fixed time, else the earlier of what the answer and the token itself say; undefined: serves one request. */
function expiryOf(settings, text, token, now, decode) {
  const fixed = settings.seconds('tokenKeptFor')
  if (fixed !== undefined) return now + fixed
  const body = parsed(text)
  const told = [body, body?.data]
    .filter((one) => one && typeof one === 'object')
    .flatMap((one) => [now + (Number(one.expires_in) || Number.NaN), timeOf(one.expires_at ?? one.expiresAt)])
  const known = [...told, decode(token)].filter((time) => typeof time === 'number' && time > 0)
  return known.length ? Math.min(...known) : undefined
}

/** Seconds since 1970 of a time as answers write it: a date, seconds or milliseconds. */
function timeOf(value) {
  const number = Number(value)
  if (Number.isFinite(number)) return number > 1e11 ? number / 1000 : number
  return Date.parse(value) / 1000
}

/** The member at a path, with dots or as JSONPath writes it. */
const at = (object, path) =>
  path
    .replace(/^\$/, '')
    .replace(/\[["']?([^\]"']+)["']?\]/g, '.$1')
    .split('.')
    .filter(Boolean)
    .reduce((value, name) => (value && typeof value === 'object' ? value[name] : undefined), object)

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const shape = (body) =>
  `It has the fields ${
    Object.keys(body)
      .map((name) => JSON.stringify(name.slice(0, 40)))
      .join(', ') || 'none'
  }.`

/** Why nothing came; some clients repeat the address, which may hold what was sent. */
export function unreached(error, sent) {
  const why = String(error.message || error.code || 'no answer').slice(0, 200)
  return repeats(why, sent) ? 'no answer' : why.replace(/\?\S+/g, '?…')
}

const repeats = (text, sent) =>
  sent.some((value) => value.length > 3 && (text.includes(value) || text.includes(encodeURIComponent(value))))

/** RFC 6749 section 5.2. The description is told only where it repeats nothing that was sent and holds no token. */
function reasonOf(text, sent) {
  const body = parsed(text) || {}
  const code =
    typeof body.error === 'string' && /^[a-z][a-z0-9_.-]{0,60}$/i.test(body.error)
      ? ` and the error "${body.error}"`
      : ''
  const described = body.error_description ?? body.message
  const tells =
    typeof described === 'string' &&
    described.length < 300 &&
    !/[A-Za-z0-9+/=_.-]{24,}/.test(described) &&
    !repeats(described, sent)
  return code + (tells ? ` (it says: ${described})` : '')
}

/** RFC 9449 section 8: the nonce a server asks for, where it does. */
export function demandedNonce(answer) {
  const name = Object.keys(answer.headers || {}).find((header) => header.toLowerCase() === 'dpop-nonce')
  const asked = answer.status === 400 && /"use_dpop_nonce"/.test(answer.text)
  return asked && name ? String(answer.headers[name]) : undefined
}
