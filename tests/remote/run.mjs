// jwtmint/remote against an issuer that is slow, lies, redirects, sends ten megabytes, rotates its keys and dies.
import { createRequire } from 'node:module'
import { inspect } from 'node:util'
import { json, redirect, startIssuer } from './server.mjs'

const require = createRequire(new URL('../../pkg/dist/', import.meta.url))
const { remoteKeys, RemoteKeysError } = require('./remote.cjs')
const jwtmint = require('jwtmint')
const { generateKey, sign, verify } = jwtmint

const [first, second] = ['first', 'second'].map((keyid) => generateKey('ES256', { keyid }))
const published = (...keys) => ({ keys: keys.map((key) => key.publicKey().toJwk()) })
const tokenOf = (key, options) => sign({ sub: 'me' }, key, options)
const MEGABYTE = 1 << 20
const realNow = Date.now

let passed = 0
let failed = 0

/** Each test has an issuer of its own, and a clock that it can move. */
async function test(name, run) {
  const issuer = await startIssuer()
  issuer.answer['/keys'] = json(published(first))
  let moved = 0
  Date.now = () => realNow() + moved * 1000
  try {
    await run(issuer, (seconds) => {
      moved += seconds
    })
    passed++
  } catch (error) {
    failed++
    console.log(`FAIL  ${name}\n      ${error.stack}`)
  } finally {
    Date.now = realNow
    await issuer.stop()
  }
}

function equal(found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`expected ${b}, got ${a}`)
}

/** @returns {Promise<any>} the error, for a closer look */
async function refused(promise, code, pattern = /./) {
  let result
  try {
    result = await promise
  } catch (error) {
    if (!(error instanceof RemoteKeysError) && !(error instanceof jwtmint.JwtError)) throw error
    equal(error.code, code)
    if (!pattern.test(error.message)) throw new Error(`${error.message} does not match ${pattern}`)
    return error
  }
  throw new Error(`expected ${code}, but it gave ${result}`)
}

await test('what it gives is what verify takes', async ({ address, requests }) => {
  const keys = remoteKeys(`${address}/keys`)
  for (const token of [tokenOf(first), tokenOf(first, { keyid: null })])
    equal(verify(token, await keys.for(token)).payload.sub, 'me')
  equal(requests, ['/keys'])
})
await test('nothing is fetched before the first token', async ({ address, requests }) => {
  remoteKeys(`${address}/keys`)
  equal(requests, [])
})
await test('one request for fifty tokens at once', async ({ address, requests, answer }) => {
  const now = answer['/keys']
  answer['/keys'] = (request, response) => setTimeout(() => now(request, response), 50)
  const keys = remoteKeys(`${address}/keys`)
  await Promise.all(Array.from({ length: 50 }, () => keys.for(tokenOf(first))))
  equal(requests.length, 1)
})
await test('a new key is found, and an invented kid asks now and then only', async ({
  address,
  requests,
  answer,
}, pass) => {
  const keys = remoteKeys(`${address}/keys`, { pauseSeconds: 30 })
  await keys.for(tokenOf(first))
  answer['/keys'] = json(published(first, second))
  await refused(keys.for(tokenOf(second)), 'ERR_KEY_NOT_FOUND', /None of the keys/)
  equal(requests.length, 1)
  pass(31)
  const token = tokenOf(second)
  equal(verify(token, await keys.for(token)).keyId, 'second')
  equal(requests.length, 2)
  for (let i = 0; i < 20; i++) await refused(keys.for(tokenOf(first, { keyid: `invented ${i}` })), 'ERR_KEY_NOT_FOUND')
  equal(requests.length, 2)
})
await test('a key that was withdrawn is gone when its time is over', async ({ address, answer }, pass) => {
  const keys = remoteKeys(`${address}/keys`)
  await keys.for(tokenOf(first))
  answer['/keys'] = json(published(second))
  pass(601)
  await refused(keys.for(tokenOf(first)), 'ERR_KEY_NOT_FOUND')
})
for (const [what, header, options, kept, over] of [
  ['max-age of the answer', 'public, max-age=120', {}, 119, 121],
  ['less than the least age', 'max-age=1', {}, 59, 61],
  ['more than the greatest age', 'max-age=9999999', { maxAgeSeconds: 200 }, 199, 201],
  ['no-store', 'no-store, max-age=500', { minAgeSeconds: 10 }, 9, 11],
  ['no word about it', '', {}, 599, 601],
  ['nonsense', 'max-age=-5, max-age=x', {}, 599, 601],
])
  await test(`kept for: ${what}`, async ({ address, requests, answer }, pass) => {
    answer['/keys'] = json(published(first), header ? { 'cache-control': header } : {})
    const keys = remoteKeys(`${address}/keys`, options)
    await keys.for(tokenOf(first))
    pass(kept - 1)
    await keys.for(tokenOf(first))
    equal(requests.length, 1)
    pass(over - kept + 1)
    await keys.for(tokenOf(first))
    equal(requests.length, 2)
  })
await test('slow', async ({ address, answer, requests }) => {
  answer['/keys'] = () => undefined
  const keys = remoteKeys(`${address}/keys`, { timeoutMilliseconds: 60 })
  await refused(keys.for(tokenOf(first)), 'ERR_REMOTE_TIMEOUT', /60 ms/)
  // And it is not asked again at once.
  await refused(keys.for(tokenOf(first)), 'ERR_REMOTE_TIMEOUT')
  equal(requests.length, 1)
})
await test('slow after its first byte', async ({ address, answer }) => {
  answer['/keys'] = (_, response) => response.writeHead(200).write('{"keys":[')
  await refused(remoteKeys(`${address}/keys`, { timeoutMilliseconds: 60 }).for(tokenOf(first)), 'ERR_REMOTE_TIMEOUT')
})
await test('a fetch that heeds no signal', async ({ address }) =>
  refused(
    remoteKeys(`${address}/keys`, { timeoutMilliseconds: 20, fetch: () => new Promise(() => undefined) }).for(
      tokenOf(first),
    ),
    'ERR_REMOTE_TIMEOUT',
  ))
for (const [what, value, pattern] of [
  ['no set', { key: [] }, /no JWK Set/],
  ['null', null, /no JWK Set/],
  ['private keys', { keys: [first.toJwk()] }, /private keys or secrets/],
  ['a secret', { keys: [{ kty: 'oct', k: 'AAAA' }] }, /private keys or secrets/],
])
  await test(`lies: ${what}`, async ({ address, answer }) => {
    answer['/keys'] = json(value)
    await refused(remoteKeys(`${address}/keys`).for(tokenOf(first)), 'ERR_REMOTE_INVALID', pattern)
  })
await test('lies: a page, a status, no end', async ({ address, answer }) => {
  answer['/keys'] = (_, response) => response.end('<!doctype html><title>Log in</title>')
  await refused(remoteKeys(`${address}/keys`).for(tokenOf(first)), 'ERR_REMOTE_INVALID', /something other than JSON/)
  await refused(remoteKeys(`${address}/other`).for(tokenOf(first)), 'ERR_REMOTE_STATUS', /404/)
  answer['/keys'] = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"keys":')
    setTimeout(() => response.destroy(), 10)
  }
  await refused(remoteKeys(`${address}/keys`).for(tokenOf(first)), 'ERR_REMOTE_UNREACHABLE')
})
for (const announced of [true, false])
  await test(`ten megabytes, ${announced ? 'announced' : 'not announced'}`, async ({ address, answer }) => {
    let sent = 0
    answer['/keys'] = (_, response) => {
      response.writeHead(200, announced ? { 'content-length': String(10 * MEGABYTE) } : {})
      const more = () => {
        while (sent < 10 && !response.destroyed) {
          sent++
          if (!response.write(' '.repeat(MEGABYTE))) return response.once('drain', more)
        }
        response.end()
      }
      more()
    }
    await refused(remoteKeys(`${address}/keys`).for(tokenOf(first)), 'ERR_REMOTE_TOO_LARGE', /262144 bytes/)
    if (sent === 10) throw new Error('all of it was read')
  })
await test('redirects', async ({ address, answer, requests }) => {
  answer['/moved'] = redirect('/keys')
  await remoteKeys(`${address}/moved`).for(tokenOf(first))
  equal(requests, ['/moved', '/keys'])
  answer['/loop'] = redirect('/loop')
  await refused(remoteKeys(`${address}/loop`).for(tokenOf(first)), 'ERR_REMOTE_REDIRECT', /3 redirects/)
  await refused(remoteKeys(`${address}/moved`, { maxRedirects: 0 }).for(tokenOf(first)), 'ERR_REMOTE_REDIRECT')
  for (const elsewhere of ['http://issuer.example/keys', 'file:///etc/passwd', 'data:,{}']) {
    answer['/away'] = redirect(elsewhere)
    await refused(remoteKeys(`${address}/away`).for(tokenOf(first)), 'ERR_REMOTE_ADDRESS', /https only/)
  }
})
await test('headers stay with the server they are for', async ({ address, answer }) => {
  const seen = []
  const other = await startIssuer()
  other.answer['/keys'] = (request, response) => {
    seen.push(request.headers.authorization)
    json(published(first))(request, response)
  }
  answer['/moved'] = (request, response) => {
    seen.push(request.headers.authorization)
    redirect(`${other.address}/keys`)(request, response)
  }
  try {
    await remoteKeys(`${address}/moved`, { headers: { authorization: 'for the first' } }).for(tokenOf(first))
    equal(seen, ['for the first', null])
  } finally {
    await other.stop()
  }
})
await test('it dies: the keys at hand serve for a while', async ({ address, stop, requests }, pass) => {
  const keys = remoteKeys(`${address}/keys`, { staleSeconds: 100 })
  await keys.for(tokenOf(first))
  await stop()
  pass(601)
  equal(verify(tokenOf(first), await keys.for(tokenOf(first)), { clockTolerance: 9999 }).payload.sub, 'me')
  pass(100)
  await refused(keys.for(tokenOf(first)), 'ERR_REMOTE_UNREACHABLE')
  equal(requests.length, 1)
})
await test('it comes back', async ({ address, answer }, pass) => {
  const good = answer['/keys']
  answer['/keys'] = (_, response) => response.writeHead(503).end()
  const keys = remoteKeys(`${address}/keys`)
  await refused(keys.for(tokenOf(first)), 'ERR_REMOTE_STATUS')
  answer['/keys'] = good
  await refused(keys.for(tokenOf(first)), 'ERR_REMOTE_STATUS')
  pass(31)
  await keys.for(tokenOf(first))
})
await test('discovery', async ({ address, answer, requests }) => {
  const configuration = '/.well-known/openid-configuration'
  answer[configuration] = json({ issuer: address, jwks_uri: `${address}/keys` })
  const keys = remoteKeys(address, { discovery: true })
  await keys.for(tokenOf(first))
  await keys.refresh()
  equal(requests, [configuration, '/keys', '/keys'])
  for (const [lie, code] of [
    [{ issuer: `${address}/`, jwks_uri: `${address}/keys` }, 'ERR_REMOTE_INVALID'],
    [{ issuer: address }, 'ERR_REMOTE_INVALID'],
    [null, 'ERR_REMOTE_INVALID'],
    [{ issuer: address, jwks_uri: 'http://issuer.example/keys' }, 'ERR_REMOTE_ADDRESS'],
  ]) {
    answer[configuration] = json(lie)
    await refused(remoteKeys(address, { discovery: true }).for(tokenOf(first)), code)
  }
})
await test('addresses and options', async ({ address }) => {
  const thrown = (run, code) => refused(Promise.resolve().then(run), code)
  for (const wrong of [
    'http://issuer.example',
    'ftp://127.0.0.1/',
    'no address',
    '',
    'http://127.0.0.1.example/',
    'http://localhost.example/',
    'https://name@issuer.example/',
    'https://:password@issuer.example/',
  ])
    await thrown(() => remoteKeys(wrong), 'ERR_REMOTE_ADDRESS')
  for (const good of ['https://issuer.example/keys', 'http://localhost:1/', 'http://[::1]:1/', 'http://127.9.9.9/'])
    remoteKeys(good)
  for (const options of [
    { maxAge: 5 },
    { maxBytes: 'many' },
    { maxBytes: 1e12 },
    { pauseSeconds: NaN },
    { discovery: 1 },
    { fetch: 1 },
    { headers: 'a' },
    { headers: new Headers({ authorization: 'dropped' }) },
    { headers: { 'max-forwards': 5 } },
    { headers: { '': 'x' } },
    { constructor: 1 },
    new Map([['maxBytes', 5]]),
    Object.create({ maxBytes: 5 }),
    [],
    'maxBytes',
    {
      get maxBytes() {
        throw new Error('unread')
      },
    },
  ])
    await thrown(() => remoteKeys(`${address}/keys`, options), 'ERR_OPTION_INVALID')
  await refused(remoteKeys(`${address}/keys`).for('no token'), 'ERR_TOKEN_MALFORMED')
})
await test('a key in the place of an address is not repeated', async () => {
  const key = generateKey('ES256').toPem()
  const error = await refused(
    Promise.resolve().then(() => remoteKeys(key)),
    'ERR_REMOTE_ADDRESS',
  )
  for (const line of key.split('\n').slice(1, -2))
    if (inspect(error, { depth: 9, showHidden: true }).includes(line)) throw new Error('the key is shown')
})
await test('what Object.prototype was given is no answer', async ({ address, answer }) => {
  answer['/keys'] = json({})
  Object.prototype.keys = published(second).keys
  try {
    await refused(remoteKeys(`${address}/keys`).for(tokenOf(second)), 'ERR_REMOTE_INVALID')
  } finally {
    delete Object.prototype.keys
  }
})
await test('what Object.prototype was given is no part of a request, and no key ID', async ({ address, answer }) => {
  const nameless = generateKey('ES256')
  const seen = []
  answer['/keys'] = (request, response) => {
    seen.push(request.method)
    json(published(nameless))(request, response)
  }
  const handed = async (href, init) => {
    seen.push(init.method, init.body, init.credentials, init.headers.authorization)
    return fetch(href, init)
  }
  const given = { method: 'POST', credentials: 'include', authorization: 'x', kid: 'x' }
  Object.assign(Object.prototype, given)
  try {
    const token = tokenOf(nameless)
    for (const options of [{}, { fetch: handed }]) {
      const keys = remoteKeys(`${address}/keys`, options)
      equal(verify(token, await keys.for(token)).payload.sub, 'me')
      await refused(keys.for(tokenOf(first, { keyid: 'x' })), 'ERR_KEY_NOT_FOUND')
    }
  } finally {
    for (const name of Object.keys(given)) delete Object.prototype[name]
  }
  equal(seen, ['GET', 'GET', null, undefined, undefined, 'GET'])
})
await test('every piece counts by its bytes, whatever holds them', async ({ address }) => {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...published(first), more: ' '.repeat(MEGABYTE) }))
  const lying = Object.defineProperty(bytes.slice(), 'length', { value: 1 })
  for (const piece of [bytes, bytes.slice().buffer, new DataView(bytes.slice().buffer), lying]) {
    const body = { getReader: () => ({ read: async () => ({ done: false, value: piece }), cancel: async () => {} }) }
    const fetch = async () => ({ status: 200, headers: new Headers(), body })
    await refused(remoteKeys(address, { fetch }).refresh(), 'ERR_REMOTE_TOO_LARGE')
  }
})
await test('a fetch that answers anything', async ({ address }) => {
  const endless = { getReader: () => ({ read: async () => ({ done: false, value: [] }), cancel: async () => {} }) }
  for (const response of [5, {}])
    await refused(remoteKeys(address, { fetch: async () => response }).refresh(), 'ERR_REMOTE_STATUS')
  for (const response of [undefined, null, { status: 200 }, { status: 200, headers: new Headers(), body: 5 }])
    await refused(remoteKeys(address, { fetch: async () => response }).refresh(), 'ERR_REMOTE_UNREACHABLE')
  const fetch = async () => ({ status: 200, headers: new Headers(), body: endless })
  await refused(remoteKeys(address, { fetch }).refresh(), 'ERR_REMOTE_UNREACHABLE')
  const empty = {
    ...endless,
    getReader: () => ({ ...endless.getReader(), read: async () => ({ value: new Uint8Array(0) }) }),
  }
  const silent = async () => ({ status: 200, headers: new Headers(), body: empty })
  await refused(remoteKeys(address, { fetch: silent }).refresh(), 'ERR_REMOTE_TOO_LARGE')
})
await test('no error tells what is secret in an address or a header', async ({ address }) => {
  const url = new URL(`${address}/nothing?token=secret`)
  const naming = async (href) => {
    throw new TypeError(`error sending request for url (${href})`)
  }
  const attempts = [
    [() => remoteKeys(url).refresh(), 'ERR_REMOTE_STATUS'],
    [() => remoteKeys(url, { fetch: naming }).refresh(), 'ERR_REMOTE_UNREACHABLE'],
    [() => remoteKeys('https://name:secret@issuer.example/'), 'ERR_REMOTE_ADDRESS'],
    [() => remoteKeys('client:secret'), 'ERR_REMOTE_ADDRESS'],
  ]
  for (const headers of [
    { authorization: 'Bearer\nsecret' },
    { authorization: 'Bearer\0secret' },
    { authorization: 'secret €' },
    { 'secret\n': 'x' },
    { authorization: { toString: () => 'secret\n' } },
    {
      get authorization() {
        throw new Error('secret')
      },
    },
  ])
    attempts.push([() => remoteKeys(url, { headers }), 'ERR_OPTION_INVALID'])
  for (const [attempt, code] of attempts) {
    const error = await refused(Promise.resolve().then(attempt), code)
    if (/secret/.test(error.message)) throw new Error(error.message)
  }
})

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
