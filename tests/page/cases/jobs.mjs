// The jobs people come for, each done from start to end with its actions counted: an action is a paste, a drop, a click, a
// choice in a menu, a field filled in, or keys pressed together.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clipboard } from '../lib/clipboard.mjs'
import { downloads } from '../lib/downloads.mjs'
import { Hand } from '../lib/hand.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { serve } from '../lib/server.mjs'
import { good, now, tokenOf } from '../lib/tokens.mjs'
import { View } from '../lib/view.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../../www/dist')

/** A job with the most actions it may take. @param {string} name @param {number} most @param {(hand: Hand, view: import('../lib/view.mjs').View) => Promise<void>} work @param {any} [more] */
const job = (name, most, work, more = {}) => ({
  name: `job: ${name}, ${most} action${most === 1 ? '' : 's'} at most`,
  core: true,
  ...more,
  async run(view) {
    const hand = new Hand(view)
    await work(hand, view)
    assert.ok(hand.actions <= most, `it took ${hand.actions} actions`)
  },
})

const verified = async (view) => assert.equal((await view.facts()).signature.statement, 'Signature verified')
const secret = randomBytes(40)
const bySecret = await tokenOf({ sub: 'a', exp: now() + 900 }, { alg: 'HS256', key: secret })

/** A certificate of the key, made by openssl. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-page-'))
  try {
    const [key, made] = ['key', 'certificate'].map((name) => join(folder, name))
    writeFileSync(key, keys.p256.pem)
    execFileSync('openssl', ['req', '-x509', '-new', '-key', key, '-subj', '/CN=x', '-out', made])
    return readFileSync(made, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** PKCS#1 as it comes out of an environment variable: quotes, and `\n` for its line breaks. */
const damaged = `"${keys.pem(keys.rsa.privateKey, 'pkcs1').replace(/\n/g, '\\n')}"`
const others = [keys.rsa, keys.p384].map(({ publicKey }, i) => keys.jwk(publicKey, { kid: 'other-' + i }))
const set = (kid) => `{"keys": [${[...others, keys.jwk(keys.p256.publicKey, kid ? { kid } : {})]}]}`

export const jobs = [
  job('paste and read', 1, async (hand, view) => {
    await hand.paste(good)
    const { signature, time, claims } = await view.facts()
    assert.equal(signature.statement, 'Signature not checked')
    assert.match(time.statement, /^Expires in /)
    assert.match(claims.detail, /^No objections/)
    assert.match(await view.value('claims'), /"email": "a@example.com"/)
  }),
  ...Object.entries({
    'a PEM': [good, keys.p256.publicPem],
    'a certificate': [good, certificate()],
    'a JWKS and the kid': [await tokenOf({ sub: 'a', exp: now() + 900 }, { header: { kid: 'mine' } }), set('mine')],
    'a JWKS and no kid': [good, set('')],
  }).map(([what, [token, key]]) =>
    job(`verify with ${what}`, 2, async (hand, view) => {
      await hand.paste(token)
      await hand.paste(key)
      await verified(view)
      if (what.startsWith('a JWKS'))
        assert.equal(await view.text('key-lines').then((text) => /this one fits/.test(text)), true)
    }),
  ),
  job('verify with a secret written in base64', 3, async (hand, view) => {
    await hand.paste(bySecret)
    await hand.paste(secret.toString('base64'))
    assert.equal((await view.facts()).signature.statement, 'Signature does not fit')
    await hand.click('[data-cure="use-encoding"]')
    await verified(view)
  }),
  job('sign a new HS256 token that lives 5 minutes', 2, async (hand, view) => {
    await hand.click('#new')
    await hand.click('[data-span="300"]')
    const { payload } = await judged(await view.token(), bytes(await view.value('key')))
    assert.equal(payload.exp - payload.iat, 300)
  }),
  job('sign with RS256 and a damaged PKCS#1 key', 3, async (hand, view) => {
    await hand.click('#new')
    await hand.paste(damaged)
    const copied = await clipboard(view)
    await hand.click('#copy-token')
    assert.equal((await judged(await copied(), keys.rsa.publicKey)).header.alg, 'RS256')
  }),
  job('make a key pair and take its public JWKS', 3, async (hand, view) => {
    await hand.choose('generate-algorithm', 'ES256')
    await hand.click('#generate')
    const copied = await clipboard(view)
    await hand.click('#copy-jwks')
    const { keys: all } = JSON.parse(await copied())
    assert.equal(all.length, 1)
    assert.deepEqual([all[0].use, all[0].alg, all[0].d], ['sig', 'ES256', undefined])
    assert.match(all[0].kid, /^[\w-]{43}$/)
  }),
  job('change a claim and sign again', 5, async (hand, view) => {
    await hand.paste(good)
    await hand.paste(keys.p256.pem)
    await hand.select('claims', 'alice')
    await hand.type('bob')
    const copied = await clipboard(view)
    await hand.click('#copy-token')
    const { payload } = await judged(await copied(), keys.p256.publicKey)
    assert.equal(payload.sub, 'bob')
    assert.equal(payload.email, 'a@example.com')
  }),
  job('take it as curl', 1, async (hand, view) => {
    await view.paste(good)
    const copied = await clipboard(view)
    await hand.click('#copy-curl')
    assert.equal(await copied(), `curl 'https://api.example.com/' \\\n  -H 'Authorization: Bearer ${good}'`)
  }),
  job('take it as a collection', 1, async (hand, view) => {
    await view.click('new')
    await view.rest()
    const saved = await downloads(view)
    await hand.click('#save-collection')
    assert.match(JSON.parse((await saved(1))[0]).info.schema, /v2\.1\.0/)
  }),
  job('take it as a collection for another client', 2, async (hand, view) => {
    await view.click('new')
    await view.rest()
    const saved = await downloads(view)
    await hand.choose('use-client', 'bruno')
    await hand.click('#save-collection')
    assert.deepEqual(
      JSON.parse((await saved(1))[0]).items.map(({ type }) => type),
      ['folder', 'http-request'],
    )
  }),
  {
    name: 'job: on a slow phone, claims are read while the module is still on its way, 1 action at most',
    opensItself: true,
    async run(_, { browser }) {
      let arrive = () => {}
      const arrived = new Promise((done) => {
        arrive = () => done(undefined)
      })
      const site = await serve(dist, (name) => (/wasm|later/.test(name) ? arrived : undefined))
      const page = await browser.newPage()
      const view = new View(page, site.origin + '/')
      try {
        await page.goto(site.origin, { waitUntil: 'domcontentloaded' })
        await page.waitForSelector('#token:focus')
        const hand = new Hand(view)
        await hand.pasteAtOnce(good)
        assert.match(await view.value('claims'), /"email": "a@example.com"/)
        assert.match(await view.value('header'), /ES256/)
        const { signature, time } = await view.facts()
        assert.match(signature.statement, /^Getting ready/)
        assert.match(time.statement, /^Expires in/)
        assert.equal(hand.actions, 1)
        arrive()
        await view.until(
          () => document.querySelector('#fact-signature .statement').textContent === 'Signature not checked',
          'the module',
        )
        await view.until(() => document.querySelector('#claims-colours .j-note'), 'what the claims mean')
        view.clean()
      } finally {
        arrive()
        await page.close()
        await site.stop()
      }
    },
  },
  job('with the keyboard alone: read, verify, change, copy', 6, async (hand, view) => {
    assert.equal(await view.page.evaluate(() => document.activeElement.id), 'token', 'ready to paste')
    await hand.paste(good, 'token')
    await hand.paste(keys.p256.pem)
    await verified(view)
    await hand.select('claims', 'alice')
    await hand.type('carol')
    const copied = await clipboard(view)
    await hand.press('Control', 'Enter')
    assert.equal((await judged(await copied(), keys.p256.publicKey)).payload.sub, 'carol')
    await view.page.evaluate(() => document.activeElement.blur())
    await hand.press('?')
    assert.ok(await view.shown('shortcuts'))
  }),
]
