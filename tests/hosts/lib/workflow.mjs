// The workflow without a client: its variables in an object, its requests by Node's fetch. What each client adds to it is
// tested in the client.
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { COLLECTIONS } from './places.mjs'

const lib = createRequire(join(COLLECTIONS, 'httpyac/lib/index.js'))
const FILES = { hmac: './jwtmint-hmac.js', usual: './jwtmint.js', full: './jwtmint-full.js' }

/** A place for kept tokens, as a client has one for all requests. */
export const store = () => {
  let text = '{}'
  return { read: () => text, write: (next) => (text = next) }
}

function byFetch({ url, ...init }, done) {
  fetch(url, init)
    .then(async (response) => ({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    }))
    .then((answer) => done(null, answer), done)
}

/** Answers { made, warnings, request }, or rejects with what a tester would be told. */
export function tokensOf(
  variables,
  { request, keep = store(), environment = 'test', overrides, uses, send = byFetch } = {},
) {
  const made = {}
  const warnings = []
  const sent = { method: 'GET', url: 'https://api.example/orders?page=2', body: '', ...request }
  const resolve = (text) =>
    text.replace(/\{\{\s*([\w$.-]+)\s*\}\}/g, (open, name) =>
      variables[name] === undefined ? open : resolve(String(variables[name])),
    )
  const host = {
    raw: (name) => variables[name],
    resolve,
    open: /\{\{([^{}]*)\}\}/,
    set: (name, value) => {
      made[name] = value
    },
    warn: (text) => warnings.push(text),
    library: (kind) => lib(FILES[kind]),
    keep,
    environment: () => environment,
    id: randomUUID,
    uses: () => uses,
    request: () => ({
      ...sent,
      sendTo: (url) => {
        sent.url = url
      },
      body: () => sent.body,
    }),
    send,
  }
  return new Promise((resolve, reject) =>
    lib('./jwtmint-workflow.js').makeTokens(host, overrides, (error) =>
      error ? reject(error) : resolve({ made, warnings, request: sent }),
    ),
  )
}
