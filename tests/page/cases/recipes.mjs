// Recipes: each signs a token that an independent library accepts, with the claims its service asks for.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { calculateJwkThumbprint } from 'jose'
import { recipes } from '../../../pkg/collections/build/recipes.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'

const about = (seconds) => (value) => assert.ok(Math.abs(value - seconds) < 5, `${value} is not about ${seconds}`)
const life =
  (seconds) =>
  ({ iat, exp }) =>
    about(seconds)(exp - iat)

/** Per template: what to fill in, and what must come of it. */
const expected = {
  access: [{}, { iss: 'https://login.example.com', scope: 'read write' }, life(900)],
  assertion: [
    { clientId: 'c1', tokenUrl: 'https://as.example/token' },
    { iss: 'c1', sub: 'c1', aud: 'https://as.example/token' },
    (claims) => {
      life(60)(claims)
      assert.ok(claims.jti)
    },
  ],
  at: [
    { issuer: 'i', subject: 's', audience: 'a', clientId: 'c', scope: 'x y' },
    { iss: 'i', sub: 's', aud: 'a', client_id: 'c', scope: 'x y' },
    (_claims, header) => assert.equal(header.typ, 'at+jwt'),
  ],
  dpop: [
    { method: 'POST', url: 'https://api.example/x', accessToken: 'abc' },
    { htm: 'POST', htu: 'https://api.example/x', ath: createHash('sha256').update('abc').digest('base64url') },
    async (claims, header) => {
      assert.equal(header.typ, 'dpop+jwt')
      assert.equal(header.jwk.d, undefined)
      assert.match(await calculateJwkThumbprint(header.jwk), /^[\w-]{43}$/)
      assert.ok(claims.jti && claims.iat)
    },
  ],
  atlassian: [
    { appKey: 'k', method: 'get', path: '/rest/api/3/x?b=2&a=1&a=0&jwt=z' },
    { iss: 'k', qsh: createHash('sha256').update('GET&/rest/api/3/x&a=0,1&b=2').digest('hex') },
    life(180),
  ],
}

const data = recipes(join(dirname(fileURLToPath(import.meta.url)), '../../../pkg/collections/recipes'))
const services = data.map(({ id }) => id)
const signer = { HS256: keys.secret, RS256: keys.rsa.pem, ES256: keys.p256.pem }
const judge = { HS256: bytes(keys.secret), RS256: keys.rsa.publicKey, ES256: keys.p256.publicKey }

/** What each service wants to be sent, as curl says it: what has to be in it. */
const requests = {
  access: ['https://api.example.com/', 'Authorization: Bearer TOKEN'],
  assertion: ['https://as.example/token', 'client_assertion=TOKEN', 'client-assertion-type:jwt-bearer'],
  at: ['Authorization: Bearer TOKEN'],
  dpop: ['-X POST', 'https://api.example/x', 'DPoP: TOKEN', 'Authorization: DPoP abc'],
  atlassian: ['/rest/api/3/x?b=2', 'Authorization: JWT TOKEN'],
}

/** A recipe with its fields filled in and a key of its kind. */
async function made(view, id, fields = expected[id][0]) {
  await view.put('recipe', id)
  await view.rest()
  for (const [name, value] of Object.entries(fields)) await view.put('field-' + name, value)
  const { alg } = JSON.parse(await view.value('header'))
  if (id !== 'access') await view.paste(signer[alg], 'key')
  await view.rest()
  return judged(await view.token(), id === 'access' ? bytes(await view.value('key')) : judge[alg])
}

export const recipeCases = [
  ...Object.entries(expected).map(([id, [, claims, more]]) => ({
    name: `the recipe ${id} gives what its service asks for, and the request it wants`,
    core: id === 'dpop',
    async run(view) {
      const token = await made(view, id)
      for (const [name, value] of Object.entries(claims)) assert.deepEqual(token.payload[name], value, name)
      await more(token.payload, token.header)
      assert.match(await view.text('recipe-message'), /^[A-Z].+ Documentation at [\w.-]+$/)
      const curl = await view.text('use-code')
      for (const piece of requests[id])
        assert.ok(curl.includes(piece.replace('TOKEN', await view.token())), `${piece} in ${curl}`)
    },
  })),
  {
    name: 'every recipe of the menu is tried',
    async run(view) {
      const ids = await view.page.$$eval('#recipe option', (all) => all.map(({ value }) => value).filter(Boolean))
      assert.deepEqual(ids.sort(), [...Object.keys(expected), ...services].sort())
    },
  },
  {
    name: 'the documentation is a link that tells the service nothing of the page',
    async run(view) {
      const addresses = new Set()
      for (const id of [...Object.keys(expected), ...services]) {
        await view.put('recipe', id)
        await view.rest()
        const link = await view.page.$eval('#recipe-message a', ({ href, target, rel, textContent }) => ({
          href,
          target,
          rel,
          textContent,
        }))
        assert.match(link.href, /^https:\/\/[\w.-]+\/./)
        assert.equal(link.target, '_blank')
        assert.equal(link.rel, 'noopener noreferrer')
        assert.ok(link.textContent.length > 5)
        addresses.add(link.href)
      }
      for (const { docs } of data) assert.ok(addresses.has(docs), docs)
    },
  },
  {
    name: 'what is not filled in is named, refused, and reached in one click',
    core: true,
    async run(view) {
      await view.put('recipe', 'atlassian')
      await view.paste(keys.secret, 'key')
      const { signature } = await view.facts()
      assert.equal(signature.statement, 'Unsigned')
      assert.match(signature.detail, /Still to fill in: App key/)
      assert.match(await view.token(), /\.$/)
      await view.cure('fill-in')
      assert.equal(await view.page.evaluate(() => document.activeElement.id), 'field-appKey')
    },
  },
  {
    name: 'a field changes its own members; what was changed by hand stays',
    async run(view) {
      await made(view, 'docusign', { integrationKey: 'i', userId: 'u' })
      await view.put('claims', (await view.value('claims')).replace('signature impersonation', 'signature'))
      await view.put('field-userId', 'another')
      await view.rest()
      const { sub, scope } = await view.claims()
      assert.deepEqual([sub, scope], ['another', 'signature'])
    },
  },
  {
    name: 'a vendor’s key file chooses its recipe and fills what it knows',
    core: true,
    async run(view) {
      await view.paste(keys.serviceAccount)
      assert.equal(await view.value('recipe'), 'google-service-account')
      assert.equal(await view.value('field-key:client_email'), 'a@p.example')
      assert.equal(await view.value('field-key:token_uri'), 'https://oauth2.googleapis.com/token')
      assert.match((await view.facts()).signature.detail, /^Still to fill in: Scopes/)
      await view.put('field-googleScope', 'https://www.googleapis.com/auth/drive')
      await view.rest()
      assert.equal((await judged(await view.token(), keys.rsa.publicKey)).header.kid, 'k7')
    },
  },
  {
    name: 'a token that names its request follows the address',
    async run(view) {
      await view.put('recipe', 'coinbase-cdp-ec')
      await view.put('field-key:name', 'organizations/1/apiKeys/2')
      await view.paste(keys.p256.pem, 'key')
      assert.equal((await view.claims()).uri, 'GET api.cdp.coinbase.com/platform/v2/evm/accounts')
      await view.put('use-url', 'https://api.example/v1/x?y=1')
      await view.rest()
      assert.equal((await view.claims()).uri, 'GET api.example/v1/x')
      await view.put('use-url', 'no address')
      await view.rest()
      assert.match((await view.facts()).signature.detail, /Still to fill in: host, path/)
    },
  },
  {
    name: 'what a recipe asks for is sent as it asks: to its token endpoint, or with its headers',
    async run(view) {
      await made(view, 'google-service-account', {
        'key:client_email': 'a@p',
        'key:token_uri': 'https://t.example/',
        googleScope: 's',
      })
      const claims = await view.value('claims')
      assert.deepEqual(Object.keys(JSON.parse(claims)), ['iss', 'scope', 'aud', 'iat', 'exp'])
      assert.match(await view.text('use-code'), /^curl 'https:\/\/t\.example\/'[\s\S]+grant-type:jwt-bearer/)
      await view.put('recipe', 'github-app')
      assert.match(
        await view.text('use-code'),
        /^curl 'https:\/\/api\.github\.com\/app'[\s\S]+application\/vnd\.github\+json/,
      )
    },
  },
  {
    name: 'renewing keeps what a recipe does with the clock',
    async run(view) {
      await made(view, 'github-app', { appId: '1' })
      await view.click('renew')
      await view.rest()
      const { iat, exp } = await view.claims()
      about(Date.now() / 1000 - 60)(iat)
      assert.equal(exp - iat, 600)
      await view.put('use-format', 'node')
      assert.match(await view.text('use-code'), /iat: now - 60|"iat": now - 60/)
      assert.match(await view.text('use-code'), /"exp": now \+ 540/)
    },
  },
  {
    name: 'a DPoP proof without an access token has no hash of one, and goes into its own header',
    async run(view) {
      await view.put('recipe', 'dpop')
      await view.put('field-url', 'https://api.example/x')
      await view.paste(keys.p256.pem, 'key')
      assert.equal((await judged(await view.token(), keys.p256.publicKey)).payload.ath, undefined)
      await view.put('use-format', 'header')
      assert.match(await view.text('use-code'), /^DPoP: ey\S+$/)
    },
  },
]
