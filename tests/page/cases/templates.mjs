// Templates: each mints a token that an independent library accepts, with the claims its service asks for.
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

export const templates = [
  ...Object.entries(expected).map(([id, [fields, claims, more]]) => ({
    name: `the template ${id} gives what its service asks for`,
    core: id === 'dpop',
    async run(view) {
      await view.put('template', id)
      const algorithm = await view.value('algorithm')
      for (const [name, value] of Object.entries(fields)) await view.put('field-' + name, value)
      await view.put('mint-key', signer[algorithm])
      await view.rest()
      const token = await judged(await view.token(), judge[algorithm])
      for (const [name, value] of Object.entries(claims)) assert.deepEqual(token.payload[name], value, name)
      await more(token.payload, token.header)
      if (id !== 'access') assert.doesNotMatch(await view.text('template-message'), /Still to fill in/)
      assert.match(await view.text('template-message'), /^Documentation: .+\./)
    },
  })),
  {
    name: 'every template of the menu is tried',
    async run(view) {
      assert.deepEqual(
        await view.page.$$eval('#template option', (all) => all.map(({ value }) => value).filter(Boolean)),
        Object.keys(expected),
      )
    },
  },
  {
    name: 'the documentation is a link that tells the service nothing of the page',
    async run(view) {
      const addresses = new Set()
      for (const id of Object.keys(expected)) {
        await view.put('template', id)
        await view.rest()
        const link = await view.page.$eval('#template-message a', ({ href, target, rel, textContent }) => ({
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
    name: 'what is not filled in is named, and stays as it stands',
    async run(view) {
      await view.minted(() => view.put('template', 'atlassian'))
      await view.says('template-message', /Still to fill in: App key/)
      assert.match(Buffer.from((await view.token()).split('.')[1], 'base64url').toString(), /\{\{app_key\}\}/)
    },
  },
  {
    name: 'a DPoP proof without an access token has no hash of one, and goes into its own header',
    async run(view) {
      await view.put('template', 'dpop')
      await view.minted(() => view.put('mint-key', keys.p256.pem))
      await view.rest()
      assert.equal((await judged(await view.token(), keys.p256.publicKey)).payload.ath, undefined)
      await view.put('take-format', 'header')
      assert.match(await view.text('take-code'), /^DPoP: ey/)
    },
  },
]
