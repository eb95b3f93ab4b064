// Another language is one file: with every text in brackets, nothing without brackets is left in any state of the page.
import assert from 'node:assert/strict'
import { SignJWT } from 'jose'
import * as keys from '../lib/keys.mjs'
import { buildInBrackets, outsideBrackets } from '../lib/other-language.mjs'
import { serve } from '../lib/server.mjs'
import { View } from '../lib/view.mjs'

/** Times and names that are nobody's language but the reader's own, or a standard's. */
const ALLOWED = [
  /^base64(url)?$/,
  /^hex$/,
  /\d{4}.*\d\d:\d\d/,
  /\d{4}-\d\d-\d\dT/,
  /^(in )?\d+ \w+( ago)?$/,
  /^(now|this \w+)$/,
]

const now = () => Math.floor(Date.now() / 1000)
const tokenOf = (claims, header = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...header }).sign(keys.p256.privateKey)

const states = [
  async () => {},
  async (view) => {
    for (const [id, value] of [
      ['claims', '{'],
      ['header', '{'],
      ['quick-lifetime', 'soon'],
      ['mint-key', 'short'],
    ])
      await view.put(id, value)
    await view.click('claims-format')
    await view.click('share')
  },
  async (view) => {
    await view.put('claims', `{"long": "${'x'.repeat(7000)}"}`)
    await view.put('template', 'zoom')
    await view.put('algorithm', 'none')
    await view.click('copy-token')
    await view.click('postman-environment')
  },
  async (view) => {
    await view.put('mint-key', keys.encrypted(keys.rsa.privateKey, 'x'))
    await view.put('mint-key-passphrase', 'x')
    await view.rest()
    await view.page.$eval('#halves', (details) => {
      details.open = true
    })
    await view.put('rsa-bits', '4096')
    await view.click('generate')
  },
  async (view) => view.click('tab-check'),
  async (view) =>
    view.check(
      `Authorization: Bearer ${await tokenOf({ iss: 'i', iat: now() - 60, nbf: now() - 60, exp: now() + 3600 }, { kid: 'k' })}`,
      keys.p256.publicPem,
    ),
  async (view) => {
    await view.check(await tokenOf({ exp: now() - 60 }), '-----BEGIN PUBLIC KEY-----')
    await view.put('expect-tolerance', 'soon')
  },
  async (view) => view.check('eyJhbGciOiJub25lIn0.eyJzdWIiOjEsImV4cCI6.*', 'short'),
  async (view) => view.put('paste', 'no token at all'),
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
