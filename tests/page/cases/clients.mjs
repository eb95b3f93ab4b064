// Taking scripts along into the API clients themselves: Newman, Bruno and Hoppscotch send requests with them, and every token
// that arrives is verified. The texts are the same in every browser, so one browser is enough.
import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint } from 'jose'
import { DIST } from '../../hosts/lib/places.mjs'
import { downloads } from '../lib/downloads.mjs'
import { clients, inQuickjs, newman, sent } from '../lib/clients.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'

const READY_MADE = 'client-generated.postman_collection.json'

/** What is minted, with which key, and where it has to arrive. */
const mints = {
  'a secret': {
    key: keys.secret,
    judge: bytes(keys.secret),
    header: 'authorization',
    prefix: 'Bearer ',
    async prepare(view) {
      await view.put('header', '{"alg": "HS256", "typ": "JWT"}')
      await view.put(
        'claims',
        '{"id": 12345678901234567890, "text": "ü \\" \\\\ ${x}", "issued": "[[now-60]]", "jti": "11111111-2222-4333-8444-000000000000"}',
      )
    },
    verify({ payload }) {
      assert.equal(payload.text, 'ü " \\ ${x}')
      assert.ok(Math.abs(payload.issued - (Date.now() / 1000 - 60)) < 30)
    },
  },
  'an RSA key': {
    key: keys.rsa.pem,
    judge: keys.rsa.publicKey,
    header: 'authorization',
    prefix: 'Bearer ',
    async prepare(view) {
      await view.click('new')
      await view.rest()
      await view.put('header', '{"alg": "RS256", "typ": "at+jwt", "x": [1, null]}')
    },
    verify({ header, payload }) {
      assert.deepEqual({ ...header }, { alg: 'RS256', typ: 'at+jwt', x: [1, null] })
      assert.equal(payload.exp - payload.iat, 900)
    },
  },
  'a DPoP proof': {
    key: keys.p256.pem,
    judge: keys.p256.publicKey,
    header: 'dpop',
    prefix: '',
    async prepare(view) {
      await view.put('recipe', 'dpop')
      await view.put('field-url', 'https://api.example/x')
    },
    async verify({ header, payload }) {
      assert.equal(payload.htu, 'https://api.example/x')
      assert.ok(createPublicKey({ key: header.jwk, format: 'jwk' }).equals(keys.p256.publicKey))
      assert.match(await calculateJwkThumbprint(header.jwk), /^[\w-]{43}$/)
    },
  },
}

/** Fills in the form and answers the script of the format. */
async function scriptOf(view, format, { key, prepare }) {
  await prepare(view)
  await view.paste(key, 'key')
  await view.put('use-format', format)
  const script = await view.text('use-code')
  assert.ok(!script.includes(key.slice(30, 60)), 'the key is not in the script')
  return script
}

/** The verified tokens of what arrived. */
async function tokensIn(arrived, { header, prefix, judge, verify }) {
  const tokens = []
  for (const { headers } of arrived) {
    assert.ok(headers[header]?.startsWith(prefix), JSON.stringify(headers))
    const token = await judged(headers[header].slice(prefix.length), judge)
    await verify(token)
    tokens.push(token)
  }
  return tokens
}

/** The ready-made collection with what the page saved for a recipe. */
const readyMade = {
  name: 'the environment of a recipe serves the ready-made collection in Newman',
  only: 'chromium',
  async run(view) {
    await view.put('recipe', 'github-app')
    await view.put('field-appId', '17')
    await view.paste(keys.rsa.pem, 'key')
    await view.put('environment-key', true)
    const saved = await downloads(view)
    const collection = JSON.parse(readFileSync(join(DIST, 'collections/postman', READY_MADE), 'utf8'))
    const [{ headers }] = await sent(async (url, folder) => {
      await view.put('use-url', url)
      await view.click('save-environment')
      const [environment] = await saved(1)
      return newman(collection, JSON.parse(environment), folder)
    })
    const { payload } = await judged(headers.authorization.slice('Bearer '.length), keys.rsa.publicKey)
    assert.equal(payload.iss, '17')
    assert.equal(payload.exp - payload.iat, 600)
  },
}

export const clientCases = Object.entries(mints)
  .flatMap(([what, mint]) => [
    ...Object.entries(clients).map(([format, send]) => ({
      name: `the ${format} script, run by its client, mints with ${what}`,
      only: 'chromium',
      async run(view) {
        const script = await scriptOf(view, format, mint)
        const arrived = await sent((url, folder) => send(script, mint.key, url, folder))
        const tokens = await tokensIn(arrived, mint)
        const ids = tokens.map(({ payload }) => payload.jti)
        assert.ok(ids.every(Boolean) && new Set(ids).size === ids.length, `every request has its own: ${ids}`)
      },
    })),
    {
      name: `the postman script runs in QuickJS, with ${what}`,
      only: 'chromium',
      async run(view) {
        const header = await inQuickjs(await scriptOf(view, 'postman', mint), mint.key)
        await tokensIn([{ headers: { [header.key.toLowerCase()]: header.value } }], mint)
      },
    },
  ])
  .concat(readyMade)
