// Every recipe in every client, from variables alone, against its vendor. Newman and httpyac get the environments as they are
// shipped, a run for each; Bruno and Hoppscotch the same variables in folders and requests of one collection.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentOf } from '../../../pkg/collections/build/environment.mjs'
import { startVendors } from '../../api/vendors/server.mjs'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { filled, RECIPES } from './vendors.mjs'

/** How a vendor wants to be called: the headers in a client that writes its variables as `open(name)`. */
function callOf(vendor, open = (name) => `{{${name}}}`) {
  const { method = 'GET', header = 'authorization', prefix = 'Bearer ', suffix = '', body } = vendor.request ?? {}
  const headers = { [header]: prefix + open('jwt') + suffix }
  if (vendor.exchange?.dpop) headers.dpop = open('dpopProof')
  if (body) headers['content-type'] = 'application/json'
  return { method, url: `${vendor.url}/api`, headers, body, bearer: header === 'authorization' && prefix === 'Bearer ' }
}

/** Values on one line: key files and PEM as a tester pastes them where there is no room for lines. */
const oneLine = (value) =>
  /^\s*\{\s*"/.test(value) ? JSON.stringify(JSON.parse(value)) : value.trim().replace(/\n/g, '\\n')

async function newman(vendors, folder) {
  const shipped = JSON.parse(
    await readFile(join(COLLECTIONS, 'postman/client-generated.postman_collection.json'), 'utf8'),
  )
  for (const [vendor, recipe] of vendors) {
    const { method, url, headers, body, bearer } = callOf(vendor)
    const header = Object.entries(headers).map(([key, value]) => ({ key, value }))
    const request = {
      method,
      url,
      ...(bearer ? {} : { auth: { type: 'noauth' } }),
      header: bearer ? [] : header,
      ...(body && { body: { mode: 'raw', raw: body } }),
    }
    await writeFile(join(folder, 'one.json'), JSON.stringify({ ...shipped, item: [{ name: vendor.id, request }] }))
    const environment = join(COLLECTIONS, 'postman/recipes', `${vendor.id}.postman_environment.json`)
    const given = Object.entries(filled(recipe, vendor)).flatMap(([key, value]) => ['--env-var', `${key}=${value}`])
    const { output } = await run(programs.newman, ['run', join(folder, 'one.json'), '-e', environment, ...given])
    vendor.output = output
  }
}

async function httpyac(vendors, folder) {
  await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
  for (const [vendor, recipe] of vendors) {
    const { method, url, headers, body } = callOf(vendor)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    await writeFile(
      join(folder, 'one.http'),
      [`${method} ${url}`, ...lines, ...(body ? ['', body] : []), ''].join('\n'),
    )
    const shipped = JSON.parse(await readFile(join(folder, 'recipes', `${vendor.id}.env.json`), 'utf8'))
    const environment = { [vendor.id]: { ...shipped[vendor.id], ...filled(recipe, vendor) } }
    await writeFile(join(folder, 'http-client.env.json'), JSON.stringify(environment))
    const { output } = await run(programs.httpyac, ['send', 'one.http', '-a', '-e', vendor.id, '-o', 'none'], {
      cwd: folder,
    })
    vendor.output = output
  }
}

const bruno =
  (...mode) =>
  async (vendors, folder) => {
    await cp(join(COLLECTIONS, 'bruno/client-generated'), folder, { recursive: true })
    for (const name of ['List the orders', 'Send a payment', 'Ask whether it is up'])
      await rm(join(folder, `${name}.bru`))
    for (const [vendor, recipe] of vendors) {
      const { method, url, headers, body, bearer } = callOf(vendor)
      const variables = { ...environmentOf(recipe).values, ...filled(recipe, vendor) }
      const own = Object.entries(variables).map(([name, value]) => `  ${name}: ${oneLine(value)}`)
      const at = join(folder, vendor.id)
      await mkdir(at)
      await writeFile(
        join(at, 'folder.bru'),
        `meta {\n  name: ${vendor.id}\n}\n\nvars:pre-request {\n${own.join('\n')}\n}\n`,
      )
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)
      const blocks = [
        `meta {\n  name: ${vendor.id}\n  type: http\n}`,
        `${method.toLowerCase()} {\n  url: ${url}\n  body: ${body ? 'text' : 'none'}\n  auth: ${bearer ? 'inherit' : 'none'}\n}`,
        ...(bearer ? [] : [`headers {\n${lines.join('\n')}\n}`]),
        ...(body ? [`body:text {\n  ${body}\n}`] : []),
      ]
      await writeFile(join(at, 'one.bru'), `${blocks.join('\n\n')}\n`)
    }
    const { output } = await run(programs.bruno, ['run', '-r', ...mode], { cwd: folder })
    for (const [vendor] of vendors) vendor.output = output
  }

async function hoppscotch(vendors, folder) {
  const open = (name) => `<<${name}>>`
  const shipped = JSON.parse(await readFile(join(COLLECTIONS, 'hoppscotch/client-generated-full.json'), 'utf8'))
  const requests = vendors.map(([vendor, recipe]) => {
    const { method, url, headers, body, bearer } = callOf(vendor, open)
    const variables = { ...environmentOf(recipe, open).values, ...filled(recipe, vendor) }
    return {
      ...shipped.requests[0],
      name: vendor.id,
      method,
      endpoint: url,
      auth: bearer ? { authType: 'inherit', authActive: true } : { authType: 'none', authActive: true },
      headers: bearer
        ? []
        : Object.entries(headers).map(([key, value]) => ({ key, value, active: true, description: '' })),
      body: { contentType: body ? 'text/plain' : null, body: body ?? null },
      requestVariables: Object.entries(variables).map(([key, value]) => ({ key, value, active: true })),
    }
  })
  await writeFile(join(folder, 'collection.json'), JSON.stringify({ ...shipped, requests }))
  const environment = { v: 2, id: 'recipes', name: 'recipes', variables: [] }
  await writeFile(join(folder, 'environment.json'), JSON.stringify(environment))
  const { output } = await run(programs.hoppscotch, ['test', 'collection.json', '-e', 'environment.json'], {
    cwd: folder,
  })
  for (const [vendor] of vendors) vendor.output = output
}

/** What each vendor hears: a token endpoint that asks for a nonce is asked twice. */
function expectedOf(vendor) {
  const token = vendor.exchange ? ['token 200'] : []
  return [...(vendor.exchange?.dpop ? ['token use_dpop_nonce'] : []), ...token, 'api 200']
}

/**
 * QuickJS under Bruno's safe mode now and then ends the whole program by an assertion of its own while it gives back a
 * request's sandbox, most often on a busy machine. Such a run says nothing of the recipes that would have followed.
 */
const ABORTED = /list_empty\(&rt->gc_obj_list\)/
const MOST_RUNS = 3

const inClient = (name, send) => ({
  name: `recipes in ${name}`,
  async run() {
    const t = tally(this.name)
    const heard = new Map(RECIPES.map(({ id }) => [id, []]))
    const server = await startVendors(({ id, path, status, reason }) =>
      heard.get(id)?.push(`${path} ${status === 200 ? status : reason}`),
    )
    const pairs = RECIPES.map((recipe) => [server.vendors.find(({ id }) => id === recipe.id), recipe])
    const once = async () => {
      for (const list of heard.values()) list.length = 0
      const folder = await mkdtemp(join(tmpdir(), 'jwtmint-recipes-'))
      await send(pairs, folder).finally(() => rm(folder, { recursive: true, force: true }))
      return !pairs.some(([vendor]) => ABORTED.test(vendor.output))
    }
    try {
      for (let runs = 1; !(await once()) && runs < MOST_RUNS; runs++)
        process.stdout.write(`${this.name}: QuickJS ended the client; run again\n`)
      for (const [vendor] of pairs) {
        await t.check(vendor.id, () =>
          equal(
            heard.get(vendor.id),
            expectedOf(vendor),
            `what the vendor heard (the client printed: ${vendor.output.slice(-1200)})`,
          ),
        )
      }
    } finally {
      await server.close()
    }
    return t
  },
})

/** The clients in which every recipe is run; the documentation's table is made of these names. */
export const recipeRuns = [
  inClient('newman', newman),
  inClient('bruno safe', bruno()),
  inClient('bruno developer', bruno('--sandbox', 'developer')),
  inClient('hoppscotch', hoppscotch),
  inClient('httpyac', httpyac),
]
