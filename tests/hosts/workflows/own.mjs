// The library in a collection of one's own, by the steps of docs/api-clients.md; a request's own script that signs by itself;
// and an API that asks for a DPoP nonce.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, jwtVerify } from 'jose'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { postman } from './clients.mjs'
import { startServer } from '../../api/server.mjs'
import { ec } from '../../api/vendors/material.mjs'

const SECRET = 'a secret of more than thirty-two bytes, for tests'
const VARIABLES = { clientKey: SECRET, keyEncoding: 'utf8', subject: 'me' }
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const inFolder = (name) => readFile(join(COLLECTIONS, name), 'utf8')

/** Runs `work(url, folder)` and answers what arrived: headers, one object a request. */
async function arriving(work, answer = () => ({})) {
  const arrived = []
  const server = createServer((request, response) => {
    arrived.push(request.headers)
    const { status = 200, headers = {} } = answer(request.headers)
    response.writeHead(status, headers)
    response.end('{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-own-'))
  try {
    const { output } = await work(`http://127.0.0.1:${server.address().port}/r`, folder)
    return { arrived, output }
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const bearer = { type: 'bearer', bearer: [{ key: 'token', value: '{{jwt}}', type: 'string' }] }
const prerequest = (text) => [{ listen: 'prerequest', script: { type: 'text/javascript', exec: text.split('\n') } }]

async function newman(collection, variables, folder, more = []) {
  const values = Object.entries(variables).map(([key, value]) => ({ key, value, enabled: true }))
  await writeFile(join(folder, 'one.json'), JSON.stringify({ info: { name: 'own', schema: SCHEMA }, ...collection }))
  await writeFile(join(folder, 'env.json'), JSON.stringify({ name: 'own', values }))
  return run(programs.newman, ['run', 'one.json', '-e', 'env.json', ...more], { cwd: folder })
}

const OWN = {
  newman: async (url, folder) => {
    const globals = join(COLLECTIONS, 'postman/own/jwtmint.postman_globals.json')
    const event = prerequest(await inFolder('postman/own/pre-request.js'))
    return newman({ auth: bearer, event, item: [{ name: 'one', request: { url } }] }, VARIABLES, folder, [
      '-g',
      globals,
    ])
  },
  bruno: async (url, folder) => {
    await cp(join(COLLECTIONS, 'bruno/client-generated/lib'), join(folder, 'lib'), { recursive: true })
    await cp(join(COLLECTIONS, 'bruno/client-generated/collection.bru'), join(folder, 'collection.bru'))
    await writeFile(join(folder, 'bruno.json'), '{"version":"1","name":"own","type":"collection"}')
    const values = Object.entries(VARIABLES).map(([name, value]) => `  ${name}: ${value}`)
    await writeFile(
      join(folder, 'one.bru'),
      `meta {\n  name: one\n  type: http\n}\n\nget {\n  url: ${url}\n  body: none\n  auth: inherit\n}\n\nvars:pre-request {\n${values.join('\n')}\n}\n`,
    )
    return run(programs.bruno, ['run', '-r'], { cwd: folder })
  },
  hoppscotch: async (url, folder) => {
    const shipped = JSON.parse(await inFolder('hoppscotch/client-generated-hmac.json'))
    const preRequestScript = await inFolder('hoppscotch/own/pre-request-usual.js')
    const request = { ...shipped.requests[0], endpoint: url, testScript: '' }
    const variables = Object.entries(VARIABLES).map(([key, value]) => ({
      key,
      initialValue: value,
      currentValue: value,
      secret: false,
    }))
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, preRequestScript, requests: [request] }))
    await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'own', name: 'own', variables }))
    return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
  },
  httpyac: async (url, folder) => {
    await cp(join(COLLECTIONS, 'httpyac/lib'), join(folder, 'lib'), { recursive: true })
    await cp(join(COLLECTIONS, 'httpyac/httpyac.config.js'), join(folder, 'httpyac.config.js'))
    const values = Object.entries(VARIABLES).map(([name, value]) => `@${name} = ${value}`)
    await writeFile(join(folder, 'one.http'), `${values.join('\n')}\n\nGET ${url}\nAuthorization: Bearer {{jwt}}\n`)
    return run(programs.httpyac, ['send', 'one.http', '-a'], { cwd: folder })
  },
}

/** What Hoppscotch's smallest collection cannot read, and another client's way of writing a variable. */
async function inHoppscotch(variables, told) {
  const { arrived, output } = await arriving(async (url, folder) => {
    const shipped = JSON.parse(await inFolder('hoppscotch/client-generated-hmac.json'))
    const requestVariables = Object.entries(variables).map(([key, value]) => ({ key, value, active: true }))
    const request = { ...shipped.requests[0], endpoint: '<<url>>', testScript: '', requestVariables }
    const values = [{ key: 'url', initialValue: url, currentValue: url, secret: false }]
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, requests: [request] }))
    await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'own', name: 'own', variables: values }))
    return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
  })
  equal([arrived.length, told.test(output)], [0, true], output.slice(-800))
}

/** httpyac has replaced the missing variable by a word before anything of ours runs. */
async function missingInHttpyac() {
  const { arrived, output } = await arriving(async (url, folder) => {
    await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
    const environment = { one: { ...VARIABLES, audience: 'https://{{nowhere}}/token' } }
    await writeFile(join(folder, 'http-client.env.json'), JSON.stringify(environment))
    await writeFile(join(folder, 'one.http'), `GET ${url}\nAuthorization: Bearer {{jwt}}\n`)
    return run(programs.httpyac, ['send', 'one.http', '-a', '-e', 'one'], { cwd: folder })
  })
  equal(
    [arrived.length, /"audience" holds (\{\{nowhere|the word undefined)/.test(output)],
    [0, true],
    output.slice(-800),
  )
}

async function signed({ arrived, output }) {
  equal(arrived.length, 1, `how many requests arrived (the client printed: ${output.slice(-800)})`)
  const { payload } = await jwtVerify(String(arrived[0].authorization).replace('Bearer ', ''), Buffer.from(SECRET))
  equal(payload.sub, 'me', 'the subject')
}

/** The README's snippet in the shipped collection, whose own variables are empty. */
async function snippet() {
  const shipped = JSON.parse(await inFolder('postman/client-generated.postman_collection.json'))
  const script = `const token = jwtmint.sign({ sub: 'me' }, pm.environment.get('mine'), { expiresIn: '60s', jwtid: pm.variables.replaceIn('{{$guid}}') })
pm.request.headers.upsert({ key: 'Authorization', value: \`Bearer \${token}\` })`
  const item = (url) => [{ name: 'one', event: prerequest(script), request: { url, auth: { type: 'noauth' } } }]
  await signed(await arriving((url, folder) => newman({ ...shipped, item: item(url) }, { mine: SECRET }, folder)))
}

/** A key that cannot be read fails each request in Newman's JUnit report, and no request is sent. */
async function report() {
  const shipped = JSON.parse(await inFolder('postman/client-generated.postman_collection.json'))
  let xml
  const { arrived } = await arriving(async (url, folder) => {
    const item = ['one', 'two'].map((name) => ({ name, request: { url } }))
    const clientKey = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'
    const reporters = ['--reporters', 'junit', '--reporter-junit-export', 'junit.xml']
    const done = await newman({ ...shipped, item }, { clientKey }, folder, reporters)
    xml = await readFile(join(folder, 'junit.xml'), 'utf8')
    return done
  })
  equal(arrived.length, 0, 'how many requests arrived')
  const suites = xml.split('<testsuite ').slice(1)
  equal(
    suites.map((suite) => [/ tests="1"/, / failures="1"/, /"clientKey" was refused/].map((sign) => sign.test(suite))),
    Array(2).fill([true, true, true]),
    xml.slice(0, 800),
  )
}

/** The key in Postman's vault: under the variable's own name, and under another one. */
async function vault(overrides, secretName) {
  const environment = JSON.parse(await inFolder('postman/HS256.postman_environment.json'))
  const { value } = environment.values.find(({ key }) => key === 'clientKey')
  const answers = []
  const server = await startServer({ onAnswer: ({ status }) => answers.push(status) })
  try {
    const addresses = { baseUrl: server.address, audience: server.address }
    const run = (secrets) => postman('client-generated', 'HS256', { ...addresses, ...overrides }, '', secrets)
    const { output } = await run({ [secretName]: value })
    equal(answers, [200, 200, 200], `the answers of the API (${output})`)
    const missing = await run({})
    equal(
      [answers.slice(3), /"clientKey" (is empty|holds \{\{vault:dev-key\}\})/.test(missing.output)],
      [[200], true],
      missing.output,
    )
  } finally {
    await server.close()
  }
}

/** An API that asks for a nonce. */
const asks = ({ dpop }) =>
  decodeJwt(dpop).nonce === 'n-1'
    ? {}
    : { status: 401, headers: { 'dpop-nonce': 'n-1', 'www-authenticate': 'DPoP error="use_dpop_nonce"' } }

/** Hoppscotch cannot send a request again; its next one carries the nonce. */
async function nonceInHoppscotch() {
  const shipped = JSON.parse(await inFolder('hoppscotch/client-generated-usual.json'))
  const { arrived, output } = await arriving(async (url, folder) => {
    const variables = Object.entries({ ...ec().variables, dpop: 'true', url }).map(([key, value]) => ({
      key,
      initialValue: value,
      currentValue: value,
      secret: false,
    }))
    const headers = [{ key: 'DPoP', value: '<<dpopProof>>', active: true, description: '' }]
    const requests = ['one', 'two'].map((name) => ({
      ...shipped.requests[0],
      name,
      endpoint: '<<url>>',
      testScript: '',
      headers,
    }))
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, requests }))
    await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'own', name: 'own', variables }))
    return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
  }, asks)
  const nonces = arrived.map(({ dpop }) => decodeJwt(dpop).nonce ?? 'none')
  equal(nonces, ['none', 'n-1'], `the nonces (Hoppscotch printed: ${output.slice(-800)})`)
}

/** Bruno keeps the nonce for the next request; with a script behind the answer its runner sends the request again. */
async function nonceInBruno(again) {
  const { arrived, output } = await arriving(async (url, folder) => {
    await cp(join(COLLECTIONS, 'bruno/client-generated/lib'), join(folder, 'lib'), { recursive: true })
    const collection = await inFolder('bruno/client-generated/collection.bru')
    const script = (await inFolder('bruno/own/post-response.js')).trim().replace(/^/gm, '  ')
    await writeFile(
      join(folder, 'collection.bru'),
      collection + (again ? `\nscript:post-response {\n${script}\n}\n` : ''),
    )
    await writeFile(join(folder, 'bruno.json'), '{"version":"1","name":"own","type":"collection"}')
    const clientKey = ec().variables.clientKey.trim().replace(/\n/g, '\\n')
    for (const [at, name] of ['one', 'two'].entries())
      await writeFile(
        join(folder, `${name}.bru`),
        [
          `meta {\n  name: ${name}\n  type: http\n  seq: ${at + 1}\n}`,
          `get {\n  url: ${url}\n  body: none\n  auth: none\n}`,
          'headers {\n  DPoP: {{dpopProof}}\n}',
          `vars:pre-request {\n  clientKey: ${clientKey}\n  dpop: true\n}\n`,
        ].join('\n\n'),
      )
    return run(programs.bruno, ['run', '-r'], { cwd: folder })
  }, asks)
  const nonces = arrived.map(({ dpop }) => decodeJwt(dpop).nonce ?? 'none')
  equal(nonces, ['none', ...(again ? ['n-1'] : []), 'n-1'], `the nonces (Bruno printed: ${output.slice(-800)})`)
}

/** Newman's runner sends the request again. */
async function nonce() {
  const shipped = JSON.parse(await inFolder('postman/client-generated.postman_collection.json'))
  const { arrived, output } = await arriving((url, folder) => {
    const header = [{ key: 'DPoP', value: '{{dpopProof}}' }]
    const item = ['one', 'two'].map((name) => ({ name, request: { url, auth: { type: 'noauth' }, header } }))
    return newman({ ...shipped, item }, { ...ec().variables, dpop: 'true' }, folder)
  }, asks)
  equal(
    arrived.map(({ dpop }) => decodeJwt(dpop).nonce ?? 'none'),
    ['none', 'n-1', 'n-1'],
    `the nonces (Newman printed: ${output.slice(-800)})`,
  )
}

export const own = {
  name: "collections of one's own in newman, bruno, hoppscotch and httpyac",
  async run() {
    const t = tally(this.name)
    for (const [client, work] of Object.entries(OWN)) await t.check(client, async () => signed(await arriving(work)))
    await t.check('the snippet of the README in the shipped collection', snippet)
    await t.check('a key that cannot be read, in the JUnit report', report)
    await t.check('a key in the vault', () => vault({ clientKey: '' }, 'clientKey'))
    await t.check('a key in the vault under another name', () => vault({ clientKey: '{{vault:dev-key}}' }, 'dev-key'))
    await t.check('a missing variable in an environment of httpyac', missingInHttpyac)
    await t.check('a key that needs another file of the library', () =>
      inHoppscotch({ ...ec().variables }, /import hoppscotch\/client-generated-usual\.json/),
    )
    await t.check('braces in Hoppscotch', () =>
      inHoppscotch({ ...VARIABLES, audience: '{{who}}', who: 'x' }, /a variable is written <<who>>/),
    )
    await t.check('a nonce that the API asks for', nonce)
    await t.check('a nonce that the API asks for, in Bruno', () => nonceInBruno(false))
    await t.check('a nonce that the API asks for, in Bruno with the script that asks again', () => nonceInBruno(true))
    await t.check('a nonce that the API asks for, in Hoppscotch', nonceInHoppscotch)
    return t
  },
}
