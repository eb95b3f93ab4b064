// The client's own Authorization tab decides: what stands there, on the request, its folder or the collection, is what arrives,
// with a token only where it names one, and a public request needs no key at all.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'

const SECRET = 'a secret of more than thirty-two bytes, for tests'
const KEY = { clientKey: SECRET, keyEncoding: 'utf8' }
const BASIC = `Basic ${Buffer.from('a:b').toString('base64')}`
const OTHER = 'Bearer of-the-tab'
const TOKEN = 'Bearer <token>'
const NOTHING = 'nothing'

/** Of each run: what stands in the collection's tab, its requests as [the folder's tab, the request's tab, what arrives], variables. */
const RUNS = [
  {
    name: 'with a key',
    collection: 'jwt',
    variables: KEY,
    requests: [
      ['inherit', 'inherit', TOKEN],
      ['inherit', 'basic', BASIC],
      ['inherit', 'other', OTHER],
      ['inherit', 'none', NOTHING],
      ['basic', 'inherit', BASIC],
      ['other', 'inherit', OTHER],
      ['none', 'inherit', NOTHING],
      ['basic', 'jwt', TOKEN],
    ],
  },
  { name: 'with a key', collection: 'basic', variables: KEY, requests: [['inherit', 'inherit', BASIC]] },
  { name: 'with a key', collection: 'other', variables: KEY, requests: [['inherit', 'inherit', OTHER]] },
  { name: 'with a key', collection: 'none', variables: KEY, requests: [['inherit', 'inherit', NOTHING]] },
  {
    name: 'without a key',
    collection: 'jwt',
    variables: {},
    requests: [
      ['inherit', 'none', NOTHING],
      ['inherit', 'basic', BASIC],
    ],
  },
]

const pairs = (object) => Object.entries(object).map(([key, value]) => ({ key, value, type: 'string' }))
const POSTMAN = {
  basic: { type: 'basic', basic: pairs({ username: 'a', password: 'b' }) },
  other: { type: 'bearer', bearer: pairs({ token: 'of-the-tab' }) },
  none: { type: 'noauth' },
  jwt: { type: 'bearer', bearer: pairs({ token: '{{jwt}}' }) },
}
const BRUNO = {
  basic: ['basic', 'auth:basic {\n  username: a\n  password: b\n}\n'],
  other: ['bearer', 'auth:bearer {\n  token: of-the-tab\n}\n'],
  none: ['none', ''],
  jwt: ['bearer', 'auth:bearer {\n  token: {{jwt}}\n}\n'],
  inherit: ['inherit', ''],
}
const HOPPSCOTCH = {
  basic: { authType: 'basic', authActive: true, username: 'a', password: 'b' },
  other: { authType: 'bearer', authActive: true, token: 'of-the-tab' },
  none: { authType: 'none', authActive: true },
  jwt: { authType: 'bearer', authActive: true, token: '<<jwt>>' },
  inherit: { authType: 'inherit', authActive: true },
}

const shippedJson = async (name) => JSON.parse(await readFile(join(COLLECTIONS, name), 'utf8'))
/** Requests are told apart by their number. */
const marked = (requests) => requests.map(([folder, request], at) => ({ folder, request, number: String(at) }))

async function newman(url, folder, { collection, variables, requests }) {
  const shipped = await shippedJson('postman/client-generated.postman_collection.json')
  const auth = (tab) => (tab === 'inherit' ? {} : { auth: POSTMAN[tab] })
  const item = marked(requests).map((one) => ({
    name: `folder ${one.number}`,
    ...auth(one.folder),
    item: [
      { name: one.number, request: { url, header: [{ key: 'x-case', value: one.number }], ...auth(one.request) } },
    ],
  }))
  const values = Object.entries(variables).map(([key, value]) => ({ key, value, enabled: true }))
  await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, ...auth(collection), item }))
  await writeFile(join(folder, 'env.json'), JSON.stringify({ name: 'own', values }))
  return run(programs.newman, ['run', 'one.json', '-e', 'env.json'], { cwd: folder })
}

async function bruno(url, folder, { collection, variables, requests }) {
  await cp(join(COLLECTIONS, 'bruno/client-generated'), folder, { recursive: true })
  for (const name of ['List the orders', 'Send a payment', 'Ask whether it is up'])
    await rm(join(folder, `${name}.bru`))
  const auth = (tab) => `auth {\n  mode: ${BRUNO[tab][0]}\n}\n\n${BRUNO[tab][1]}\n`
  const shipped = await readFile(join(folder, 'collection.bru'), 'utf8')
  await writeFile(join(folder, 'collection.bru'), auth(collection) + shipped.slice(shipped.indexOf('script:')))
  for (const one of marked(requests)) {
    const inside = join(folder, `f${one.number}`)
    await mkdir(inside)
    await writeFile(join(inside, 'folder.bru'), `meta {\n  name: f${one.number}\n}\n\n${auth(one.folder)}`)
    const call = `get {\n  url: ${url}\n  body: none\n  auth: ${BRUNO[one.request][0]}\n}\n\n${BRUNO[one.request][1]}`
    const header = `headers {\n  x-case: ${one.number}\n}\n`
    await writeFile(join(inside, 'one.bru'), `meta {\n  name: one\n  type: http\n}\n\n${call}\n${header}`)
  }
  const values = Object.entries(variables).map(([name, value]) => `  ${name}: ${value}\n`)
  await writeFile(join(folder, 'environments/own.bru'), `vars {\n${values.join('')}}\n`)
  return run(programs.bruno, ['run', '-r', '--env', 'own'], { cwd: folder })
}

async function hoppscotch(url, folder, { collection, variables, requests }) {
  const shipped = await shippedJson('hoppscotch/client-generated-hmac.json')
  const bare = { ...shipped, preRequestScript: '', testScript: '' }
  const folders = marked(requests).map((one) => ({
    ...bare,
    name: one.number,
    auth: HOPPSCOTCH[one.folder],
    requests: [
      {
        ...shipped.requests[0],
        endpoint: url,
        testScript: '',
        auth: HOPPSCOTCH[one.request],
        headers: [{ key: 'x-case', value: one.number, active: true, description: '' }],
      },
    ],
  }))
  const values = Object.entries(variables).map(([key, value]) => ({
    key,
    initialValue: value,
    currentValue: value,
    secret: false,
  }))
  const whole = { ...shipped, folders, requests: [], auth: HOPPSCOTCH[collection] }
  await writeFile(join(folder, 'one.json'), JSON.stringify(whole))
  await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'own', name: 'own', variables: values }))
  return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
}

/** Answers what arrived as Authorization, by the number of the request, with a signed token as <token>. */
async function arrived(send, one) {
  const heard = {}
  const server = createServer(({ headers }, response) => {
    heard[headers['x-case']] = headers.authorization?.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/, '<token>') ?? NOTHING
    response.end('{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-authorization-'))
  try {
    const { code, output } = await send(`http://127.0.0.1:${server.address().port}/r`, folder, one)
    return { heard, code, output }
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** `own(folder, request, expected)` is what arrives where the client has a rule of its own. */
const inClient = (name, send, own = (_folder, _request, expected) => expected) => ({
  name: `the Authorization tab in ${name}`,
  async run() {
    const t = tally(this.name)
    for (const one of RUNS) {
      const { heard, code, output } = await arrived(send, one)
      const told = `(the client printed: ${output.slice(-800)})`
      for (const [at, [folder, request, expected]] of one.requests.entries())
        await t.check(`${one.name}: ${one.collection}, ${folder}, ${request}`, () =>
          equal(heard[at], own(folder, request, expected), `what arrived ${told}`),
        )
      await t.check(`${one.name}: ${one.collection}: the run`, () => equal(code, 0, `how it ended ${told}`))
    }
    return t
  },
})

/** Bruno takes No Auth of a folder for no decision, and goes on to the collection. */
const noDecision = (folder, request, expected) => (folder === 'none' && request === 'inherit' ? TOKEN : expected)

export const authorization = [
  inClient('newman', newman),
  inClient('bruno', bruno, noDecision),
  inClient('hoppscotch', hoppscotch),
]
