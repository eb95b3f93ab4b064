// Taking it along: commands and code are run, and what they mint is verified.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const library = readFileSync(join(root, 'pkg/dist/script.js'), 'utf8')

const code = async (view, format) => {
  await view.put('take-format', format)
  return view.text('take-code')
}

/** Runs a script as Newman's sandbox does: no module system of its own, the library in a collection variable. */
function inPostman(script, variables) {
  const headers = []
  const get = (name) => variables[name]
  const pm = {
    variables: { get, replaceIn: (text) => text.replace('{{$guid}}', '11111111-2222-4333-8444-555555555555') },
    collectionVariables: { get: (name) => (name === 'jwtmintScript' ? library : get(name)) },
    request: {
      headers: { upsert: (header) => headers.push(header) },
      set url(url) {
        headers.push({ url })
      },
    },
    test: (name, run) => {
      headers.push({ failed: name })
      try {
        run()
      } catch {
        /* counted as failed */
      }
    },
  }
  vm.runInNewContext(script, { pm })
  return headers
}

export const take = [
  {
    name: 'the token is copied',
    async run(view, { browserName, site, browser }) {
      await allowClipboard(browser, browserName, site)
      await view.page.bringToFront()
      await view.page.click('#copy-token')
      await view.says('live', /^Copied\.$/)
      // Firefox lets nobody read the clipboard without asking.
      if (browserName === 'chromium')
        assert.equal(await view.page.evaluate(() => navigator.clipboard.readText()), await view.token())
    },
  },
  {
    name: 'where the browser forbids copying, the text is selected, and nothing sticks out',
    core: true,
    async run(view) {
      await view.page.setViewport({ width: 360, height: 900 })
      await view.page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
      })
      await view.page.$eval('#halves', (details) => {
        details.open = true
      })
      const selected = (button) =>
        view.page.evaluate(async (button) => {
          document.querySelector(button).click()
          await new Promise((done) => setTimeout(done))
          const { scrollWidth, clientWidth } = document.documentElement
          return {
            text: getSelection().toString(),
            said: document.querySelector(button).dataset.flash,
            wide: scrollWidth > clientWidth,
          }
        }, button)
      const said = 'Selected: now copy it.'
      assert.deepEqual(await selected('#copy-token'), { text: await view.token(), said, wide: false })
      assert.deepEqual(await selected('#take-copy'), { text: await view.text('take-code'), said, wide: false })
      assert.deepEqual(await selected('#halves .form button'), {
        text: await view.page.$eval('#halves pre', (pre) => pre.textContent),
        said,
        wide: false,
      })
      // What is shown shortened is not selected, as if it were the whole.
      await view.minted(() => view.put('claims', JSON.stringify({ a: 'x'.repeat(40_000) })))
      assert.equal((await selected('#copy-token')).said, 'The browser forbids copying.')
    },
  },
  {
    name: 'the Authorization header, curl, fetch and HTTPie carry the token',
    core: true,
    async run(view) {
      const token = await view.token()
      assert.equal(await code(view, 'header'), `Authorization: Bearer ${token}`)
      await view.put('take-url', "https://api.example/it's?a=b&c")
      assert.equal(
        await code(view, 'httpie'),
        `http 'https://api.example/it'\\''s?a=b&c' 'Authorization:Bearer ${token}'`,
      )
      const curl = await code(view, 'curl')
      const said = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${curl}`], { encoding: 'utf8' })
      assert.deepEqual(said.trim().split('\n'), [
        '-H',
        `Authorization: Bearer ${token}`,
        "https://api.example/it's?a=b&c",
      ])
      const calls = []
      await vm.runInNewContext(`(async () => { ${await code(view, 'fetch')} })()`, {
        fetch: (...given) => calls.push(given),
      })
      assert.deepEqual(JSON.parse(JSON.stringify(calls)), [
        ["https://api.example/it's?a=b&c", { headers: { Authorization: `Bearer ${token}` } }],
      ])
    },
  },
  {
    name: 'the Postman script mints the same token afresh, without the key in it',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.rsa.pem))
      await view.rest()
      const script = await code(view, 'postman')
      assert.ok(!script.includes('PRIVATE'))
      const [first] = inPostman(script, { jwtKey: keys.rsa.pem })
      assert.equal(first.key, 'Authorization')
      const { header, payload } = await judged(first.value.slice('Bearer '.length), keys.rsa.publicKey)
      assert.equal(header.alg, 'RS256')
      const own = JSON.parse(Buffer.from((await view.token()).split('.')[1], 'base64url'))
      for (const name of ['iss', 'sub', 'aud', 'scope']) assert.deepEqual(payload[name], own[name])
      assert.equal(payload.exp - payload.iat, 900)
    },
  },
  {
    name: 'the Node code runs with the package and mints a good token',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.p256.pem))
      await view.minted(() => view.put('claims', '{"id": 12345678901234567890, "at": "{{now-60}}", "__proto__": 1}'))
      await view.rest()
      const script = await code(view, 'node')
      const folder = mkdtempSync(join(tmpdir(), 'jwtmint-page-'))
      try {
        mkdirSync(join(folder, 'node_modules'))
        cpSync(join(root, 'pkg'), join(folder, 'node_modules/jwtmint'), {
          recursive: true,
          filter: (path) => !path.includes('collections'),
        })
        writeFileSync(
          join(folder, 'x.mjs'),
          `globalThis.fetch = (url, options) => console.log(options.headers.Authorization.slice(7))\n${script}`,
        )
        const token = execFileSync(process.execPath, [join(folder, 'x.mjs')], {
          encoding: 'utf8',
          env: { ...process.env, JWT_KEY: keys.p256.pem },
        }).trim()
        await judged(token, keys.p256.publicKey)
        assert.match(Buffer.from(token.split('.')[1], 'base64url').toString(), /"id":12345678901234567890/)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  },
  {
    name: 'the Postman collection and environment that are downloaded work together',
    core: true,
    async run(view) {
      const saved = await downloads(view)
      const key = await view.value('mint-key')
      await view.click('postman-collection')
      await view.says('postman-message', /Saved as jwtmint\.postman_collection/)
      await saved(1)
      await view.click('postman-environment')
      await view.put('postman-key', true)
      await view.click('postman-environment')
      const [collection, without, environment] = (await saved(3)).map((text) => JSON.parse(text))
      assert.equal(collection.info.schema, 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json')
      assert.ok(!JSON.stringify(collection).includes(key) && !JSON.stringify(without).includes(key))
      const variables = Object.fromEntries(environment.values.map(({ key: name, value }) => [name, value]))
      assert.equal(variables.jwtKey, key)
      const [header] = inPostman(collection.event[0].script.exec.join('\n'), variables)
      assert.equal((await judged(header.value.slice('Bearer '.length), bytes(key))).payload.sub, 'alice')
      const refused = inPostman(collection.event[0].script.exec.join('\n'), { jwtKey: '' })
      assert.ok(
        refused.some(({ url }) => url === ''),
        'a request without a key is not sent',
      )
    },
  },
  {
    name: 'the library for the other API clients is downloaded as it was built',
    core: true,
    async run(view) {
      const saved = await downloads(view)
      await view.click('postman-library')
      await view.says('postman-message', /Saved as jwtmint\.js/)
      assert.equal((await saved(1))[0], library)
    },
  },
]

async function allowClipboard(browser, browserName, site) {
  if (browserName === 'chromium')
    await browser
      .defaultBrowserContext()
      .overridePermissions(site.origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write'])
}
