// httpyac: what the shared workflow asks of a client, answered by its hooks. While a request is put together its variables
// hold marks; when all else is in its final form, the marks are replaced by the tokens made for exactly these bytes.
import { randomUUID } from 'node:crypto'
import { unknowable } from '../shared/bodies.mjs'
import { makeTokens, rememberNonce } from '../shared/workflow.mjs'

export { makeTokens }

const FILES = { hmac: 'jwtmint-hmac.js', usual: 'jwtmint.js', full: 'jwtmint-full.js' }
const OUTPUT = ['jwt', 'accessToken', 'assertion', 'dpopProof']
const MARK = /jwtmint-mark-(jwt|accessToken|assertion|dpopProof)/g

/** Kept for the process: one run of the command line, or one session of an editor. */
let kept = '{}'
const under = new Map()

/** Registers the workflow; `load(file)` requires a file of the folder lib. */
export function hooks(api, load) {
  api.hooks.provideVariables.addHook('jwtmint', async () =>
    Object.fromEntries(OUTPUT.map((name) => [name, `jwtmint-mark-${name}`])),
  )
  api.hooks.onRequest.addHook('jwtmint', (request, context) => beforeRequest(request, context, load))
  api.hooks.onResponse.addHook('jwtmint', async (response, context) => {
    if (context.request?.url)
      rememberNonce(hostOf(context.request, context, load, {}), context.request.url, {
        status: response.statusCode,
        headers: response.headers || {},
      })
  })
}

function beforeRequest(request, context, load) {
  const wanted = (value) => typeof value === 'string' && value.search(MARK) >= 0
  const inBody = typeof request.body === 'string' && wanted(request.body)
  if (
    !wanted(request.url) &&
    !inBody &&
    !Object.values(request.headers || {})
      .flat()
      .some(wanted)
  )
    return undefined
  const made = {}
  return new Promise((resolve, reject) => {
    makeTokens(hostOf(request, context, load, made), undefined, (error) => {
      if (error) return reject(new Error(`jwtmint: the request was not sent. ${error.message}`))
      try {
        place(request, made)
      } catch (problem) {
        return reject(problem)
      }
      resolve(undefined)
    })
  })
}

function place(request, made) {
  const put = (text) =>
    String(text).replace(MARK, (_, name) => {
      if (made[name] === undefined)
        throw new Error(
          `jwtmint: the request was not sent. It names {{${name}}}, which the variables do not ask for; dpopProof needs "dpop" to be true, accessToken and assertion a token endpoint.`,
        )
      return made[name]
    })
  request.url = put(request.url)
  if (typeof request.body === 'string') request.body = put(request.body)
  for (const [name, value] of Object.entries(request.headers || {})) {
    if (Array.isArray(value)) request.headers[name] = value.map(put)
    else if (typeof value === 'string') request.headers[name] = put(value)
  }
}

function hostOf(request, context, load, made) {
  const { variables } = context
  const raw = (name) => {
    const value = variables[name]
    return OUTPUT.includes(name) && String(value).search(MARK) >= 0 ? undefined : value
  }
  const resolve = (text) =>
    text.replace(/\{\{\s*([A-Za-z_$][\w$]*)\s*\}\}/g, (open, name) =>
      raw(name) === undefined ? open : resolve(String(raw(name))),
    )
  return {
    raw,
    resolve,
    // httpyac writes "undefined" for a variable of an environment that names a missing one.
    open: /\{\{([^{}]*)\}\}|\b(undefined)\b/,
    set: (name, value) => {
      made[name] = value
    },
    warn: (text) => (context.scriptConsole || console).warn(`jwtmint: ${text}`),
    library: (kind) => load(FILES[kind]),
    keep: {
      read: () => kept,
      write: (text) => {
        kept = text
      },
    },
    environment: () => (context.activeEnvironment || []).join(' '),
    id: randomUUID,
    uses: () => true,
    request: () => ({
      method: request.method || 'GET',
      url: request.url.replace(MARK, '{{$1}}'),
      sendTo: (sent) => {
        request.url = sent.replace(/\{\{(\w+)\}\}/g, 'jwtmint-mark-$1')
      },
      body: () => bodyOf(request),
    }),
    send,
    together,
  }
}

function bodyOf({ body }) {
  if (body === undefined || body === null) return ''
  if (typeof body === 'string') return body.replace(MARK, '{{$1}}')
  if (ArrayBuffer.isView(body)) return body
  throw unknowable('httpyac', 'a body of this kind', 'it is written while the request is sent')
}

function send({ method, url, headers, body }, done) {
  fetch(url, { method, headers, body, redirect: 'manual' })
    .then((response) =>
      response
        .text()
        .then((text) => ({ status: response.status, headers: Object.fromEntries(response.headers), text })),
    )
    .then(
      (answer) => done(null, answer),
      (error) => done(error.cause || error),
    )
}

/** Requests sent side by side that need the same token share one exchange. */
function together(name, fetchToken, done) {
  const waiting = under.get(name)
  if (waiting) return waiting.push(done)
  const all = [done]
  under.set(name, all)
  fetchToken((error, entry) => {
    under.delete(name)
    for (const one of all) one(error, entry)
  })
}
