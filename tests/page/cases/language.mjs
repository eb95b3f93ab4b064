// Another language is one file: with every text in brackets, nothing without brackets is left in any state of the page.
import assert from 'node:assert/strict'
import * as keys from '../lib/keys.mjs'
import { buildInBrackets, outsideBrackets } from '../lib/other-language.mjs'
import { good, now, tokenOf } from '../lib/tokens.mjs'
import { serve } from '../lib/server.mjs'
import { View } from '../lib/view.mjs'

/** Times and names that are nobody's language but the reader's own, or a standard's. */
const ALLOWED = [
  /^base64(url)?$/,
  /^hex$/,
  /\d{4}.*\d\d:\d\d/,
  /\d{4}-\d\d-\d\dT/,
  /^(in )?\d+ \w+( ago)?$/,
  /^(in )?\d+ \w+( ago)?, .*\d\d.*$/,
  /^(now|this \w+)$/,
  /^, .*\d\d.*$/,
  // Names of issuers.
  /^(Auth0|Postman|curl|HTTPie|Python|Go|Java|Rust)$/,
]

const states = [
  async () => {},
  async (view) => {
    await view.click('new')
    await view.rest()
    for (const [id, value] of [
      ['claims', '{'],
      ['header', '{'],
      ['key', '-----BEGIN PRIVATE KEY-----'],
    ])
      await view.put(id, value)
    await view.click('claims-format')
    await view.click('share')
  },
  async (view) => {
    await view.put('header', '{"alg": "HS256"}')
    await view.put('claims', `{"long": "${'x'.repeat(7000)}"}`)
    await view.put('recipe', 'zoom-meeting-sdk')
    await view.click('copy-token')
    await view.click('save-environment')
  },
  async (view) => {
    await view.put('key', keys.encrypted(keys.rsa.privateKey, 'x'))
    await view.put('key-passphrase', 'x')
    await view.rest()
    await view.page.$$eval('details', (all) => {
      for (const details of all) details.open = true
    })
    await view.put('generate-algorithm', 'RS256 4096')
    await view.click('generate')
  },
  async (view) => {
    await view.paste(
      `Authorization: Bearer ${await tokenOf({ iss: 'https://x.eu.auth0.com/', iat: now() - 60, nbf: now() - 60, exp: now() + 3600 }, { header: { kid: 'k' } })}`,
    )
    await view.paste(keys.p256.publicPem)
  },
  async (view) => {
    await view.paste(await tokenOf({ exp: now() - 60 }))
    await view.put('key', '-----BEGIN PUBLIC KEY-----')
    await view.put('expect-tolerance', 'soon')
  },
  async (view) => {
    await view.paste('eyJhbGciOiJub25lIn0.eyJzdWIiOjEsImV4cCI6.*')
    await view.put('key', 'short')
  },
  async (view) => view.paste(`${good} ${await tokenOf({ exp: 5 })}`),
  async (view) => view.paste('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'),
  async (view) => view.put('token', 'no token at all'),
  async (view) => view.click('help'),
]

export const language = [
  {
    name: 'another language is one file: no text of the page stands outside texts.js',
    only: 'chromium',
    opensItself: true,
    async run(_view, { browser }) {
      const { folder, remove } = buildInBrackets()
      const site = await serve(folder)
      const page = await browser.newPage()
      try {
        const other = new View(page, site.origin + '/')
        await other.load()
        let read = 0
        for (const [i, reach] of states.entries()) {
          await reach(other)
          await other.rest()
          const found = (await page.evaluate(outsideBrackets)).filter(
            (text) => !ALLOWED.some((pattern) => pattern.test(text)),
          )
          assert.deepEqual(found, [], `in state ${i + 1}`)
          read += await page.evaluate(() => document.body.textContent.split('⟦').length - 1)
        }
        assert.ok(read > 1000, `only ${read} texts in brackets were there`)
        assert.match(await page.title(), /^⟦/)
      } finally {
        await page.close()
        await site.stop()
        remove()
      }
    },
  },
]
