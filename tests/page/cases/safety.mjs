// Safe by construction: nothing leaves, nothing is kept, links hold no key, and it works without a network.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { good, tokenOf } from '../lib/tokens.mjs'
import { serve } from '../lib/server.mjs'
import { View } from '../lib/view.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../../www/dist')
const OWN = [
  'index.html',
  'app.js',
  'worker.js',
  'later.js',
  'style.css',
  'jwtmint.wasm',
  'icon.svg',
  'manifest.webmanifest',
  'service-worker.js',
  'jwtmint-script.js',
  'THIRD-PARTY.txt',
  'jwtmint-full.wasm',
]

/** Everything a session does. @param {View} view */
async function session(view) {
  await view.paste(good)
  await view.paste(keys.p256.pem)
  await view.put('claims', '{"sub": "bob"}')
  await view.rest()
  await view.put('recipe', 'dpop')
  await view.rest()
  await view.put('generate-algorithm', 'EdDSA')
  await view.click('generate')
  await view.rest()
  await view.put('use-format', 'postman')
  await view.click('undo')
  await view.rest()
}

/** The link that is made, and what is in it. */
async function linkOf(view) {
  await view.page.evaluate(() => {
    document.getElementById('share-link').value = ''
  })
  await view.click('share')
  await view.until(() => document.getElementById('share-link').value, 'the link')
  const hash = new URL(await view.value('share-link')).hash
  return { hash, state: JSON.parse(Buffer.from(hash.slice('#share='.length), 'base64url').toString()) }
}

export const safety = [
  {
    name: 'the policy forbids everything but the page’s own',
    core: true,
    async run(view) {
      const policy = await view.page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.content)
      assert.match(
        policy,
        /^default-src 'none'; base-uri 'none'; form-action 'none'; script-src ('self'|'sha256-[^']+') 'wasm-unsafe-eval'; style-src ('self'|'sha256-[^']+');/,
      )
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/)
      view.provoked = /jwtmint\.invalid/
      const outcomes = await view.page.evaluate(async () => {
        const worker = `fetch('https://jwtmint.invalid/').then(() => postMessage('went out'), () => postMessage('refused'))`
        const blob = URL.createObjectURL(new Blob([worker]))
        const image = new Image()
        return {
          fetch: await fetch('https://jwtmint.invalid/').then(
            () => 'went out',
            () => 'refused',
          ),
          worker: await new Promise((done) => {
            new Worker(blob).onmessage = ({ data }) => done(data)
          }),
          image: await new Promise((done) => {
            image.onload = () => done('went out')
            image.onerror = () => done('refused')
            image.src = 'https://jwtmint.invalid/x.png'
          }),
          violations: await new Promise((done) => {
            document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), {
              once: true,
            })
            fetch('https://jwtmint.invalid/').catch(() => {})
          }),
        }
      })
      assert.deepEqual(outcomes, { fetch: 'refused', worker: 'refused', image: 'refused', violations: 'connect-src' })
    },
  },
  {
    name: 'there is no inline script, style or handler in the served page',
    async run() {
      const html = readFileSync(join(dist, 'index.html'), 'utf8')
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:/i)
    },
  },
  {
    name: 'only the page’s own files are asked for, and none after it has loaded',
    async run(view, { site }) {
      for (const { name } of site.requests) assert.ok(OWN.includes(name) || name === 'favicon.ico', name)
      await view.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
      await view.page.evaluate(() => new Promise((done) => setTimeout(done, 500)))
      const before = site.requests.length
      await session(view)
      assert.deepEqual(
        site.requests.slice(before).filter(({ ofBrowser }) => !ofBrowser),
        [],
      )
    },
  },
  {
    name: 'the notices of others are a link in the foot, also without a network',
    core: true,
    async run(view, { site }) {
      const name = await view.page.$eval('#notices', (link) => link.getAttribute('href'))
      const written = readFileSync(join(dist, '../../pkg', name), 'utf8')
      if (view.address.startsWith('file:')) {
        const saved = await downloads(view)
        await view.page.evaluate(() =>
          document.getElementById('notices').dispatchEvent(new MouseEvent('click', { cancelable: true })),
        )
        assert.deepEqual(await saved(1), [written])
        return
      }
      await view.until(() => navigator.serviceWorker.controller !== null, 'the service worker to take over')
      const before = site.requests.length
      const answer = await view.page.evaluate((name) => fetch(name).then((response) => response.text()), name)
      assert.equal(answer, written)
      assert.deepEqual(
        site.requests.slice(before).filter((request) => request.name === name),
        [],
      )
    },
  },
  {
    name: 'no key and no token is stored anywhere',
    core: true,
    async run(view) {
      await session(view)
      const stored = await view.page.evaluate(async () => ({
        local: { ...localStorage },
        session: { ...sessionStorage },
        cookie: document.cookie,
        databases: indexedDB.databases ? (await indexedDB.databases()).length : 0,
        hash: location.hash,
        history: history.state,
      }))
      assert.deepEqual(stored, { local: {}, session: {}, cookie: '', databases: 0, hash: '', history: null })
    },
  },
  {
    name: 'a share link holds header and claims, opens as they were, and never holds a key',
    core: true,
    async run(view) {
      await view.paste(keys.p256.pem)
      await view.put('header', '{"alg": "ES256", "x": 1}')
      await view.put('claims', '{"name": "Zoë 😀", "n": 12345678901234567890}')
      await view.rest()
      const { hash, state } = await linkOf(view)
      assert.deepEqual(Object.keys(state).sort(), ['claims', 'fields', 'header', 'recipe'])
      assert.ok(!JSON.stringify(state).includes('PRIVATE'))
      const fresh = await view.page.browser().newPage()
      const other = new View(fresh, view.address)
      try {
        await other.load(hash)
        assert.equal(await other.value('claims'), '{"name": "Zoë 😀", "n": 12345678901234567890}')
        assert.equal(await other.value('header'), '{"alg": "ES256", "x": 1}')
        assert.equal(await other.value('key'), '')
        await other.paste(keys.p256.pem)
        assert.equal((await judged(await other.token(), keys.p256.publicKey)).header.x, 1)
        other.clean()
      } finally {
        await fresh.close()
      }
    },
  },
  {
    name: 'a share link is refused for a private key among the claims, and leaves secret fields out',
    async run(view) {
      await view.paste(keys.secret, 'key')
      await view.put('header', '{"alg": "HS256"}')
      const jwk = JSON.parse(keys.jwk(keys.p256.privateKey))
      const holding = [
        JSON.stringify({ key: jwk }),
        JSON.stringify({ key: JSON.stringify({ ...jwk, x5c: [{}] }) }),
        JSON.stringify({ key: { kty: 'EC', more: {}, d: jwk.d } }).replace('"kty"', '"k\\u0074y"'),
        JSON.stringify({ key: keys.p256.pem }).replace('PRIVATE', 'PRIV\\u0041TE'),
        `{"broken": {"kty": "EC", "x": {}, "d": "${jwk.d}"`,
        JSON.stringify({ note: `the secret is ${keys.secret}` }),
      ]
      for (const claims of holding) {
        await view.put('claims', claims)
        await view.rest()
        await view.click('share')
        await view.says('share-note', /hold a key/)
        assert.equal(await view.value('share-link'), '', claims)
        assert.equal(await view.shown('share-link'), false)
      }
      await view.put('recipe', 'dpop')
      await view.put('field-accessToken', 'very-secret-token')
      await view.put('field-url', 'https://api.example/x')
      await view.rest()
      const { state } = await linkOf(view)
      assert.ok(!JSON.stringify(state).includes('very-secret'))
      assert.equal(state.fields.url, 'https://api.example/x')
    },
  },
  {
    name: 'links with a token are read and taken out of the address',
    core: true,
    opensItself: true,
    async run(view) {
      for (const fragment of [
        `#token=${good}`,
        `#id_token=${good}&state=x`,
        `#access_token=${good}&token_type=bearer`,
      ]) {
        await view.page.goto('about:blank')
        await view.load(fragment)
        assert.equal(await view.token(), good)
        assert.equal(await view.page.evaluate(() => location.hash), '')
      }
      const other = await tokenOf({ sub: 'other' })
      await view.page.evaluate((other) => {
        location.hash = `#id_token=${other}`
      }, other)
      await view.until(() => location.hash === '', 'the address to be read')
      await view.rest()
      assert.equal(await view.token(), other)
      await view.click('undo')
      assert.equal(await view.token(), good)
    },
  },
  {
    name: 'a damaged share link is told, and the page starts afresh',
    opensItself: true,
    async run(view) {
      for (const bad of ['#share=', '#share=%%%', '#share=bm9uc2Vuc2U', '#share=bnVsbA', '#share=eyJjbGFpbXMiOjF9']) {
        await view.page.goto('about:blank')
        await view.load(bad)
        assert.match(await view.text('token-message'), /damaged/, bad)
        await view.click('new')
        await view.rest()
        await judged(await view.token(), bytes(await view.value('key')))
      }
    },
  },
  {
    name: 'work is kept until the tab closes only if somebody wishes, and never a key',
    async run(view) {
      await view.paste(keys.p256.pem)
      await view.put('header', '{"alg": "ES256"}')
      await view.put('claims', '{"sub": "kept"}')
      await view.rest()
      await view.put('keep', true)
      const stored = await view.page.evaluate(() => JSON.stringify({ ...sessionStorage }))
      assert.ok(stored.includes('kept') && !stored.includes('PRIVATE'))
      await view.page.reload()
      await view.until(() => document.querySelector('#version').textContent, 'the module')
      await view.rest()
      assert.equal(await view.value('claims'), '{"sub": "kept"}')
      assert.equal(await view.value('key'), '')
      await view.put('claims', JSON.stringify({ note: keys.p256.pem.toLowerCase() }))
      await view.rest()
      assert.equal(await view.page.evaluate(() => sessionStorage.length), 0)
      await view.put('claims', '{"sub": "kept"}')
      await view.rest()
      assert.equal(await view.page.evaluate(() => sessionStorage.length), 1)
      await view.put('keep', false)
      assert.equal(await view.page.evaluate(() => sessionStorage.length), 0)
    },
  },
  {
    name: 'the page tells how many requests it has made since it loaded, by the browser’s own record',
    async run(view) {
      await view.page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
      await session(view)
      assert.equal(await view.text('requests'), '0 requests since loading.')
      await view.page.evaluate(() => fetch('icon.svg?again').then((answer) => answer.text()))
      await view.says('requests', /^1 request since loading\.$/)
    },
  },
  {
    name: 'served once, the page works with no server any more',
    opensItself: true,
    async run(_, { browser }) {
      const site = await serve(dist)
      const page = await browser.newPage()
      const view = new View(page, site.origin + '/')
      try {
        await view.load()
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
        await view.until(() => navigator.serviceWorker.controller !== null, 'the service worker to take over')
        await site.stop()
        await view.load()
        await view.click('new')
        await view.rest()
        await judged(await view.token(), bytes(await view.value('key')))
        const saved = await downloads(view)
        await view.click('save-collection')
        assert.match(JSON.parse((await saved(1))[0]).info.schema, /v2\.1\.0/)
        await view.put('generate-algorithm', 'ML-DSA-44')
        await view.click('generate')
        await view.rest()
        assert.match(await view.text('key-lines'), /^ML-DSA/)
        view.clean()
      } finally {
        await page.close()
        await site.stop()
      }
    },
  },
  {
    name: 'without the file that comes later the page still verifies, and says what is missing',
    opensItself: true,
    async run(_, { browser }) {
      const folder = mkdtempSync(join(tmpdir(), 'jwtmint-page-'))
      cpSync(dist, folder, { recursive: true })
      rmSync(join(folder, 'later.js'))
      const site = await serve(folder)
      const page = await browser.newPage()
      const view = new View(page, site.origin + '/')
      view.provoked = /404|later\.js/
      try {
        await view.load()
        await view.paste(good)
        await view.paste(keys.p256.publicPem)
        assert.equal((await view.facts()).signature.state, 'good')
        assert.ok(await view.page.$eval('#new', (button) => button.disabled))
        assert.match(await view.text('trouble'), /./)
        assert.ok(await view.shown('trouble'))
        view.clean()
      } finally {
        await page.close()
        await site.stop()
        rmSync(folder, { recursive: true })
      }
    },
  },
  {
    name: 'a browser offers to install the page',
    only: 'chromium',
    async run(view) {
      await view.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
      const session = await view.page.createCDPSession()
      assert.deepEqual((await session.send('Page.getInstallabilityErrors')).installabilityErrors, [])
      assert.deepEqual((await session.send('Page.getAppManifest')).errors, [])
      await session.detach()
    },
  },
  {
    name: 'the collection’s library is refused with a sentence when it cannot be had',
    async run(view) {
      await view.page.evaluate(() => {
        window.fetch = () => Promise.reject(new TypeError('offline'))
      })
      await view.click('new')
      await view.rest()
      await view.click('save-collection')
      await view.says('save-message', /could not be loaded/)
    },
  },
]
