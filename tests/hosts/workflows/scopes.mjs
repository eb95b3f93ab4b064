// Variables in every scope of a client, each claim from another one: what the client itself would put into a field.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwtVerify } from 'jose'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'

const SECRET = 'a secret of more than thirty-two bytes, for tests'
const CLAIMS = (...names) => JSON.stringify(Object.fromEntries(names.map((name) => [name, `{{${name}}}`])))

async function newman(url, folder) {
  const shipped = JSON.parse(
    await readFile(join(COLLECTIONS, 'postman/client-generated.postman_collection.json'), 'utf8'),
  )
  const values = (object) => Object.entries(object).map(([key, value]) => ({ key, value, enabled: true }))
  const names = ['ofGlobals', 'ofCollection', 'ofEnvironment', 'ofData', 'ofAll', 'ofScript']
  const set = "pm.variables.set('ofScript', 'script')\njwtmintToken(pm, {})"
  const collection = {
    ...shipped,
    event: [{ listen: 'prerequest', script: { exec: ["pm.variables.set('ofScript', 'not yet')"] } }, ...shipped.event],
    variable: [
      ...shipped.variable,
      ...values({ ofCollection: 'collection', ofAll: 'collection', keyEncoding: 'utf8' }),
    ],
    item: [{ name: 'one', event: [{ listen: 'prerequest', script: { exec: set.split('\n') } }], request: { url } }],
  }
  const environment = {
    ofEnvironment: 'environment',
    ofAll: 'environment',
    claims: CLAIMS(...names),
    clientKey: '{{secret}}',
  }
  await writeFile(join(folder, 'c.json'), JSON.stringify(collection))
  await writeFile(join(folder, 'e.json'), JSON.stringify({ name: 'e', values: values(environment) }))
  await writeFile(
    join(folder, 'g.json'),
    JSON.stringify({ name: 'g', values: values({ ofGlobals: 'globals', ofAll: 'globals', secret: SECRET }) }),
  )
  await writeFile(join(folder, 'd.json'), JSON.stringify([{ ofData: 'data', ofAll: 'data' }]))
  return run(programs.newman, ['run', 'c.json', '-e', 'e.json', '-g', 'g.json', '-d', 'd.json'], { cwd: folder })
}

const bruno =
  (...mode) =>
  async (url, folder) => {
    await cp(join(COLLECTIONS, 'bruno/client-generated'), folder, { recursive: true })
    for (const name of ['List the orders', 'Send a payment', 'Ask whether it is up'])
      await rm(join(folder, `${name}.bru`))
    const shipped = await readFile(join(folder, 'collection.bru'), 'utf8')
    const names = ['ofCollection', 'ofEnvironment', 'ofFolder', 'ofRequest', 'ofRun', 'ofProcess', 'ofAll']
    const vars = (object, kind = ':pre-request') =>
      `vars${kind} {\n${Object.entries(object)
        .map(([key, value]) => `  ${key}: ${value}`)
        .join('\n')}\n}\n`
    await writeFile(
      join(folder, 'collection.bru'),
      `${shipped}\n${vars({ ofCollection: 'collection', ofAll: 'collection', keyEncoding: 'utf8' })}`,
    )
    await writeFile(
      join(folder, 'environments/e.bru'),
      vars(
        {
          ofEnvironment: 'environment',
          ofAll: 'environment',
          clientKey: '{{process.env.SECRET}}',
          ofProcess: '{{process.env.OF_PROCESS}}',
          claims: CLAIMS(...names),
        },
        '',
      ),
    )
    await writeFile(join(folder, '.env'), `SECRET='${SECRET}'\nOF_PROCESS='process'\n`)
    await mkdir(join(folder, 'f'))
    await writeFile(
      join(folder, 'f/folder.bru'),
      `meta {\n  name: f\n}\n\n${vars({ ofFolder: 'folder', ofAll: 'folder' })}`,
    )
    const request = (name, auth, more) =>
      `meta {\n  name: ${name}\n  type: http\n  seq: ${name === 'a' ? 1 : 2}\n}\n\nget {\n  url: ${url}\n  body: none\n  auth: ${auth}\n}\n\n${more}`
    await writeFile(
      join(folder, 'f/a.bru'),
      request('a', 'none', "script:pre-request {\n  bru.setVar('ofRun', 'run')\n}\n"),
    )
    await writeFile(join(folder, 'f/b.bru'), request('b', 'inherit', vars({ ofRequest: 'request', ofAll: 'request' })))
    return run(programs.bruno, ['run', '-r', '--env', 'e', ...mode], { cwd: folder })
  }

async function hoppscotch(url, folder) {
  const shipped = JSON.parse(await readFile(join(COLLECTIONS, 'hoppscotch/client-generated-hmac.json'), 'utf8'))
  const claims = CLAIMS('ofEnvironment', 'ofRequest', 'ofAll').replace(/\{\{(\w+)\}\}/g, '<<$1>>')
  const environment = {
    ofEnvironment: 'environment',
    ofAll: 'environment',
    clientKey: '<<my-secret>>',
    'my-secret': SECRET,
    keyEncoding: 'utf8',
    claims,
  }
  const variables = Object.entries(environment).map(([key, value]) => ({
    key,
    initialValue: value,
    currentValue: value,
    secret: false,
  }))
  const own = { ofRequest: 'request', ofAll: 'request' }
  const requestVariables = Object.entries(own).map(([key, value]) => ({ key, value, active: true }))
  const requests = [{ ...shipped.requests[0], endpoint: url, testScript: '', requestVariables }]
  await writeFile(join(folder, 'c.json'), JSON.stringify({ ...shipped, requests }))
  await writeFile(join(folder, 'e.json'), JSON.stringify({ v: 2, id: 'e', name: 'e', variables }))
  return run(programs.hoppscotch, ['test', 'c.json', '-e', 'e.json'], { cwd: folder })
}

async function httpyac(url, folder) {
  await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
  const environment = { ofEnvironment: 'environment', ofAll: 'environment', clientKey: SECRET, keyEncoding: 'utf8' }
  await writeFile(join(folder, 'http-client.env.json'), JSON.stringify({ e: environment }))
  const claims = CLAIMS('ofEnvironment', 'ofFile', 'ofRequest', 'ofAll')
  const text = [
    '@ofFile = file',
    `{{+\n  exports.claims = ${JSON.stringify(claims)}\n}}`,
    '###',
    '@ofRequest = request',
    '@ofAll = request',
    `GET ${url}`,
    'Authorization: Bearer {{jwt}}',
    '',
  ]
  await writeFile(join(folder, 'one.http'), text.join('\n'))
  return run(programs.httpyac, ['send', 'one.http', '-a', '-e', 'e'], { cwd: folder })
}

const CASES = [
  [
    'newman',
    newman,
    {
      ofGlobals: 'globals',
      ofCollection: 'collection',
      ofEnvironment: 'environment',
      ofData: 'data',
      ofAll: 'data',
      ofScript: 'script',
    },
  ],
  ...[
    ['bruno safe', bruno()],
    ['bruno developer', bruno('--sandbox', 'developer')],
  ].map((named) => [
    ...named,
    {
      ofCollection: 'collection',
      ofEnvironment: 'environment',
      ofFolder: 'folder',
      ofRequest: 'request',
      ofRun: 'run',
      ofProcess: 'process',
      ofAll: 'request',
    },
  ]),
  ['hoppscotch', hoppscotch, { ofEnvironment: 'environment', ofRequest: 'request', ofAll: 'request' }],
  ['httpyac', httpyac, { ofEnvironment: 'environment', ofFile: 'file', ofRequest: 'request', ofAll: 'request' }],
]

export const scopes = {
  name: 'variables of every scope in newman, bruno, hoppscotch and httpyac',
  async run() {
    const t = tally(this.name)
    for (const [client, send, expected] of CASES) await t.check(client, () => observe(send, expected))
    return t
  },
}

async function observe(send, expected) {
  let last
  const server = createServer((request, response) => {
    last = request.headers.authorization
    response.end('{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-scopes-'))
  try {
    const { output } = await send(`http://127.0.0.1:${server.address().port}/r`, folder)
    if (!last) throw new Error(`no token arrived; the client printed: ${output.slice(-1000)}`)
    const { payload } = await jwtVerify(last.replace('Bearer ', ''), Buffer.from(SECRET))
    const { iat: _issued, exp: _expires, ...rest } = payload
    equal(rest, expected, 'the claims')
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
