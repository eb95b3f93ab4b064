#!/usr/bin/env node
// A small API with the two ways of guarding an endpoint that the collections are made for.
// `node tests/api/server.mjs` prints its address; `--port N` and `--clients FILE` change the defaults.
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadClients } from './clients.mjs'
import { clientTokens } from './client-tokens.mjs'
import { Refusal } from './refusal.mjs'
import { serverTokens } from './server-tokens.mjs'

const DEFAULT_CLIENTS = fileURLToPath(new URL('../../pkg/dist/collections/clients.json', import.meta.url))
const BODY_LIMIT = 1 << 20

/** `clock` answers the time in milliseconds; `onAnswer` hears of every answer: { method, path, status, reason }. */
export async function startServer({ port = 0, clients = DEFAULT_CLIENTS, clock = Date.now, onAnswer = () => {} } = {}) {
  const registered = await loadClients(clients)
  const server = createServer()
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}`
  const issued = serverTokens(registered.users)
  const presented = clientTokens(registered.clients, address, clock)
  const routes = {
    'GET /health': (request) => open(request),
    'POST /login': issued.login,
    'GET /orders': async (request) => ({ orders: ['A-1', 'A-2'], user: (await issued.check(request)).sub }),
    'GET /partner/orders': async (request) => ({ orders: ['P-1'], client: await presented.check(request) }),
    'POST /partner/payments': async (request) => ({
      accepted: true,
      client: await presented.check(request, { bound: true }),
    }),
  }
  server.on('request', (request, response) => answer(routes, request, response, onAnswer))
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

/** A public endpoint. A token sent to it is a token given away. */
function open({ headers }) {
  if (headers.authorization)
    throw new Refusal(400, 'token_given_away', 'This endpoint is public; do not send a token to it.')
  return { up: true }
}

async function answer(routes, request, response, onAnswer) {
  const send = (status, body) => {
    onAnswer({ method: request.method, path: request.url.split('?')[0], status, reason: body.error })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  try {
    const url = new URL(request.url, 'http://localhost')
    const route = routes[`${request.method} ${url.pathname}`]
    const body = await readBody(request)
    if (!route) throw new Refusal(404, 'not_found', `There is no ${request.method} ${url.pathname} here.`)
    const content = await route({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    })
    const { status = 200, ...fields } = content
    send(status, typeof content === 'string' ? content : fields)
  } catch (error) {
    if (error instanceof Refusal) send(error.status, { error: error.reason, message: error.message })
    else send(500, { error: 'server_error', message: error.message })
  }
}

async function readBody(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > BODY_LIMIT) throw new Refusal(413, 'body_too_large', `A body may have at most ${BODY_LIMIT} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3999' }, clients: { type: 'string' } } })
  const { address } = await startServer({ port: Number(values.port), clients: values.clients })
  console.log(`The demo API listens on ${address} (stop it with Ctrl+C).`)
}
