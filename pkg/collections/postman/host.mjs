// Postman, Newman and Apidog: what the shared workflow asks of a client, answered by `pm`.
import { multipart, unknowable, urlencoded, withoutComments } from '../shared/bodies.mjs'
import { withPathVariables } from '../shared/address.mjs'
import { heedAnswer } from '../shared/answer.mjs'
import { makeTokens } from '../shared/workflow.mjs'

const NAMES_A_TOKEN = /\{\{\s*(jwt|accessToken|assertion|dpopProof)\s*\}\}/
/** The methods whose bodies Postman leaves out, unless a setting of the request that scripts cannot see says otherwise. */
const WITHOUT_BODY = ['GET', 'HEAD', 'COPY', 'PURGE', 'UNLOCK']
const TYPES = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
}
const OUTPUT = ['jwt', 'accessToken', 'assertion', 'dpopProof']

/**
 * Runs before a request. `options`: `library(kind)` loads a file, `fail(error)` stops the request, `keep` stores one
 * text, `client` is the name for messages; `overrides` are variables of this request alone.
 */
export function beforeRequest(pm, options, overrides) {
  // An access token of the tester's own stays; what an earlier request left must not go out with this one.
  for (const name of OUTPUT) pm.variables.unset(name)
  withVault(pm, overrides || {}, (secrets) => {
    const host = hostOf(pm, options, secrets)
    makeTokens(host, overrides, (error) => {
      if (error) options.fail(error)
    })
  })
}

/** Runs after an answer: keeps a DPoP nonce, and has the runner send the request once more where the server asks for it. */
export function afterResponse(pm, options) {
  const answer = { status: pm.response.code, headers: headersOf(pm.response) }
  const retry = `jwtmintRetried ${pm.info.requestId}`
  if (heedAnswer(options.keep, pm.request.url.toString(), answer) && !pm.variables.get(retry)) {
    pm.variables.set(retry, 'true')
    pm.execution.setNextRequest(pm.info.requestId)
  } else pm.variables.unset(retry)
}

function hostOf(pm, options, secrets) {
  const replaced = (text) =>
    pm.variables.replaceIn(text).replace(/\{\{\s*vault:([^{}]+?)\s*\}\}/g, (whole, name) => secrets[name] ?? whole)
  return {
    raw: (name) => (name === 'clientKey' ? pm.variables.get(name) || secrets.clientKey : pm.variables.get(name)),
    resolve: replaced,
    open: /\{\{([^{}]*)\}\}/,
    set: (name, value) => pm.variables.set(name, value),
    warn: (text) => console.warn(`jwtmint: ${text}`),
    library: options.library,
    keep: options.keep,
    environment: () => pm.environment.name || '',
    id: () => pm.variables.replaceIn('{{$guid}}'),
    uses: () => uses(pm),
    request: () => requestOf(pm, options.client),
    send: (request, done) => send(pm, request, done),
  }
}

/** False where the request has an authorization of its own and nothing in it names a token; else it cannot be known. */
function uses(pm) {
  if (!pm.request.auth) return undefined
  const text = JSON.stringify([pm.request.auth, pm.request.url, pm.request.headers, pm.request.body])
  return NAMES_A_TOKEN.test(text) || NAMES_A_TOKEN.test(pm.variables.replaceIn(text))
}

function requestOf(pm, client) {
  const { request } = pm
  const values = (request.url.variables?.all() || []).map(({ key, value }) => [key, value])
  return {
    method: request.method,
    url: pm.variables.replaceIn(withPathVariables(request.url.toString(), values)),
    sendTo: (url) => {
      request.url = url
    },
    body: () => bodyOf(pm, client),
  }
}

/** The body's text; what the client would only write later is written here, and sent as it is. */
function bodyOf(pm, client) {
  const { body, method } = pm.request
  if (!body || body.disabled || body.isEmpty()) return ''
  if (WITHOUT_BODY.includes(method.toUpperCase()))
    throw unknowable(client, `whether it sends the body of a ${method}`, 'that depends on a setting of the request')
  const resolve = (text) => pm.variables.replaceIn(String(text ?? ''))
  const enabled = (list) => list.all().filter(({ disabled }) => !disabled)
  if (body.mode === 'raw') {
    const language = body.options?.raw?.language
    const text = resolve(body.raw)
    return sendText(pm, language === 'json' ? withoutComments(text) : text, TYPES[language] || 'text/plain')
  }
  if (body.mode === 'urlencoded') {
    const pairs = enabled(body.urlencoded).map(({ key, value }) => [resolve(key), resolve(value)])
    return sendText(pm, urlencoded(pairs), 'application/x-www-form-urlencoded')
  }
  if (body.mode === 'formdata') {
    const fields = enabled(body.formdata)
    if (fields.some(({ type, src }) => type === 'file' || src))
      throw unknowable(client, 'the files of a form', 'they are read when the request is sent')
    const form = multipart(fields.map(({ key, value }) => [resolve(key), resolve(value)]))
    return sendText(pm, form.text, form.type, true)
  }
  if (body.mode === 'graphql') return sendText(pm, graphql(body.graphql, resolve), 'application/json')
  throw unknowable(client, `the bytes of a body of the kind "${body.mode}"`, 'it is read when the request is sent')
}

function graphql(content, resolve) {
  const { query, operationName, variables } = content
  const given = typeof variables === 'string' ? resolve(variables) : JSON.stringify(variables)
  const members = [`"query":${JSON.stringify(resolve(query))}`]
  if (typeof operationName === 'string' && operationName)
    members.push(`"operationName":${JSON.stringify(resolve(operationName))}`)
  if (given) members.push(`"variables":${withoutComments(given)}`)
  return `{${members.join(',')}}`
}

function sendText(pm, text, type, always = false) {
  pm.request.body.update({ mode: 'raw', raw: text })
  if (always || !pm.request.headers.has('Content-Type')) pm.request.headers.upsert({ key: 'Content-Type', value: type })
  return text
}

function send(pm, { method, url, headers, body }, done) {
  const header = Object.entries(headers).map(([key, value]) => ({ key, value: String(value) }))
  const content = body === undefined ? {} : { body: { mode: 'raw', raw: body } }
  pm.sendRequest({ url, method, header, ...content }, (error, response) => {
    if (error) return done(error)
    done(null, { status: response.code, headers: headersOf(response), text: response.text() })
  })
}

function headersOf(response) {
  const found = {}
  response.headers.each(({ key, value }) => {
    found[key] = value
  })
  return found
}

/** Postman's vault answers later, and only in Postman: the secrets that values name are fetched before all else. */
function withVault(pm, overrides, go) {
  if (typeof pm.vault !== 'object' || !pm.vault) return go({})
  const wanted = []
  const texts = [...VAULTED.map((name) => pm.variables.get(name)), ...Object.values(overrides)]
  for (const text of texts) {
    if (typeof text !== 'string') continue
    pm.variables.replaceIn(text).replace(/\{\{\s*vault:([^{}]+?)\s*\}\}/g, (_, name) => wanted.push(name))
  }
  if (!pm.variables.get('clientKey')) wanted.push('clientKey')
  if (!wanted.length) return go({})
  const secrets = {}
  Promise.all(
    wanted.map((name) =>
      pm.vault.get(name).then(
        (value) => {
          secrets[name] = value
        },
        () => {},
      ),
    ),
  ).then(() => go(secrets))
}

const VAULTED =
  'clientKey passphrase clientSecret password user claims header tokenBody tokenHeaders dpopKey certificate clientId audience subject keyId loginUrl tokenUrl'.split(
    ' ',
  )
