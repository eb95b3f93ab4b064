// Tokens bound to their requests: what the token says of the method, the address and the body is true of the bytes that
// arrive, for every kind of body a client has, or the request is not sent.
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwtVerify } from 'jose'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'

const SECRET = 'Q7m2x9Lk4Vb8Rt1Zp6Wd3Ns5Hc0Yf-and-more'
const VARIABLES = { clientKey: SECRET, keyEncoding: 'utf8', bindToken: 'true', name: 'Zoë "Z"', n: '7', 'a-b': 'dash' }
const REFUSED = 'not sent'

/** A server that says of each request whether its token speaks the truth. */
async function truthServer() {
  const heard = new Map()
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    heard.set(request.headers['x-case'], await judged(request, body))
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: server.address().port, heard, close: () => server.close() }
}

async function judged({ method, url, headers }, body) {
  const query = new URL(url, 'http://x').searchParams.get('token')
  const token = query ?? /^(?:Bearer|JWT) (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) return headers.authorization ? headers.authorization.split(' ')[0] : 'no token'
  const { payload } = await jwtVerify(token, Buffer.from(SECRET))
  const truth = {
    htm: method,
    htu: `http://${headers.host}${url.split('?')[0]}`,
    bh: createHash('sha256').update(body).digest('base64url'),
  }
  const lies = Object.keys(truth).filter((claim) => payload[claim] !== truth[claim])
  return lies.length
    ? `${lies.map((claim) => `${claim}: ${payload[claim]} for ${truth[claim]}`).join(', ')} (${body})`
    : 'true'
}

const raw = (text, language) => ({ mode: 'raw', raw: text, ...(language && { options: { raw: { language } } }) })
const post = (body, more = {}) => ({ method: 'POST', body, ...more })
const bearer = (token) => ({ type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] })
const apiKey = (key, value, place) => ({
  type: 'apikey',
  apikey: Object.entries({ key, value, in: place }).map(([key, value]) => ({ key, value, type: 'string' })),
})

/** [name, request of the collection format, what the server finds]. */
const POSTMAN = [
  ['no body', { method: 'GET' }],
  ['text', post(raw('Zoë {{name}}'))],
  ['JSON with a comment and CRLF', post(raw('{"a": 1, /* x */\r\n"u": "http://x//y" // z\r\n}', 'json'))],
  ['a dynamic variable', post(raw('{"id":"{{$guid}}"}', 'json'))],
  [
    'a form',
    post({
      mode: 'urlencoded',
      urlencoded: [
        { key: 'a', value: 'x y&z' },
        { key: 'c', value: 'é' },
        { key: 'c', value: "it's (*)" },
        { key: 'd', value: '1', disabled: true },
      ],
    }),
  ],
  [
    'a multipart form',
    post({
      mode: 'formdata',
      formdata: [
        { key: 'a', value: '{{name}}', type: 'text' },
        { key: 'b', value: '2', type: 'text' },
      ],
    }),
  ],
  [
    'a multipart form with a file',
    post({ mode: 'formdata', formdata: [{ key: 'f', src: 'one.json', type: 'file' }] }),
    REFUSED,
  ],
  ['a file', post({ mode: 'file', file: { src: 'one.json' } }), REFUSED],
  [
    'GraphQL',
    post({ mode: 'graphql', graphql: { query: 'query Q($n: Int) { a(n: $n) }', variables: '{"n": {{n}}}' } }),
  ],
  ['a GET with a body', { method: 'GET', body: raw('abc') }, REFUSED],
  ['PUT', { method: 'PUT', body: raw('abc') }],
  ['spaces and letters in the path', { method: 'GET', url: '{{baseUrl}}/a b/Zoë' }],
  ['no scheme', { method: 'GET', url: '127.0.0.1:{{port}}/r' }],
  ['no path', { method: 'GET', url: '{{baseUrl}}' }],
  ['a host in capitals', { method: 'GET', url: 'http://LOCALHOST:{{port}}/r' }],
  ['a query', { method: 'GET', url: '{{baseUrl}}/r?x={{name}}&y=a b' }],
  [
    'a path variable',
    {
      method: 'GET',
      url: {
        raw: '{{baseUrl}}/u/:id/x',
        host: ['{{baseUrl}}'],
        path: ['u', ':id', 'x'],
        variable: [{ key: 'id', value: 'ä 1' }],
      },
    },
  ],
  ['the token in the query', { method: 'GET', auth: apiKey('token', '{{jwt}}', 'query') }],
  ['another prefix', { method: 'GET', auth: apiKey('Authorization', 'JWT {{jwt}}', 'header') }],
  ['a Bearer token of its own', { method: 'GET', auth: bearer('{{jwt}}') }],
  [
    'Basic',
    {
      method: 'GET',
      auth: {
        type: 'basic',
        basic: [
          { key: 'username', value: 'a' },
          { key: 'password', value: 'b' },
        ],
      },
    },
    'Basic',
  ],
  ['No Auth', { method: 'GET', auth: { type: 'noauth' } }, 'no token'],
  ['a body set by its own script', post(raw('old')), 'true', "pm.request.body.raw = 'new'\njwtmintToken(pm, {})"],
]

async function newman(cases, port, folder) {
  const shipped = JSON.parse(
    await readFile(join(COLLECTIONS, 'postman/client-generated.postman_collection.json'), 'utf8'),
  )
  const item = cases.map(([name, request, , script]) => ({
    name,
    request: { url: '{{baseUrl}}/r', ...request, header: [{ key: 'x-case', value: name }] },
    ...(script && { event: [{ listen: 'prerequest', script: { exec: script.split('\n') } }] }),
  }))
  const values = Object.entries({ ...VARIABLES, port, baseUrl: `http://127.0.0.1:${port}` }).map(([key, value]) => ({
    key,
    value: String(value),
    enabled: true,
  }))
  await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, item }))
  await writeFile(join(folder, 'env.json'), JSON.stringify({ name: 'bodies', values }))
  return run(
    programs.newman,
    ['run', 'one.json', '-e', 'env.json', '--reporters', 'cli,junit', '--reporter-junit-export', 'junit.xml'],
    { cwd: folder },
  )
}

const BRUNO = [
  ['no body', 'get', '{{baseUrl}}/r', 'none'],
  ['text', 'post', '{{baseUrl}}/r', 'text', 'body:text {\n  Zoë {{name}}\n}'],
  [
    'JSON',
    'post',
    '{{baseUrl}}/r',
    'json',
    'body:json {\n  {"id":"{{$guid}}", "name": "{{name}}", /* c */ "n": {{n}} }\n}',
  ],
  [
    'a form',
    'post',
    '{{baseUrl}}/r',
    'formUrlEncoded',
    'body:form-urlencoded {\n  a: x y&z\n  c: é\n  n: {{name}}\n  ~d: 1\n}',
  ],
  ['a multipart form', 'post', '{{baseUrl}}/r', 'multipartForm', 'body:multipart-form {\n  a: {{name}}\n  b: 2\n}'],
  [
    'GraphQL',
    'post',
    '{{baseUrl}}/r',
    'graphql',
    'body:graphql {\n  query Q { a }\n}\n\nbody:graphql:vars {\n  {"n": {{n}}}\n}',
  ],
  ['a path variable', 'get', '{{baseUrl}}/users/:id', 'none', 'params:path {\n  id: 42\n}'],
  ['path variables of odd names', 'get', '{{baseUrl}}/u/:a+b/:c(', 'none', 'params:path {\n  a+b: 4\n  c(: 5\n}'],
  ['spaces and letters in the path', 'get', '{{baseUrl}}/a b/Zoë', 'none'],
  ['no scheme', 'get', '127.0.0.1:{{port}}/r', 'none'],
  ['a query', 'get', '{{baseUrl}}/r?x=1', 'none', 'params:query {\n  x: 1\n}'],
  ['No Auth', 'get', '{{baseUrl}}/r', 'none', '', 'no token'],
]

const bruno =
  (...mode) =>
  async (cases, port, folder) => {
    await cp(join(COLLECTIONS, 'bruno/client-generated'), folder, { recursive: true })
    for (const name of ['List the orders', 'Send a payment', 'Ask whether it is up'])
      await rm(join(folder, `${name}.bru`))
    const values = Object.entries({ ...VARIABLES, port, baseUrl: `http://127.0.0.1:${port}` }).map(
      ([key, value]) => `  ${key}: ${value}`,
    )
    await writeFile(join(folder, 'environments/bodies.bru'), `vars {\n${values.join('\n')}\n}\n`)
    for (const [at, [name, method, url, body, more = '', found]] of cases.entries()) {
      const auth = found === 'no token' ? 'none' : 'inherit'
      const blocks = [
        `meta {\n  name: ${name}\n  type: http\n  seq: ${at + 1}\n}`,
        `${method} {\n  url: ${url}\n  body: ${body}\n  auth: ${auth}\n}`,
        `headers {\n  x-case: ${name}\n}`,
        more,
      ]
      await writeFile(join(folder, `${name}.bru`), `${blocks.filter(Boolean).join('\n\n')}\n`)
    }
    return run(programs.bruno, ['run', '-r', '--env', 'bodies', ...mode], { cwd: folder })
  }

const HOPPSCOTCH = [
  ['no body', { method: 'GET' }],
  ['text', { method: 'POST', body: { contentType: 'text/plain', body: 'Zoë <<n>> <<a-b>>' } }],
  [
    'JSON',
    {
      method: 'POST',
      body: { contentType: 'application/json', body: '{ "a": <<n>>, "b": "<<a-b>>", "c": "<<own>>" // c\n}' },
    },
  ],
  [
    'a form',
    {
      method: 'POST',
      body: { contentType: 'application/x-www-form-urlencoded', body: 'a: x y&z\nc: é\n# d: 1\nn: <<n>>' },
    },
  ],
  [
    'a multipart form',
    {
      method: 'POST',
      body: { contentType: 'multipart/form-data', body: [{ key: 'a', value: '1', active: true, isFile: false }] },
    },
    REFUSED,
  ],
  ['parameters', { method: 'GET', params: [{ key: 'x', value: '<<n>>', active: true, description: '' }] }],
  ['letters in the path', { method: 'GET', endpoint: '<<baseUrl>>/Zoë' }],
  ['No Auth', { method: 'GET', auth: { authType: 'none', authActive: true } }, 'no token'],
  [
    'a body set by its own script',
    {
      method: 'POST',
      body: { contentType: 'text/plain', body: 'old' },
      preRequestScript:
        "hopp.request.setBody({ contentType: 'text/plain', body: 'new' })\nawait jwtmintToken({ subject: 's' })",
    },
  ],
  ['Basic', { method: 'GET', auth: { authType: 'basic', authActive: true, username: 'a', password: 'b' } }, 'Basic'],
  [
    'another prefix',
    {
      method: 'GET',
      auth: { authType: 'api-key', authActive: true, key: 'Authorization', value: 'JWT <<jwt>>', addTo: 'HEADERS' },
    },
  ],
]

async function hoppscotch(cases, port, folder) {
  const shipped = JSON.parse(await readFile(join(COLLECTIONS, 'hoppscotch/client-generated-hmac.json'), 'utf8'))
  const requests = cases.map(([name, request]) => ({
    ...shipped.requests[0],
    name,
    endpoint: '<<baseUrl>>/r',
    testScript: '',
    headers: [{ key: 'x-case', value: name, active: true, description: '' }],
    requestVariables: [{ key: 'own', value: 'mine', active: true }],
    ...request,
  }))
  const variables = Object.entries({ ...VARIABLES, baseUrl: `http://127.0.0.1:${port}` }).map(([key, value]) => ({
    key,
    initialValue: value,
    currentValue: value,
    secret: false,
  }))
  await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, requests }))
  await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'bodies', name: 'bodies', variables }))
  return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
}

const HTTPYAC = [
  ['no body', 'GET {{baseUrl}}/r'],
  ['text', 'POST {{baseUrl}}/r', 'Content-Type: text/plain', 'Zoë {{name}}\nsecond line'],
  ['JSON', 'POST {{baseUrl}}/r', 'Content-Type: application/json', '{"id": "{{$uuid}}", "n": {{n}} }'],
  ['a form', 'POST {{baseUrl}}/r', 'Content-Type: application/x-www-form-urlencoded', 'a=x y&c=é'],
  ['a file', 'POST {{baseUrl}}/r', 'Content-Type: application/json', '< ./some.json'],
  [
    'GraphQL',
    'POST {{baseUrl}}/r',
    'Content-Type: application/json',
    'query q($n: Int) {\n  a(n: $n)\n}\n\n{"n": {{n}} }',
  ],
  ['letters in the path', 'GET {{baseUrl}}/Zoë'],
  ['No Auth', 'GET {{baseUrl}}/r', null, null, 'no token'],
  ['another prefix', 'GET {{baseUrl}}/r', 'Authorization: JWT {{jwt}}'],
  ['the token in the query', 'GET {{baseUrl}}/r?token={{jwt}}', 'x: y'],
]

async function httpyac(cases, port, folder) {
  await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
  await writeFile(join(folder, 'some.json'), '{"from": "a file", "é": 1}\n')
  const text = cases.map(([name, line, header, body, found]) => {
    const own = found === 'no token' || /\{\{jwt/.test(`${line}${header}`) ? [] : ['Authorization: Bearer {{jwt}}']
    return [line, `x-case: ${name}`, ...own, ...(header ? [header] : []), ...(body ? ['', body] : []), ''].join('\n')
  })
  await writeFile(join(folder, 'one.http'), text.join('\n###\n'))
  const environment = { bodies: { ...VARIABLES, baseUrl: `http://127.0.0.1:${port}` } }
  await writeFile(join(folder, 'http-client.env.json'), JSON.stringify(environment))
  return run(programs.httpyac, ['send', 'one.http', '-a', '-e', 'bodies', '-o', 'none'], { cwd: folder })
}

const inClient = (name, cases, send, more = async () => {}) => ({
  name: `bound tokens in ${name}`,
  async run() {
    const t = tally(this.name)
    const server = await truthServer()
    const folder = await mkdtemp(join(tmpdir(), 'jwtmint-bodies-'))
    try {
      const { output } = await send(cases, server.port, folder)
      for (const [title, ...rest] of cases) {
        const expected = [REFUSED, 'no token', 'Basic'].find((answer) => rest.includes(answer)) ?? 'true'
        await t.check(title, () =>
          equal(
            server.heard.get(title) ?? REFUSED,
            expected,
            `what arrived (the client printed: ${output.slice(0, 300)} … ${output.slice(-600)})`,
          ),
        )
      }
      await more(t, folder, output)
    } finally {
      server.close()
      await rm(folder, { recursive: true, force: true })
    }
    return t
  },
})

/** A request that was not sent for want of a token is a failure in the report, with its reason. */
async function report(t, folder) {
  const xml = await readFile(join(folder, 'junit.xml'), 'utf8')
  for (const [title, , found] of POSTMAN.filter(([, , found]) => found === REFUSED)) {
    await t.check(`${title}: ${found}, in the JUnit report`, () => {
      const suite = xml.split('<testsuite ').find((part) => part.startsWith(`name="${title}"`)) ?? ''
      equal(
        [/ tests="[1-9]/.test(suite), / failures="[1-9]/.test(suite), /not show a script/.test(suite)],
        [true, true, true],
        suite.slice(0, 300),
      )
    })
  }
}

export const bodies = [
  inClient('newman', POSTMAN, newman, report),
  inClient('bruno safe', BRUNO, bruno()),
  inClient('bruno developer', BRUNO, bruno('--sandbox', 'developer')),
  inClient('hoppscotch', HOPPSCOTCH, hoppscotch),
  inClient('httpyac', HTTPYAC, httpyac),
]
