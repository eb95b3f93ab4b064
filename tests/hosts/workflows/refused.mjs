// A kept token that the API no longer takes, though it has not expired: a server that was restarted, a session that was ended.
// The refused token is not kept any longer, so that the next request goes out with a new one.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'

const NAMES = ['one', 'two', 'three']

/** Gives out t1, t2 and so on, each for an hour, and refuses t1. */
async function forgetfulServer() {
  const presented = []
  let given = 0
  const server = createServer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '')
    const login = request.url === '/login'
    if (!login) presented.push(token)
    response.writeHead(!login && token === 't1' ? 401 : 200, { 'content-type': 'application/json' })
    response.end(login ? `{"token":"t${++given}","expires_in":3600}` : '{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `http://127.0.0.1:${server.address().port}`, presented, close }
}

const variablesFor = (address) => ({ loginUrl: `${address}/login`, user: 'u', password: 'p', reuseToken: 'true' })
const shipped = async (name) => JSON.parse(await readFile(join(COLLECTIONS, name), 'utf8'))

const SENT = {
  async newman(address, folder) {
    const collection = await shipped('postman/server-generated.postman_collection.json')
    const item = NAMES.map((name) => ({ name, request: { url: `${address}/r` } }))
    const values = Object.entries(variablesFor(address)).map(([key, value]) => ({ key, value, enabled: true }))
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...collection, item }))
    await writeFile(join(folder, 'env.json'), JSON.stringify({ name: 'own', values }))
    return run(programs.newman, ['run', 'one.json', '-e', 'env.json'], { cwd: folder })
  },
  'bruno safe': (address, folder) => bruno(address, folder),
  'bruno developer': (address, folder) => bruno(address, folder, ['--sandbox', 'developer']),
  async hoppscotch(address, folder) {
    const collection = await shipped('hoppscotch/server-generated.json')
    const [first] = collection.requests
    const requests = NAMES.map((name) => ({ ...first, name, endpoint: `${address}/r`, testScript: '' }))
    const variables = Object.entries(variablesFor(address)).map(([key, value]) => ({
      key,
      initialValue: value,
      currentValue: value,
      secret: false,
    }))
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...collection, requests }))
    await writeFile(join(folder, 'env.json'), JSON.stringify({ v: 2, id: 'own', name: 'own', variables }))
    return run(programs.hoppscotch, ['test', 'one.json', '-e', 'env.json'], { cwd: folder })
  },
  async httpyac(address, folder) {
    await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
    const request = `GET ${address}/r\nAuthorization: Bearer {{jwt}}\n`
    await writeFile(join(folder, 'one.http'), NAMES.map(() => request).join('\n###\n'))
    await writeFile(join(folder, 'http-client.env.json'), JSON.stringify({ own: variablesFor(address) }))
    return run(programs.httpyac, ['send', 'one.http', '-a', '-e', 'own'], { cwd: folder })
  },
}

async function bruno(address, folder, mode = []) {
  await cp(join(COLLECTIONS, 'bruno/server-generated'), folder, { recursive: true })
  for (const name of ['List the orders', 'Ask whether it is up']) await rm(join(folder, `${name}.bru`))
  const values = Object.entries(variablesFor(address)).map(([name, value]) => `  ${name}: ${value}`)
  await writeFile(join(folder, 'environments/own.bru'), `vars {\n${values.join('\n')}\n}\n`)
  for (const [at, name] of NAMES.entries())
    await writeFile(
      join(folder, `${name}.bru`),
      `meta {\n  name: ${name}\n  type: http\n  seq: ${at + 1}\n}\n\nget {\n  url: ${address}/r\n  body: none\n  auth: inherit\n}\n`,
    )
  return run(programs.bruno, ['run', '-r', '--env', 'own', ...mode], { cwd: folder })
}

export const refused = {
  name: 'a kept token that the API refuses in newman, bruno, hoppscotch and httpyac',
  async run() {
    const t = tally(this.name)
    for (const [client, send] of Object.entries(SENT))
      await t.check(client, async () => {
        const server = await forgetfulServer()
        const folder = await mkdtemp(join(tmpdir(), 'jwtmint-refused-'))
        try {
          const { output } = await send(server.address, folder)
          equal(server.presented, ['t1', 't2', 't2'], `the tokens (the client printed: ${output.slice(-800)})`)
        } finally {
          server.close()
          await rm(folder, { recursive: true, force: true })
        }
      })
    return t
  },
}
