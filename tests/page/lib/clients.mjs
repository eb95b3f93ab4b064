// The API clients themselves, each sending requests with a script of the page to a server on this machine.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { marked } from '../../hosts/lib/collector.mjs'
import { DIST, HOSTS, programs } from '../../hosts/lib/places.mjs'
import { run } from '../../hosts/lib/process.mjs'

export const library = readFileSync(join(DIST, 'script.js'), 'utf8')

/**
 * Every request that arrives while a client works in a folder of its own, and how the client ended. Each answer names a
 * nonce.
 *
 * @param {(url: string, folder: string) => Promise<{code: unknown, output: string}>} work
 */
export async function arriving(work) {
  const arrived = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    arrived.push({ method: request.method, url: request.url, headers: request.headers, body })
    response.setHeader('DPoP-Nonce', `nonce-${arrived.length}`).end('{}')
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-page-'))
  try {
    return { arrived, ...(await work(`http://127.0.0.1:${server.address().port}/`, folder)) }
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same, where the client has to be content. @param {Parameters<typeof arriving>[0]} work */
export async function sent(work) {
  const { arrived, code, output } = await arriving(work)
  if (code === 0 && arrived.length) return arrived
  throw new Error(
    `${arrived.length} requests arrived; the client ended with ${code} and printed: ${output.slice(-1500)}`,
  )
}

/** Newman, twice over: a collection and an environment as files. @param {any} collection @param {any} environment @param {string} folder */
export async function newman(collection, environment, folder) {
  await writeFile(join(folder, 'collection.json'), JSON.stringify(collection))
  await writeFile(join(folder, 'environment.json'), JSON.stringify(environment))
  return run(programs.newman, ['run', 'collection.json', '-e', 'environment.json', '-n', '2'], { cwd: folder })
}

const NO_AUTH = { authType: 'none', authActive: true }
const indented = (script) => script.replace(/^(?=.)/gm, '  ')

/** Per format of the page: how its client runs one request with the script, where the notes say the parts belong. */
export const clients = {
  postman: (script, key, url, folder) =>
    newman(
      {
        info: { name: 'page', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
        variable: [{ key: 'jwtmintScript', value: library, type: 'string' }],
        item: [
          {
            name: 'one',
            event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }],
            request: { method: 'GET', url },
          },
        ],
      },
      { name: 'page', values: [{ key: 'jwtKey', value: key, enabled: true }] },
      folder,
    ),

  async bruno(script, key, url, folder) {
    await mkdir(join(folder, 'lib'))
    await writeFile(join(folder, 'lib/jwtmint.js'), library)
    await writeFile(join(folder, 'bruno.json'), '{"version":"1","name":"page","type":"collection"}')
    await mkdir(join(folder, 'environments'))
    await writeFile(join(folder, 'environments/page.bru'), 'vars {\n  some: thing\n}\n')
    await writeFile(
      join(folder, 'one.bru'),
      `meta {\n  name: one\n  type: http\n}\n\nget {\n  url: ${url}\n}\n\nscript:pre-request {\n${indented(script)}\n}\n`,
    )
    // Its command line takes no line breaks in a value; the library mends such keys.
    return run(
      programs.bruno,
      ['run', '-r', '--env', 'page', '--env-var', `jwtKey=${key.trim().replace(/\n/g, '\\n')}`],
      { cwd: folder },
    )
  },

  async hoppscotch(script, key, url, folder) {
    const request = {
      v: '17',
      name: 'one',
      method: 'GET',
      endpoint: url,
      params: [],
      headers: [],
      auth: NO_AUTH,
      body: { contentType: null, body: null },
      preRequestScript: script,
      testScript: '',
      requestVariables: [],
      responses: {},
    }
    const variable = (name, value) => ({ key: name, initialValue: value, currentValue: value, secret: false })
    await writeFile(
      join(folder, 'collection.json'),
      JSON.stringify({
        v: 12,
        name: 'page',
        folders: [],
        requests: [request],
        auth: NO_AUTH,
        headers: [],
        variables: [],
        description: null,
        preRequestScript: '',
        testScript: '',
      }),
    )
    await writeFile(
      join(folder, 'environment.json'),
      JSON.stringify({
        v: 2,
        id: 'page',
        name: 'page',
        variables: [variable('jwtKey', key), variable('jwtmintScript', library)],
      }),
    )
    return run(programs.hoppscotch, ['test', 'collection.json', '-e', 'environment.json'], { cwd: folder })
  },
}

/** The Postman script in QuickJS, an interpreter without anything of a browser; answers the header it sets. */
export async function inQuickjs(script, key) {
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-page-'))
  try {
    const around = `var variables = ${JSON.stringify({ jwtKey: key, jwtmintScript: library })}
var pm = {
  variables: { get: (name) => variables[name], replaceIn: (text) => text.replace('{{$guid}}', '11111111-2222-4333-8444-555555555555') },
  collectionVariables: { get: (name) => variables[name] },
  request: { headers: { upsert: (header) => print('JWTMINT<' + JSON.stringify(header) + '>JWTMINT') } },
}
${script}`
    await writeFile(join(folder, 'script.js'), around)
    return JSON.parse(
      marked(
        await run(
          ['python3', join(HOSTS, 'runners/quickjs.py'), join(HOSTS, 'installs/quickjs/packages')],
          ['script.js'],
          { cwd: folder },
        ),
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
