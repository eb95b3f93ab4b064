// The recipes of the services, each by hand with what its vendor gives: the actions are counted, the vendor of tests/api
// checks the token with `jose`, and a token endpoint gets the very request that the page shows.
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { decodeJwt } from 'jose'
import { recipes } from '../../../pkg/collections/build/recipes.mjs'
import { checkToken, startVendors } from '../../api/vendors/server.mjs'
import { Hand } from '../lib/hand.mjs'
import { runWithPackage } from '../lib/node.mjs'

const MOST_ACTIONS = 6
const data = recipes(join(dirname(fileURLToPath(import.meta.url)), '../../../pkg/collections/recipes'))

/** Made once: the vendors' keys take their time. @type {ReturnType<typeof startVendors> | undefined} */
let started
async function vendorOf(id) {
  started ??= startVendors()
  const server = await started
  server.unref()
  return server.vendors.find((vendor) => vendor.id === id)
}

/** The name under which the vendor's file is downloaded. @param {string} key @param {any} fill */
const nameOf = (key, { keyId }) =>
  key.startsWith('{') ? 'key.json' : key.includes('-----BEGIN') ? (keyId ? `AuthKey_${keyId}.p8` : 'key.pem') : ''

/** What is left to fill in by hand, once the key is there. @param {import('../lib/view.mjs').View} view @param {Record<string, string>} fill */
async function openFields(view, fill) {
  const held = await view.page.$$eval('#recipe-fields input', (all) => all.map(({ name, value }) => [name, value]))
  const values = Object.fromEntries(held)
  return Object.entries(fill).filter(([name, value]) => values[name] !== value)
}

/** The request that the page's JavaScript sends. @param {import('../lib/view.mjs').View} view */
async function sent(view) {
  await view.put('use-format', 'fetch')
  const calls = []
  const code = await view.text('use-code')
  await vm.runInNewContext(`(async () => { ${code} })()`, {
    URLSearchParams,
    console: { log() {} },
    fetch: (...given) => calls.push(given) && { text() {} },
  })
  assert.equal(calls.length, 1)
  return { url: calls[0][0], ...calls[0][1] }
}

/** @param {any} vendor @param {any} request */
const posted = (vendor, { method, headers, body }) =>
  fetch(`${vendor.url}/token`, {
    method,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: String(body),
  })

/** A proof for the vendor's own address, then one with the nonce it names; by hand, and by the program for Node. */
async function proven(view, vendor) {
  await view.put('use-url', `${vendor.url}/token`)
  await view.rest()
  const assertion = await view.token()
  const first = await posted(vendor, await sent(view))
  assert.equal((await first.json()).error, 'use_dpop_nonce')
  await view.put('field-dpopNonce', first.headers.get('dpop-nonce'))
  await view.rest()
  assert.notEqual((await view.claims()).jti, decodeJwt(assertion).jti, 'no server takes a token twice')
  const request = await sent(view)
  for (const format of ['curl', 'httpie', 'python', 'go', 'java', 'csharp', 'rust']) {
    await view.put('use-format', format)
    assert.ok((await view.text('use-code')).includes(request.headers.DPoP), format)
  }
  const second = await posted(vendor, request)
  assert.equal(second.status, 200, await second.clone().text())
  assert.equal((await second.json()).token_type, 'DPoP')
  await view.put('use-format', 'node')
  const { clientKey, dpopKey } = vendor.material.variables
  const answer = await runWithPackage(await view.text('use-code'), { JWT_KEY: clientKey, DPOP_KEY: dpopKey })
  assert.match(answer, /^200 .*"token_type":"DPoP"/)
}

/** @param {import('../lib/view.mjs').View} view @param {any} vendor @param {any} recipe */
async function accepted(view, vendor, recipe) {
  const token = await view.token()
  if (recipe.request?.script) {
    assert.ok((await view.text('use-code')).includes(`'${token}'`))
    return checkToken(vendor, token)
  }
  const { url, method = 'GET', headers = {}, body } = await sent(view)
  assert.doesNotMatch(`${url} ${JSON.stringify(headers)} ${body ?? ''}`, /\{\{|\[\[/)
  if (vendor.exchange) {
    assert.equal(url, vendor.exchange.endpoint)
    if (vendor.exchange.dpop) return proven(view, vendor)
    const answer = await posted(vendor, { method, headers, body })
    return assert.equal(answer.status, 200, await answer.text())
  }
  const { header = 'authorization', prefix = 'Bearer ', suffix = '' } = vendor.request ?? {}
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === header) ?? []
  if (value) {
    assert.ok(value.startsWith(prefix) && value.endsWith(suffix), value)
    return checkToken(vendor, value.slice(prefix.length, value.length - suffix.length), body)
  }
  // In the address or in the body.
  assert.ok(url.includes(token) || decodeURIComponent(String(body)).includes(token))
  return checkToken(vendor, token)
}

export const serviceCases = data.map((recipe) => ({
  name: `the recipe ${recipe.id} with what its vendor gives, ${MOST_ACTIONS} actions at most, is accepted by the vendor`,
  core: recipe.id === 'google-service-account',
  async run(view) {
    const vendor = await vendorOf(recipe.id)
    const { clientKey, certificate, passphrase, dpopKey: _, ...more } = vendor.material.variables
    const fill = { ...vendor.fill, ...more }
    const hand = new Hand(view)
    await hand.choose('recipe', recipe.id)
    const file = nameOf(clientKey, fill)
    if (file) await hand.drop(file, certificate ? clientKey + certificate : clientKey)
    else await hand.paste(clientKey, 'key')
    if (passphrase) await hand.fill('key-passphrase', passphrase)
    const open = await openFields(view, fill)
    if (open.length > 3) await hand.paste(open.map((pair) => pair.join('=')).join('\n'))
    else for (const [name, value] of open) await hand.fill('field-' + name, value)
    // A token that names its request is for the address of the vendor.
    if (/\[\[(?:host|origin)/.test(JSON.stringify(recipe.variables))) {
      hand.actions++
      await view.put('use-url', `${vendor.url}/api`)
      await view.rest()
    }
    assert.deepEqual((await view.facts()).signature.statement, 'Signature verified', JSON.stringify(await view.said()))
    // Then it is copied.
    assert.ok(hand.actions + 1 <= MOST_ACTIONS, `it took ${hand.actions + 1} actions`)
    await accepted(view, vendor, recipe)
  },
}))
