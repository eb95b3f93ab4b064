// httpyac: what the shared workflow asks of a client, answered by its hooks.
import { randomUUID } from 'node:crypto'
import { unknowable } from '../shared/bodies.mjs'
import { FILES, isMarked, keep, marked, markOf, OUTPUT, opened, replaceMarks, together } from '../shared/node.mjs'
import { send } from '../shared/node-send.mjs'
import { resolver } from '../shared/resolver.mjs'
import { heedAnswer } from '../shared/answer.mjs'
import { makeTokens } from '../shared/workflow.mjs'

export { makeTokens }

/** Registers the workflow; `load(file)` requires a file of the folder lib. */
export function hooks(api, load) {
  api.hooks.provideVariables.addHook('jwtmint', async () =>
    Object.fromEntries(OUTPUT.map((name) => [name, markOf(name)])),
  )
  // Behind the hook that writes the body of a GraphQL request, which regions add for themselves.
  const last = { after: ['gql'] }
  api.hooks.onRequest.addHook('jwtmint', (request, context) => beforeRequest(request, context, load), last)
  api.hooks.onResponse.addHook('jwtmint', async ({ statusCode, headers = {} }, context) => {
    const { request } = context
    if (request?.url) heedAnswer(keep, request.url, { status: statusCode, headers })
  })
}

function beforeRequest(request, context, load) {
  const headers = request.headers || {}
  if (![request.url, request.body, ...Object.values(headers).flat()].some(isMarked)) return undefined
  return replaceMarks(
    (made) => hostOf(request, context, load, made),
    (put) => {
      request.url = put(request.url)
      if (typeof request.body === 'string') request.body = put(request.body)
      for (const [name, value] of Object.entries(headers)) {
        if (Array.isArray(value)) headers[name] = value.map(put)
        else if (typeof value === 'string') headers[name] = put(value)
      }
    },
  )
}

function hostOf(request, context, load, made) {
  const raw = (name) => (isMarked(context.variables[name]) ? undefined : context.variables[name])
  return {
    raw,
    resolve: resolver(raw),
    // httpyac writes "undefined" for a variable of an environment that names a missing one.
    open: /\{\{([^{}]*)\}\}|\b(undefined)\b/,
    set: (name, value) => {
      made[name] = value
    },
    warn: (text) => (context.scriptConsole || console).warn(`jwtmint: ${text}`),
    library: (kind) => load(FILES[kind]),
    keep,
    environment: () => (context.activeEnvironment || []).join(' '),
    id: randomUUID,
    uses: () => true,
    request: () => ({
      method: request.method || 'GET',
      url: opened(request.url),
      sendTo: (sent) => {
        request.url = marked(sent)
      },
      body: () => bodyOf(request),
    }),
    send,
    together,
  }
}

function bodyOf({ body }) {
  if (body === undefined || body === null) return ''
  if (typeof body === 'string') return opened(body)
  if (ArrayBuffer.isView(body)) return body
  throw unknowable('httpyac', 'a body of this kind', 'it is written while the request is sent')
}
