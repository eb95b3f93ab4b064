// The plugin for Insomnia, whose application cannot run here: its tag and hooks are called as Insomnia's source (13.0) does,
// with a request of the shape that packages/insomnia/src/plugins/context/request.ts gives a hook.
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startVendors } from '../../api/vendors/server.mjs'
import { COLLECTIONS } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { filled, RECIPES } from './vendors.mjs'

const FOLDER = join(COLLECTIONS, 'insomnia')
const plugin = createRequire(import.meta.url)(join(FOLDER, 'insomnia-plugin-jwtmint/main.js'))

/** An environment with its variables replaced, as Insomnia has rendered it before the hooks. */
function rendered(values) {
  const render = (text) => text.replace(/\{\{ _\.(\w+) \}\}/g, (_, name) => render(String(values[name])))
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, render(value)]))
}

function requestOf({ method, url, headers = [], authentication = {}, body = {} }, environment) {
  const own = {
    method,
    url,
    headers: headers.map((header) => ({ ...header })),
    parameters: [],
    authentication: { ...authentication },
    body,
  }
  const named = (list, name) => list.find((one) => one.name.toLowerCase() === name.toLowerCase())
  return {
    own,
    getMethod: () => own.method,
    getUrl: () => own.url,
    setUrl: (next) => {
      own.url = next
    },
    getHeaders: () => own.headers.map((header) => ({ ...header })),
    setHeader: (name, value) => {
      named(own.headers, name).value = value
    },
    getParameters: () => own.parameters,
    setParameter: (name, value) => {
      named(own.parameters, name).value = value
    },
    getAuthentication: () => own.authentication,
    setAuthenticationParameter: (name, value) => Object.assign(own.authentication, { [name]: value }),
    getBody: () => own.body,
    setBody: (next) => {
      own.body = next
    },
    getEnvironmentVariable: (name) => environment[name],
  }
}

/** The tag, the hook, the request itself, and the hook behind it. */
async function send(vendor, environment) {
  const tag = (what) => plugin.templateTags[0].run({}, what)
  const { method = 'GET', header, prefix = 'Bearer ', suffix = '', body } = vendor.request ?? {}
  const bearer = header === undefined && prefix === 'Bearer '
  const request = requestOf(
    {
      method,
      url: `${vendor.url}/api`,
      headers: [
        ...(bearer ? [] : [{ name: header ?? 'authorization', value: prefix + (await tag('jwt')) + suffix }]),
        ...(vendor.exchange?.dpop ? [{ name: 'dpop', value: await tag('dpopProof') }] : []),
      ],
      authentication: bearer ? { type: 'bearer', token: await tag('jwt') } : {},
      ...(body && { body: { mimeType: 'application/json', text: body } }),
    },
    environment,
  )
  await withoutFetch(async () => {
    for (const hook of plugin.requestHooks) await hook({ request })
  })
  const { url, headers, authentication } = request.own
  const sent = Object.fromEntries(headers.map(({ name, value }) => [name, value]))
  if (authentication.token) sent.authorization = `Bearer ${authentication.token}`
  const response = await fetch(url, { method, headers: sent, body })
  const context = { getHeader: (name) => response.headers.get(name), getStatusCode: () => response.status }
  for (const hook of plugin.responseHooks) await hook({ request, response: context })
  return response
}

/** In Insomnia's window fetch is the browser's, which few token endpoints answer. */
async function withoutFetch(work) {
  const own = globalThis.fetch
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  try {
    await work()
  } finally {
    globalThis.fetch = own
  }
}

export const insomnia = {
  name: 'the Insomnia plugin, called as its source says',
  async run() {
    const t = tally(this.name)
    const server = await startVendors()
    try {
      for (const recipe of RECIPES) {
        const vendor = server.vendors.find(({ id }) => id === recipe.id)
        const shipped = JSON.parse(await readFile(join(FOLDER, 'recipes', `${recipe.id}.json`), 'utf8'))
        const environment = rendered({ ...shipped, ...filled(recipe, vendor) })
        await t.check(recipe.id, async () => {
          const response = await send(vendor, environment)
          equal([response.status, response.ok ? '' : await response.text()], [200, ''], 'the answer')
        })
      }
      const vendor = server.vendors.find(({ id }) => id === 'kong')
      await t.check('a key that is missing stops the request', () =>
        send(vendor, {}).then(
          () => Promise.reject(new Error('it was sent')),
          (error) => equal(/"clientKey" is empty/.test(error.message), true, error.message),
        ),
      )
    } finally {
      await server.close()
    }
    return t
  },
}
