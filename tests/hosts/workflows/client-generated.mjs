// Solution 2 in each API client: good requests are accepted, each misuse is refused for its own reason.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../api/server.mjs'
import { COLLECTIONS } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { clients } from './clients.mjs'

const ALGORITHMS = ['HS256', 'RS256', 'ES256', 'EdDSA']
const HOUR_MS = 3_600_000

/** The two requests that need a token, and the public one. */
const both = (answer) => [answer, answer, 'ok']
/** What is changed in the environment, and what the API is to answer for the three requests. */
const MISUSES = [
  { name: 'wrong audience', overrides: { audience: 'https://elsewhere.example' }, expected: both('audience_mismatch') },
  { name: 'unknown client', overrides: { clientId: 'stranger' }, expected: both('issuer_unknown') },
  {
    name: 'key of another',
    overrides: { clientKey: randomBytes(32).toString('hex') },
    expected: both('signature_invalid'),
  },
  {
    name: 'algorithm not registered',
    overrides: { algorithm: 'HS384', clientKey: randomBytes(48).toString('hex') },
    expected: both('algorithm_refused'),
  },
  { name: 'token lives too long', overrides: { tokenLifetime: '1h' }, expected: both('lifetime_too_long') },
  {
    name: 'token not bound to the request',
    overrides: { bindToken: 'false' },
    expected: ['ok', 'binding_missing', 'ok'],
  },
  {
    name: 'token id used twice',
    overrides: () => ({ tokenId: randomUUID() }),
    expected: ['ok', 'token_replayed', 'ok'],
  },
  { name: 'expired', clock: () => Date.now() + HOUR_MS, overrides: {}, expected: both('token_expired') },
  // The name "localhost" leads to the same server, but the token then names another address than the API's own.
  {
    name: 'bound to another address',
    overrides: (address) => ({ baseUrl: address.replace('127.0.0.1', 'localhost') }),
    expected: both('path_mismatch'),
  },
]
const MISTAKES = [
  { name: 'empty key variable', overrides: { clientKey: '' }, message: /"clientKey" is empty/ },
  { name: 'unresolved key variable', overrides: { clientKey: '{{privateKey}}' }, message: /holds \{\{privateKey\}\}/ },
]

export const clientGenerated = clients.map((client) => ({
  name: `client-generated in ${client.name}`,
  async run() {
    const t = tally(this.name)
    const attempt = (name, options) => t.check(name, () => observe(client, options))
    for (const algorithm of ALGORITHMS) {
      await attempt(`${algorithm} accepted`, { algorithm, overrides: {}, expected: both('ok') })
    }
    for (const { name, ...misuse } of MISUSES) await attempt(name, { algorithm: 'HS256', ...misuse })
    for (const { name, ...mistake } of MISTAKES) {
      await attempt(name, {
        algorithm: 'HS256',
        ...mistake,
        expected: client.sendsWithoutToken ? both('token_malformed') : ['ok'],
      })
    }
    return t
  },
}))

async function observe(client, { algorithm, overrides, expected, message, clock }) {
  const answers = []
  const server = await startServer({
    clients: join(COLLECTIONS, 'clients.json'),
    clock,
    onAnswer: ({ status, reason }) => answers.push(status === 200 ? 'ok' : reason),
  })
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-workflow-'))
  try {
    const changed = typeof overrides === 'function' ? overrides(server.address) : overrides
    const { code, output } = await client.run(
      'client-generated',
      algorithm,
      { baseUrl: server.address, audience: server.address, ...changed },
      folder,
    )
    const accepted = expected.length === 3 && expected.every((answer) => answer === 'ok')
    equal(answers, expected, `the answers of the API (the client ended with ${code}: ${output.slice(-1500)})`)
    equal(code === 0, accepted, `whether the client is content (it ended with ${code}: ${output.slice(-1500)})`)
    // Some clients print their tables in columns and break the lines of a message.
    if (message && !message.test(output.replace(/[\s│]+/g, ' ')))
      throw new Error(`the message ${message} is missing in: ${output.slice(-1500)}`)
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
