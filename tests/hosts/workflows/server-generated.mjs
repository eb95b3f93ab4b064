// Solution 1 in Newman: a token from the API's login; whatever goes wrong there, no request goes out without a token.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from '../../api/server.mjs'
import { COLLECTIONS } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { newman } from './clients.mjs'

const CASES = [
  {
    name: 'a fresh single-use token for each request',
    iterations: 3,
    expected: ['login ok', 'orders ok', 'login ok', 'orders ok', 'login ok', 'orders ok'],
  },
  {
    name: 'a token that serves for a while',
    iterations: 3,
    query: '?single_use=false',
    overrides: { reuseToken: 'true' },
    expected: ['login ok', 'orders ok', 'orders ok', 'orders ok'],
  },
  {
    name: 'a single-use token sent twice',
    iterations: 2,
    overrides: { reuseToken: 'true' },
    expected: ['login ok', 'orders ok', 'orders token_used'],
  },
  {
    name: 'a wrong password',
    overrides: { password: 'wrong' },
    expected: ['login login_refused'],
    message: /login was refused with status 401/,
  },
  {
    name: 'an answer without a token',
    query: '?misbehave=no-token',
    expected: ['login ok'],
    message: /without "access_token"/,
  },
  {
    name: 'an answer that is not JSON',
    query: '?misbehave=not-json',
    expected: ['login ok'],
    message: /was to answer JSON/,
  },
  {
    name: 'a token that is no JWT',
    query: '?misbehave=not-a-jwt',
    expected: ['login ok'],
    message: /the request was not sent/,
  },
  {
    name: 'a token expired on arrival',
    query: '?misbehave=expired',
    expected: ['login ok'],
    message: /had expired when it arrived/,
  },
  {
    name: 'no login endpoint there',
    overrides: { loginUrl: 'http://127.0.0.1:9/login' },
    expected: [],
    message: /was not reached/,
  },
]

export const serverGenerated = { name: 'server-generated in newman', run }

async function run() {
  const t = tally(serverGenerated.name)
  for (const { name, ...options } of CASES) await t.check(name, () => observe(options))
  return t
}

async function observe({ iterations = 1, query = '', overrides = {}, expected, message }) {
  const answers = []
  const clients = join(COLLECTIONS, 'clients.json')
  const server = await startServer({
    clients,
    onAnswer: ({ path, status, reason }) => answers.push(`${path.slice(1)} ${status === 200 ? 'ok' : reason}`),
  })
  try {
    const { users } = JSON.parse(await readFile(clients, 'utf8'))
    const changed = {
      baseUrl: server.address,
      loginUrl: `${server.address}/login${query}`,
      user: users[0].name,
      ...overrides,
    }
    const { code, output } = await newman('server-generated', 'login', ['-n', String(iterations)])(changed)
    equal(answers, expected, `the answers of the API (Newman printed: ${output.slice(-1500)})`)
    equal(
      code === 0,
      expected.length > 0 && expected.every((answer) => answer.endsWith(' ok')) && !message,
      `whether Newman is content (it printed: ${output.slice(-1500)})`,
    )
    if (message && !message.test(output.replace(/[\s│]+/g, ' ')))
      throw new Error(`the message ${message} is missing in: ${output.slice(-1500)}`)
  } finally {
    await server.close()
  }
}
