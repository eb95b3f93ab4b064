// Solution 1 in every client: a token from the API's login. Whatever goes wrong there, no request goes out without a
// token, and neither a token nor a password is printed.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../api/server.mjs'
import { COLLECTIONS } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { clients, newman } from './clients.mjs'

/** The collection's requests: the orders, which need a token, and the public endpoint. */
const FRESH = ['login ok', 'orders ok', 'health ok']
const REFUSED = ['login ok', 'health ok']

/** `shared` ones do not depend on the client, and are run in the two quickest alone. */
const CASES = [
  { name: 'a fresh single-use token', expected: FRESH },
  { name: 'the token in "token"', shared: true, query: '?answer=token', expected: FRESH },
  {
    name: 'the token in data.jwt',
    shared: true,
    query: '?answer=nested',
    overrides: { tokenPath: 'data.jwt' },
    expected: FRESH,
  },
  { name: 'an opaque token', shared: true, query: '?answer=opaque', expected: FRESH },
  { name: 'a token without exp', shared: true, query: '?answer=no-exp', expected: FRESH },
  { name: 'status 201', query: '?answer=created', expected: ['login created', 'orders ok', 'health ok'] },
  { name: 'a login by a form', overrides: { tokenBodyFormat: 'form' }, expected: FRESH },
  { name: 'credentials in the header', overrides: { credentialsIn: 'header' }, expected: FRESH },
  {
    name: 'a wrong password',
    overrides: { password: 'wrong' },
    expected: ['login login_refused', 'health ok'],
    message: /refused with status 401 and the error "login_refused"/,
  },
  {
    name: 'a refusal that repeats the password',
    query: '?misbehave=echo-refused',
    expected: ['login login_refused', 'health ok'],
    message: /refused with status 403 and the error "login_refused"\. Check/,
  },
  {
    name: 'no token',
    shared: true,
    query: '?misbehave=no-token',
    expected: REFUSED,
    message: /answered without a token/,
  },
  { name: 'no JSON', shared: true, query: '?misbehave=not-json', expected: REFUSED, message: /that is not JSON/ },
  {
    name: 'expired on arrival',
    shared: true,
    query: '?misbehave=expired',
    expected: REFUSED,
    message: /had expired when it arrived/,
  },
  {
    name: 'nobody there',
    overrides: { loginUrl: 'http://127.0.0.1:9/login' },
    expected: ['health ok'],
    message: /was not reached/,
  },
  {
    name: 'no address',
    shared: true,
    overrides: { loginUrl: '' },
    expected: ['health ok'],
    message: /"loginUrl" is empty/,
  },
  {
    name: 'a variable in the address that nothing replaces',
    overrides: { loginUrl: 'http://{{nowhere}}/login' },
    expected: ['health ok'],
    message: /"loginUrl" holds \{\{nowhere\}\}/,
  },
]

/** Runs of several rounds, which Newman alone has a switch for. */
const ROUNDS = [
  { name: 'a single-use token for each request', rounds: 3, expected: [...FRESH, ...FRESH, ...FRESH] },
  {
    name: 'a token that serves for a while',
    rounds: 3,
    query: '?single_use=false',
    overrides: { reuseToken: 'TRUE' },
    expected: [...FRESH, 'orders ok', 'health ok', 'orders ok', 'health ok'],
  },
  {
    name: 'a token that is about to expire',
    rounds: 2,
    query: '?single_use=false&lives=8',
    overrides: { reuseToken: 'true' },
    expected: [...FRESH, ...FRESH],
  },
  {
    name: 'a single-use token sent twice',
    rounds: 2,
    overrides: { reuseToken: 'true' },
    expected: [...FRESH, 'orders token_used', 'health ok'],
  },
]

const inClient = (client) => ({
  name: `server-generated in ${client.name}`,
  async run() {
    const t = tally(this.name)
    const own = ['newman', 'httpyac'].includes(client.name) ? CASES : CASES.filter(({ shared }) => !shared)
    for (const { name, ...options } of own) {
      const run = (changed, folder) => client.run('server-generated', 'login', changed, folder)
      await t.check(name, () => observe(run, { ...options, sendsWithoutToken: client.sendsWithoutToken }))
    }
    return t
  },
})

const rounds = {
  name: 'server-generated, round after round in newman',
  async run() {
    const t = tally(this.name)
    for (const { name, rounds, ...options } of ROUNDS)
      await t.check(name, () => observe(newman('server-generated', 'login', ['-n', String(rounds)]), options))
    return t
  },
}

export const serverGenerated = [...clients.map(inClient), rounds]

async function observe(run, { query = '', overrides = {}, expected, message, sendsWithoutToken }) {
  const answers = []
  const file = join(COLLECTIONS, 'clients.json')
  const { users } = JSON.parse(await readFile(file, 'utf8'))
  const server = await startServer({
    clients: file,
    onAnswer: ({ path, status, reason }) =>
      answers.push(`${path.slice(1)} ${{ 200: 'ok', 201: 'created' }[status] ?? reason}`),
  })
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-login-'))
  try {
    const [{ name, password }] = users
    const own = { baseUrl: server.address, loginUrl: `${server.address}/login${query}`, user: name, password }
    const { code, output } = await run({ ...own, ...overrides }, folder)
    const wanted = sendsWithoutToken && message ? expected.toSpliced(-1, 0, 'orders token_invalid') : expected
    equal(answers, wanted, `the answers of the API (the client printed: ${output.slice(-1500)})`)
    const good = expected.every((answer) => /(ok|created)$/.test(answer)) && !message
    equal(code === 0, good, `whether the client is content (it printed: ${output.slice(-1500)})`)
    // Some clients print their tables in columns and break the lines of a message.
    if (message && !message.test(output.replace(/[\s│]+/g, ' ')))
      throw new Error(`the message ${message} is missing in: ${output.slice(-2500)}`)
    if (output.includes(password) || /eyJ[\w-]{20}/.test(output)) throw new Error('a password or a token was printed')
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
