// Hoppscotch: what the shared workflow asks of a client, answered by `hopp`.
import { unknowable, urlencoded, withoutComments } from '../shared/bodies.mjs'
import { keepOf, SENT_TO } from './kept.mjs'
import { makeTokens } from '../shared/workflow.mjs'

const NAMES_A_TOKEN = /<<\s*(jwt|accessToken|assertion|dpopProof)\s*>>/
const OUTPUT = ['jwt', 'accessToken', 'assertion', 'dpopProof']
const OPEN = /<<([^<>\n]*)>>|\{\{([^{}]*)\}\}/
const SCRATCH = 'jwtmintScratch'

/** `library(kind)` loads a file; `overrides` are variables of this request alone. */
export function beforeRequest(hopp, library, overrides) {
  // What an earlier request left must not go out with this one.
  for (const name of [...OUTPUT, SENT_TO]) hopp.env.active.delete(name)
  return new Promise((resolve, reject) => {
    makeTokens(hostOf(hopp, library), overrides, (error) => {
      if (error) reject(new Error(`jwtmint: the request was not sent. ${error.message}`))
      else resolve()
    })
  })
}

function hostOf(hopp, library) {
  return {
    raw: (name) => hopp.request.variables.get(name) || (hopp.env.getRaw(name) ?? undefined),
    resolve: (text) => resolved(hopp, text),
    open: { exec: (text) => opened(text) },
    notation: (name) => `<<${name}>>`,
    set: (name, value) => hopp.env.active.set(name, value),
    warn: (text) => console.warn(`jwtmint: ${text}`),
    library,
    keep: keepOf(hopp),
    environment: () => '',
    uses: () => uses(hopp),
    request: () => requestOf(hopp),
    send: (request, done) => send(hopp, request, done),
  }
}

function opened(text) {
  const match = OPEN.exec(text)
  return match && [match[0], match[1] ?? match[2]]
}

/** The client's own replacement: request variables here, all else by reading a variable that holds the text. */
function resolved(hopp, text) {
  const own = text.replace(/<<\s*([^<>\n]+?)\s*>>/g, (open, name) => hopp.request.variables.get(name) || open)
  if (!own.includes('<<')) return own
  return own.replace(/<<[^<>\n]+>>/g, (open) => {
    const name = open.slice(2, -2).trim()
    if (!name.startsWith('$') && hopp.env.getRaw(name) === null) return open
    hopp.env.active.set(SCRATCH, open)
    const value = hopp.env.active.get(SCRATCH)
    hopp.env.active.delete(SCRATCH)
    return value === null || value === undefined ? open : String(value)
  })
}

/** False where the request has an authorization of its own and nothing in it names a token; else it cannot be known. */
function uses(hopp) {
  const { auth, url, headers, params, body } = hopp.request
  if (NAMES_A_TOKEN.test(JSON.stringify([auth, url, headers, params, body]))) return true
  return auth && auth.authType !== 'inherit' ? false : undefined
}

function requestOf(hopp) {
  const { request } = hopp
  const active = (request.params || []).filter(({ active, key }) => active && key)
  const url = resolved(hopp, request.url)
  const query = active.map(({ key, value }) => [resolved(hopp, key), resolved(hopp, value)])
  const joined = query.length ? url + (url.includes('?') ? '&' : '?') + urlencoded(query) : url
  return {
    method: request.method,
    url: joined,
    sendTo: (sent) => {
      request.setUrl(sent)
      request.setParams([])
      hopp.env.active.set(SENT_TO, sent)
    },
    body: () => bodyOf(hopp),
  }
}

function bodyOf(hopp) {
  const { body, contentType } = hopp.request.body || {}
  if (!contentType || body === null || body === undefined || body === '') return ''
  const type = contentType.split(';')[0].trim().toLowerCase()
  if (type === 'multipart/form-data')
    throw unknowable('Hoppscotch', 'a multipart body', 'it is written when the request is sent')
  if (type === 'application/octet-stream' || typeof body !== 'string')
    throw unknowable('Hoppscotch', 'a file', 'it is read when the request is sent')
  if (type === 'application/x-www-form-urlencoded') return form(hopp, body)
  const text = resolved(hopp, body)
  const sent = /[/+-]json$/.test(type) ? compact(text) : text
  hopp.request.setBody({ contentType, body: sent })
  return sent
}

/** Hoppscotch sends JSON without comments and without the spaces between its parts. */
function compact(text) {
  try {
    return JSON.stringify(JSON.parse(withoutComments(text)))
  } catch {
    throw unknowable('Hoppscotch', 'the bytes of a JSON body that is not valid JSON', 'it refuses to send it')
  }
}

/** Lines of `key: value`; a line that begins with # is switched off. A key given twice is sent once. */
function form(hopp, text) {
  const pairs = new Map()
  for (const line of text.split('\n')) {
    const match = /^\s*([^#:\s][^:]*?)\s*:\s*(.*?)\s*$/.exec(line)
    if (match) pairs.set(resolved(hopp, match[1]), resolved(hopp, match[2]))
    else if (line.trim() && !line.trim().startsWith('#'))
      throw unknowable(
        'Hoppscotch',
        'a form with lines that are not "key: value"',
        'they are read when the request is sent',
      )
  }
  return urlencoded([...pairs])
}

function send(hopp, { method, url, headers, body }, done) {
  hopp
    .fetch(url, { method, headers, body })
    .then((response) =>
      response.text().then((text) => ({
        status: response.status,
        headers: Object.fromEntries(response.headers.entries()),
        text,
      })),
    )
    .then((answer) => done(null, answer), done)
}
