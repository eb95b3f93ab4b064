// Taking the request along as files: saved in the page, run in the client they are for, and every token that arrives is
// verified. The files are the same in every browser, so one browser is enough.
import assert from 'node:assert/strict'
import { compactVerify, decodeProtectedHeader } from 'jose'
import { arriving, library, sent } from '../lib/clients.mjs'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { clients } from '../lib/saved.mjs'

/** The files that the page saves for a client and an address. */
async function files(view, client, url, withKey = true) {
  const saved = await downloads(view)
  await view.put('use-client', client)
  await view.put('use-url', url)
  await view.put('environment-key', withKey)
  for (const [at, button] of ['save-collection', 'save-environment', 'save-library'].entries()) {
    await view.click(button)
    await saved(at + 1)
  }
  const [collection, environment, script] = await saved(3)
  assert.equal(script, library)
  return { collection, environment, library: script }
}

const bearer = ({ headers }) => headers.authorization.slice('Bearer '.length)

/** What is asked for in the page, and what has to arrive; `path` stands behind the server's address. */
const requests = {
  'a secret': {
    async prepare(view) {
      await view.put('header', '{"alg": "HS256", "typ": "JWT"}')
      await view.put(
        'claims',
        '{"id": 12345678901234567890, "text": "ü \\" \\\\ ${x}", "issued": "[[now-60]]", "other": "[[id:hex]]", "jti": "11111111-2222-4333-8444-000000000000"}',
      )
      await view.paste(keys.secret, 'key')
    },
    async verify(arrived) {
      const all = await Promise.all(arrived.map(async (one) => (await judged(bearer(one), bytes(keys.secret))).payload))
      for (const { text, issued, other } of all) {
        assert.equal(text, 'ü " \\ ${x}')
        assert.ok(Math.abs(issued - (Date.now() / 1000 - 60)) < 30)
        assert.match(other, /^[\da-f]{32}$/)
      }
      assert.equal(new Set(all.map(({ jti }) => jti)).size, arrived.length, 'every request has its own')
    },
  },
  'an RSA key': {
    async prepare(view) {
      await view.click('new')
      await view.rest()
      await view.put('header', '{"alg": "RS256", "typ": "at+jwt", "x": [1, null]}')
      await view.paste(keys.rsa.pem, 'key')
    },
    async verify([first]) {
      const { header, payload } = await judged(bearer(first), keys.rsa.publicKey)
      assert.deepEqual({ ...header }, { alg: 'RS256', typ: 'at+jwt', x: [1, null] })
      assert.equal(payload.exp - payload.iat, 900)
    },
  },
  'a form and a DPoP proof, with the nonce of the answer before': {
    async prepare(view) {
      await view.put('recipe', 'okta-dpop')
      await view.put('field-oktaClientId', 'c: 1&2')
      await view.put('field-oktaDomain', 'dev.example')
      await view.put('field-scope', 'a b')
      await view.put('field-dpopKey', keys.p256.pem)
      await view.paste(keys.rsa.pem, 'key')
    },
    async verify(arrived) {
      const nonces = []
      for (const { method, headers, body } of arrived) {
        const form = Object.fromEntries(new URLSearchParams(body))
        assert.equal(method, 'POST')
        assert.equal(form.grant_type, 'client_credentials')
        assert.equal(form.client_assertion_type, 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
        assert.equal(form.scope, 'a b')
        assert.equal((await judged(form.client_assertion, keys.rsa.publicKey)).payload.iss, 'c: 1&2')
        const { payload } = await judged(headers.dpop, keys.p256.publicKey)
        assert.equal(payload.htm, 'POST')
        nonces.push(payload.nonce)
      }
      // Bruno runs its two formats one after the other, and each begins without a nonce.
      for (const [at, nonce] of nonces.entries()) assert.equal(nonce, at % 2 ? `nonce-${at}` : undefined)
    },
  },
  'a signature of the body': {
    async prepare(view) {
      await view.put('recipe', 'open-banking-signature')
      for (const name of ['keyId', 'orgAndSoftwareId', 'trustAnchor']) await view.put(`field-${name}`, 'x')
      await view.paste(keys.rsa.pem, 'key')
    },
    async verify([{ headers, body }]) {
      assert.match(headers['content-type'], /^application\/json/)
      const [header, none, signature] = headers['x-jws-signature'].split('.')
      assert.equal(none, '')
      const { crit } = decodeProtectedHeader(`${header}..`)
      const token = [header, Buffer.from(body).toString('base64url'), signature].join('.')
      await compactVerify(token, keys.rsa.publicKey, { crit: Object.fromEntries(crit.map((name) => [name, true])) })
      assert.deepEqual(Object.keys(JSON.parse(body)), ['Data', 'Risk'])
    },
  },
  'the token in the address': {
    path: 'embed/{{jwt}}',
    async prepare(view) {
      await view.put('recipe', 'metabase-embedding')
      await view.put('field-dashboardId', '10')
      await view.put('key', keys.secret)
    },
    async verify([{ url }]) {
      const { payload } = await judged(url.slice('/embed/'.length), bytes(keys.secret))
      assert.equal(payload.resource.dashboard, 10)
    },
  },
  'the token in JSON': {
    async prepare(view) {
      await view.put('recipe', 'firebase-custom-token')
      await view.paste(keys.serviceAccount)
      await view.put('field-uid', 'u')
    },
    async verify([{ method, body }]) {
      const { token, returnSecureToken } = JSON.parse(body)
      assert.deepEqual([method, returnSecureToken], ['POST', true])
      assert.equal((await judged(token, keys.rsa.publicKey)).payload.uid, 'u')
    },
  },
}

export const collectionCases = Object.keys(clients).flatMap((client) => [
  ...Object.entries(requests).map(([what, { prepare, verify, path = '' }]) => ({
    name: `the files for ${client} send ${what}`,
    only: 'chromium',
    async run(view) {
      await prepare(view)
      await view.rest()
      const arrived = await sent(async (url, folder) => clients[client](await files(view, client, url + path), folder))
      assert.ok(arrived.length >= 2)
      await verify(arrived)
    },
  })),
  {
    name: `the files for ${client} send nothing without a key, and hold none unless it is wanted`,
    only: 'chromium',
    async run(view) {
      await requests['an RSA key'].prepare(view)
      const { arrived, code, output } = await arriving(async (url, folder) => {
        const all = await files(view, client, url, false)
        for (const text of Object.values(all)) assert.ok(!text.includes('PRIVATE KEY-----\\nMII'))
        return clients[client](all, folder)
      })
      assert.deepEqual(arrived, [])
      assert.notEqual(code, 0)
      assert.match(output, /jwtKey|[Kk]ey is (?:empty|undefined|not set)|key/)
    },
  },
])
