// Recipes: each signs a token that an independent library accepts, with the claims its service asks for.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
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
    { client_id: 'c1', token_endpoint: 'https://as.example/token' },
    { iss: 'c1', sub: 'c1', aud: 'https://as.example/token' },
    (claims) => {
      life(60)(claims)
      assert.ok(claims.jti)
    },
  ],
  at: [
    { issuer: 'i', subject: 's', audience: 'a', client_id: 'c', scope: 'x y' },
    { iss: 'i', sub: 's', aud: 'a', client_id: 'c', scope: 'x y' },
    (_claims, header) => assert.equal(header.typ, 'at+jwt'),
  ],
  dpop: [
    { method: 'POST', url: 'https://api.example/x', access_token: 'abc' },
    { htm: 'POST', htu: 'https://api.example/x', ath: createHash('sha256').update('abc').digest('base64url') },
    async (claims, header) => {
      assert.equal(header.typ, 'dpop+jwt')
      assert.equal(header.jwk.d, undefined)
      assert.match(await calculateJwkThumbprint(header.jwk), /^[\w-]{43}$/)
      assert.ok(claims.jti && claims.iat)
    },
  ],
  google: [
    { service_account: 'a@p.iam.gserviceaccount.com', key_id: 'k', scope: 'https://www.googleapis.com/auth/drive' },
    { iss: 'a@p.iam.gserviceaccount.com', aud: 'https://oauth2.googleapis.com/token' },
    (claims, header) => {
      life(3600)(claims)
      assert.equal(header.kid, 'k')
    },
  ],
  github: [
    { app_id: '12345' },
    { iss: '12345' },
    (claims) => {
      about(Date.now() / 1000 - 60)(claims.iat)
      assert.ok(claims.exp - claims.iat <= 600)
    },
  ],
  appstore: [
    { issuer_id: 'i', key_id: 'K1', bundle_id: 'com.example' },
    { iss: 'i', aud: 'appstoreconnect-v1', bid: 'com.example' },
    (claims, header) => {
      life(1200)(claims)
      assert.equal(header.kid, 'K1')
    },
  ],
  apple: [
    { team_id: 'T', key_id: 'K', services_id: 'S' },
    { iss: 'T', sub: 'S', aud: 'https://appleid.apple.com' },
    (_claims, header) => assert.equal(header.alg, 'ES256'),
  ],
  docusign: [
    { integration_key: 'i', user_id: 'u' },
    { iss: 'i', sub: 'u', aud: 'account-d.docusign.com', scope: 'signature impersonation' },
    life(3600),
  ],
  salesforce: [
    { consumer_key: 'c', username: 'u@example.com' },
    { iss: 'c', sub: 'u@example.com', aud: 'https://login.salesforce.com' },
    life(180),
  ],
  atlassian: [
    { app_key: 'k', method: 'get', path: '/rest/api/3/x?b=2&a=1&a=0&jwt=z' },
    { iss: 'k', qsh: createHash('sha256').update('GET&/rest/api/3/x&a=0,1&b=2').digest('hex') },
    life(180),
  ],
  zoom: [
    { sdk_key: 'k', meeting: '123', role: '1' },
    { appKey: 'k', sdkKey: 'k', mn: '123', role: 1 },
    (claims) => {
      life(7200)(claims)
      about(claims.exp)(claims.tokenExp)
    },
  ],
}

const signer = { HS256: keys.secret, RS256: keys.rsa.pem, ES256: keys.p256.pem }
const judge = { HS256: bytes(keys.secret), RS256: keys.rsa.publicKey, ES256: keys.p256.publicKey }

/** What each service wants to be sent, as curl says it: what has to be in it. */
const GRANT = 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer'
const requests = {
  access: ['https://api.example.com/', 'Authorization: Bearer TOKEN'],
  assertion: ['https://as.example/token', 'client_assertion=TOKEN', 'client-assertion-type:jwt-bearer'],
  at: ['Authorization: Bearer TOKEN'],
  dpop: ['-X POST', 'https://api.example/x', 'DPoP: TOKEN', 'Authorization: DPoP abc'],
  google: ['https://oauth2.googleapis.com/token', 'assertion=TOKEN', GRANT],
  github: ['https://api.github.com/app', 'Authorization: Bearer TOKEN', 'application/vnd.github+json'],
  appstore: ['https://api.appstoreconnect.apple.com/v1/apps', 'Authorization: Bearer TOKEN'],
  apple: ['https://appleid.apple.com/auth/token', 'client_secret=TOKEN', 'client_id=S'],
  docusign: ['https://account-d.docusign.com/oauth/token', 'assertion=TOKEN', GRANT],
  salesforce: ['https://login.salesforce.com/services/oauth2/token', 'assertion=TOKEN', GRANT],
  atlassian: ['/rest/api/3/x?b=2', 'Authorization: JWT TOKEN'],
  zoom: ["signature: 'TOKEN'", "meetingNumber: '123'"],
}

/** A recipe with its fields filled in and a key of its kind. */
async function made(view, id) {
  await view.put('recipe', id)
  await view.rest()
  for (const [name, value] of Object.entries(expected[id][0])) await view.put('field-' + name, value)
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
      assert.match(await view.text('recipe-message'), /^Documentation: .+\./)
      const curl = await view.text('use-code')
      for (const piece of requests[id])
        assert.ok(curl.includes(piece.replace('TOKEN', await view.token())), `${piece} in ${curl}`)
    },
  })),
  {
    name: 'every recipe of the menu is tried',
    async run(view) {
      const ids = await view.page.$$eval('#recipe option', (all) => all.map(({ value }) => value).filter(Boolean))
      assert.deepEqual(ids.sort(), Object.keys(expected).sort())
    },
  },
  {
    name: 'the documentation is a link that tells the service nothing of the page',
    async run(view) {
      const addresses = new Set()
      for (const id of Object.keys(expected)) {
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
      assert.equal(addresses.size, Object.keys(expected).length)
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
      assert.equal(await view.page.evaluate(() => document.activeElement.id), 'field-app_key')
    },
  },
  {
    name: 'a field changes its own members; what was changed by hand stays',
    async run(view) {
      await made(view, 'docusign')
      await view.put('claims', (await view.value('claims')).replace('signature impersonation', 'signature'))
      await view.put('field-user_id', 'another')
      await view.rest()
      const { sub, scope } = await view.claims()
      assert.deepEqual([sub, scope], ['another', 'signature'])
    },
  },
  {
    name: 'a vendor’s key file chooses its recipe and fills what it knows',
    core: true,
    async run(view) {
      await view.paste(
        JSON.stringify({
          type: 'service_account',
          client_email: 'a@p.example',
          private_key_id: 'k7',
          private_key: keys.rsa.pem,
        }),
      )
      assert.equal(await view.value('recipe'), 'google')
      assert.equal(await view.value('field-service_account'), 'a@p.example')
      assert.equal(await view.value('field-key_id'), 'k7')
      await view.put('field-scope', 'https://www.googleapis.com/auth/drive')
      await view.rest()
      assert.equal((await judged(await view.token(), keys.rsa.publicKey)).header.kid, 'k7')
    },
  },
  {
    name: 'renewing keeps what a recipe does with the clock',
    async run(view) {
      await made(view, 'github')
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
