// Bruno, safe and developer mode: what the shared workflow asks of a client, answered by `bru` and `req`.
import { multipart, unknowable, urlencoded } from '../shared/bodies.mjs'
import { withPathVariables } from '../shared/address.mjs'
import { heedAnswer } from '../shared/answer.mjs'
import { makeTokens } from '../shared/workflow.mjs'

const FILES = { hmac: 'jwtmint-signing-hmac.js', usual: 'jwtmint-signing.js', full: 'jwtmint-full.js' }
const NAMES_A_TOKEN = /\{\{\s*(jwt|accessToken|assertion|dpopProof)\s*\}\}/
const OUTPUT = ['jwt', 'accessToken', 'assertion', 'dpopProof']
const ANSWER = 'jwtmintAnswer'

/** `load(file)` requires a file of the folder lib; `overrides` are variables of this request alone. */
export function beforeRequest(bru, req, load, overrides) {
  // What an earlier request left must not go out with this one.
  for (const name of OUTPUT) bru.deleteVar(name)
  heedLastAnswer(bru)
  return new Promise((resolve, reject) => {
    makeTokens(hostOf(bru, req, load), overrides, (error) => {
      if (error) reject(new Error(`jwtmint: the request was not sent. ${error.message}`))
      else resolve()
    })
  })
}

/** The collection's expression behind each answer leaves its status, its address and its nonce in a variable. */
function heedLastAnswer(bru) {
  const [status, url, nonce] = String(bru.getVar(ANSWER) || '').split(' ')
  if (url) heedAnswer(keepOf(bru), url, { status: Number(status), headers: nonce ? { 'dpop-nonce': nonce } : {} })
}

/** Runs after an answer, in collections whose API asks for DPoP nonces: has the runner send the request once more where the server asks for it. */
export function afterResponse(bru, req, res) {
  const answer = { status: res.getStatus(), headers: res.getHeaders() || {} }
  const retry = 'jwtmintRetried'
  if (heedAnswer(keepOf(bru), req.getUrl(), answer) && !bru.getVar(retry)) {
    bru.setVar(retry, 'true')
    bru.runner.setNextRequest(req.getName())
  } else bru.deleteVar(retry)
}

const keepOf = (bru) => ({
  read: () => bru.getVar('jwtmintKept'),
  write: (text) => bru.setVar('jwtmintKept', text),
})

function hostOf(bru, req, load) {
  return {
    raw: reader(bru),
    resolve: (text) => String(bru.interpolate(text) ?? ''),
    open: /\{\{([^{}]*)\}\}/,
    set: (name, value) => bru.setVar(name, value),
    warn: (text) => console.warn(`jwtmint: ${text}`),
    library: (kind) => load(FILES[kind]),
    keep: keepOf(bru),
    environment: () => bru.getEnvName() || '',
    uses: () => uses(bru, req),
    request: () => requestOf(bru, req),
    send: (request, done) => send(bru, request, done),
  }
}

/** The Auth tab stands in the headers and the address by now; only Basic does not, and a token is no user name. */
function uses(bru, req) {
  const text = JSON.stringify([req.getUrl(), req.getHeaders(), req.getBody({ raw: true })])
  const readable = `${text}${bru.interpolate(text)}`.replace(/%7B/gi, '{').replace(/%7D/gi, '}')
  return NAMES_A_TOKEN.test(readable)
}

/**
 * As typed where Bruno shows it, in the order in which it looks: run time, request, folder, environment, collection, global.
 * Each answer is a copy of all variables, so it is asked for once.
 */
function reader(bru) {
  const [runTime, environment, collection, global] = [
    bru.getAllVars(),
    bru.getAllEnvVars(),
    bru.getAllCollectionVars(),
    bru.getAllGlobalEnvVars(),
  ]
  return (name) => {
    const own = (all) => (all && Object.hasOwn(all, name) ? all[name] : undefined)
    return (
      own(runTime) ??
      bru.getRequestVar(name) ??
      bru.getFolderVar(name) ??
      own(environment) ??
      own(collection) ??
      own(global)
    )
  }
}

function requestOf(bru, req) {
  const segments = (req.getPathParams() || []).filter(({ type }) => type !== 'query')
  const values = segments.map(({ name, value }) => [name, value])
  return {
    method: req.getMethod(),
    url: bru.interpolate(withPathVariables(req.getUrl(), values)),
    sendTo: (sent) => req.setUrl(sent),
    body: () => bodyOf(bru, req),
  }
}

/** The body's text; what Bruno would only write later is written here, and sent as it is. */
function bodyOf(bru, req) {
  const data = req.getBody({ raw: true })
  const headers = req.getHeaders() || {}
  const header = Object.keys(headers).find((name) => name.toLowerCase() === 'content-type') || 'content-type'
  const type = String(headers[header] || '')
  if (data === undefined || data === null || data === '') return ''
  if (ArrayBuffer.isView(data)) return data
  const keep = (text) => {
    req.setBody(text, { raw: true })
    return text
  }
  if (typeof data === 'string') return keep(/json/.test(type) ? json(bru, data) : bru.interpolate(data))
  if (Array.isArray(data)) {
    if (data.some(({ type: kind, value }) => kind === 'file' || Array.isArray(value)))
      throw unknowable('Bruno', 'the files of a form', 'they are read when the request is sent')
    const pairs = data
      .filter(({ enabled }) => enabled !== false)
      .map(({ name, value }) => [name, bru.interpolate(String(value ?? ''))])
    if (type.startsWith('multipart/')) {
      const form = multipart(pairs)
      req.setHeader(header, form.type)
      return keep(form.text)
    }
    return keep(urlencoded(pairs))
  }
  if (typeof data.query === 'string') return keep(graphql(bru, data))
  throw unknowable('Bruno', 'the bytes of this kind of body', 'they are read when the request is sent')
}

/** Bruno escapes the values it puts into a JSON body, and sends valid JSON without spaces around it. */
function json(bru, text) {
  const filled = text.replace(/\{\{[^{}]*\}\}/g, (open) => {
    const value = bru.interpolate(open)
    return typeof value === 'string' && value !== open ? JSON.stringify(value).slice(1, -1) : value
  })
  try {
    JSON.parse(filled)
  } catch {
    throw unknowable(
      'Bruno',
      'the bytes of a JSON body that is not valid JSON',
      'it is changed when the request is sent',
    )
  }
  return filled.trim()
}

function graphql(bru, { query, variables }) {
  const given = typeof variables === 'string' ? json(bru, variables || '{}') : JSON.stringify(variables ?? {})
  return JSON.stringify({ query: bru.interpolate(query), variables: JSON.parse(given) })
}

function send(bru, { method, url, headers, body }, done) {
  const config = { method, url, headers, data: body, responseType: 'text', validateStatus: null }
  bru.sendRequest(config).then(
    (response) => done(null, answerOf(response)),
    (error) => {
      const response = error?.response
      if (response) done(null, answerOf(response))
      else done(error)
    },
  )
}

function answerOf({ status, headers, data }) {
  return { status, headers: headers || {}, text: typeof data === 'string' ? data : JSON.stringify(data) }
}
