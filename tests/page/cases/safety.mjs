// Safe by construction: nothing leaves, nothing is kept, links hold no key, and it works without a network.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { serve } from '../lib/server.mjs'
import { View } from '../lib/view.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../../www/dist')
const OWN = [
  'index.html',
  'app.js',
  'style.css',
  'jwtmint.wasm',
  'icon.svg',
  'manifest.webmanifest',
  'service-worker.js',
  'jwtmint-script.js',
]

/** Everything a session does. @param {View} view */
async function session(view) {
  await view.minted(() => view.put('algorithm', 'ES256'))
  await view.put('mint-key', keys.ed.pem)
  await view.rest()
  await view.click('check-this')
  await view.rest()
  await view.click('tab-mint')
  await view.put('template', 'dpop')
  await view.rest()
}

const linkOf = async (view) => {
  await view.click('share')
  await view.until(() => location.hash.startsWith('#mint='), 'the link')
  return view.page.evaluate(() => location.hash)
}
const inLink = (hash) => JSON.parse(Buffer.from(hash.slice('#mint='.length), 'base64url').toString())

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
    name: 'a share link holds algorithm, header and claims, opens as they were, and never holds a key',
    core: true,
    async run(view) {
      await view.put('mint-key', keys.p256.pem)
      await view.put('claims', '{"name": "Zoë 😀", "n": 12345678901234567890}')
      await view.put('header', '{"x": 1}')
      await view.minted(() => view.put('quick-subject', 'carol'))
      await view.rest()
      const hash = await linkOf(view)
      const state = inLink(hash)
      assert.deepEqual(Object.keys(state).sort(), ['algorithm', 'claims', 'fields', 'header', 'quick', 'template'])
      assert.ok(!JSON.stringify(state).includes('PRIVATE'))
      const fresh = await view.page.browser().newPage()
      const other = new View(fresh, view.address)
      try {
        await other.load(hash)
        await other.rest()
        assert.equal(await other.value('claims'), '{"name": "Zoë 😀", "n": 12345678901234567890}')
        assert.equal(await other.value('header'), '{"x": 1}')
        assert.equal(await other.value('algorithm'), 'ES256')
        assert.ok(!(await other.value('mint-key')).includes(keys.p256.pem.split('\n')[1]))
        const { header, payload } = await judged(await other.token(), keys.publicFrom(await other.value('mint-key')))
        assert.equal(payload.sub, 'carol')
        assert.equal(header.x, 1)
        other.clean()
      } finally {
        await fresh.close()
      }
    },
  },
  {
    name: 'a share link is refused for a private key among the claims, and leaves secret fields out',
    async run(view) {
      const jwk = JSON.parse(keys.jwk(keys.p256.privateKey))
      const holding = [
        JSON.stringify({ key: jwk }),
        JSON.stringify({ key: JSON.stringify({ ...jwk, x5c: [{}] }) }),
        JSON.stringify({ key: { kty: 'EC', more: {}, d: jwk.d } }).replace('"kty"', '"k\\u0074y"'),
        JSON.stringify({ key: keys.p256.pem }).replace('PRIVATE', 'PRIV\\u0041TE'),
        `{"broken": {"kty": "EC", "x": {}, "d": "${jwk.d}"`,
        JSON.stringify({ note: `the secret is ${await view.value('mint-key')}` }),
      ]
      for (const claims of holding) {
        await view.put('claims', '{}')
        await linkOf(view)
        await view.put('claims', claims)
        await view.rest()
        await view.click('share')
        await view.says('share-message', /hold a key/)
        assert.equal(inLink(await view.page.evaluate(() => location.hash)).claims, '{}', claims)
      }
      await view.page.evaluate(() => history.replaceState(null, '', location.pathname))
      await view.put('template', 'dpop')
      await view.put('field-access_token', 'very-secret-token')
      await view.put('field-url', 'https://api.example/x')
      await view.rest()
      const hash = await linkOf(view)
      assert.ok(!JSON.stringify(inLink(hash)).includes('very-secret'))
      assert.equal(inLink(hash).fields.url, 'https://api.example/x')
    },
  },
  {
    name: 'a share link opened over a form that was filled in loses nothing of it',
    async run(view) {
      await view.put('claims', '{"shared": true}')
      await view.rest()
      const hash = await linkOf(view)
      await view.put('claims', '{"typed": "since then"}')
      await view.rest()
      await view.minted(() =>
        view.page.evaluate((hash) => {
          location.hash = ''
          location.hash = hash
        }, hash),
      )
      await view.rest()
      assert.equal(await view.value('claims'), '{"shared": true}')
      await view.minted(() => view.click('start-back'))
      assert.equal(await view.value('claims'), '{"typed": "since then"}')
    },
  },
  {
    name: 'a damaged share link is told, and the page starts afresh',
    opensItself: true,
    async run(view) {
      for (const bad of ['#mint=', '#mint=%%%', '#mint=bm9uc2Vuc2U', '#mint=bnVsbA', '#mint=eyJjbGFpbXMiOjF9']) {
        await view.page.goto('about:blank')
        await view.load(bad)
        await view.rest()
        assert.match(await view.text('share-message'), /damaged/, bad)
        await judged(await view.token(), bytes(await view.value('mint-key')))
      }
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
        await judged(await view.token(), bytes(await view.value('mint-key')))
        view.clean()
      } finally {
        await page.close()
        await site.stop()
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
      await view.click('postman-collection')
      await view.says('postman-message', /could not be loaded/)
    },
  },
]
