// Taking it along: commands and code are run, and what they mint is verified.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { runWithPackage } from '../lib/node.mjs'
import { bytes, judged } from '../lib/peer.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const library = readFileSync(join(root, 'pkg/dist/script.js'), 'utf8')

const code = async (view, format) => {
  await view.put('use-format', format)
  return view.text('use-code')
}

/** A new token, signed with a key. */
async function signedWith(view, key) {
  await view.click('new')
  await view.rest()
  await view.paste(key, 'key')
}

/** Runs a script as Newman's sandbox does: no module system of its own, the library in a collection variable. */
function inPostman(script, variables) {
  const headers = []
  const get = (name) => variables[name]
  const pm = {
    variables: {
      get,
      set: (name, value) => headers.push({ key: name, value }),
      replaceIn: (text) => text.replace('{{$guid}}', '11111111-2222-4333-8444-555555555555'),
    },
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

export const useCases = [
  {
    name: 'the token is copied',
    async run(view, { browserName, site, browser }) {
      await allowClipboard(browser, browserName, site)
      await view.page.bringToFront()
      await view.click('new')
      await view.rest()
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
      await view.click('new')
      await view.rest()
      await view.page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
      })
      const selected = (button) =>
        view.page.evaluate(async (button) => {
          document.querySelector(button).click()
          await new Promise((done) => setTimeout(done))
          const { scrollWidth, clientWidth } = document.documentElement
          const box = document.getElementById('token')
          return {
            text:
              button === '#copy-token'
                ? box.value.slice(box.selectionStart, box.selectionEnd)
                : getSelection().toString(),
            said: document.querySelector(button).dataset.flash,
            wide: scrollWidth > clientWidth,
          }
        }, button)
      const said = 'Selected: now copy it.'
      assert.deepEqual(await selected('#copy-token'), { text: await view.token(), said, wide: false })
      assert.deepEqual(await selected('#use-copy'), { text: await view.text('use-code'), said, wide: false })
    },
  },
  {
    name: 'the header line, curl and JavaScript carry the token',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      const token = await view.token()
      assert.equal(await code(view, 'header'), `Authorization: Bearer ${token}`)
      await view.put('use-url', "https://api.example/it's?a=b&c")
      const curl = await code(view, 'curl')
      const said = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${curl}`], { encoding: 'utf8' })
      assert.deepEqual(said.trim().split('\n'), [
        "https://api.example/it's?a=b&c",
        '-H',
        `Authorization: Bearer ${token}`,
      ])
      const http = execFileSync('sh', ['-c', `http() { printf '%s\\n' "$@"; }; ${await code(view, 'httpie')}`], {
        encoding: 'utf8',
      })
      assert.deepEqual(http.trim().split('\n'), [
        'GET',
        "https://api.example/it's?a=b&c",
        `Authorization:Bearer ${token}`,
      ])
      const calls = []
      await vm.runInNewContext(`(async () => { ${await code(view, 'fetch')} })()`, {
        console: { log() {} },
        fetch: (...given) => {
          calls.push(given)
          return { text() {} }
        },
      })
      assert.deepEqual(JSON.parse(JSON.stringify(calls)), [
        ["https://api.example/it's?a=b&c", { headers: { Authorization: `Bearer ${token}` } }],
      ])
    },
  },
  {
    name: 'a form that is sent is the same in curl, JavaScript and Python',
    async run(view) {
      await view.put('recipe', 'google-service-account')
      await view.put('field-key:client_email', 'a@p.example')
      await view.put('field-key:token_uri', 'https://oauth2.googleapis.com/token')
      await view.put('field-googleScope', 'a b&c')
      await view.paste(keys.rsa.pem, 'key')
      const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: await view.token() }
      const said = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${await code(view, 'curl')}`], {
        encoding: 'utf8',
      })
      assert.deepEqual(said.trim().split('\n'), [
        'https://oauth2.googleapis.com/token',
        ...Object.entries(form).flatMap(([name, text]) => ['--data-urlencode', `${name}=${text}`]),
      ])
      const calls = []
      await vm.runInNewContext(`(async () => { ${await code(view, 'fetch')} })()`, {
        URLSearchParams,
        console: { log() {} },
        fetch: (_url, options) => {
          calls.push(Object.fromEntries(options.body))
          return { text() {} }
        },
      })
      assert.deepEqual(calls, [form])
      const python = `import sys, types\nrequests = types.ModuleType('requests')\nrequests.request = lambda *given, **named: (print(given[0], given[1], sorted(named['data'])), types.SimpleNamespace(status_code=1, text=''))[1]\nsys.modules['requests'] = requests\n${await code(view, 'python')}`
      assert.match(
        execFileSync('python3', ['-c', python], { encoding: 'utf8' }),
        /^POST https:\/\/oauth2\.googleapis\.com\/token \['assertion', 'grant_type'\]/,
      )
      for (const format of ['go', 'java', 'csharp', 'rust'])
        assert.ok((await code(view, format)).includes(form.assertion), format)
    },
  },
  {
    name: 'the Postman script signs the same token afresh, without the key in it',
    async run(view) {
      await signedWith(view, keys.rsa.pem)
      const script = await code(view, 'postman')
      assert.ok(!script.includes('PRIVATE'))
      const [first] = inPostman(script, { jwtKey: keys.rsa.pem })
      assert.equal(first.key, 'Authorization')
      const { header, payload } = await judged(first.value.slice('Bearer '.length), keys.rsa.publicKey)
      assert.equal(header.alg, 'RS256')
      const own = await view.claims()
      for (const name of ['iss', 'sub', 'aud', 'scope']) assert.deepEqual(payload[name], own[name])
      assert.equal(payload.exp - payload.iat, 900)
      assert.notEqual(payload.jti, own.jti)
    },
  },
  {
    name: 'the Node code runs with the package and signs a good token, from a pasted one too',
    async run(view) {
      await view.paste(keys.p256.pem)
      await view.put('header', '{"alg": "ES256", "typ": "at+jwt"}')
      await view.put(
        'claims',
        '{"id": 12345678901234567890, "at": "[[now-60]]", "__proto__": 1, "iat": 1600000000, "exp": 1600000300}',
      )
      await view.rest()
      const script = await code(view, 'node')
      const printed = await runWithPackage(
        `globalThis.fetch = (url, { headers }) => ({ status: headers.Authorization.slice(7), text: () => '' })\n${script}`,
        { JWT_KEY: keys.p256.pem },
      )
      const token = printed.trim()
      const { header, payload } = await judged(token, keys.p256.publicKey)
      assert.equal(header.typ, 'at+jwt')
      assert.ok(Math.abs(payload.iat - Date.now() / 1000) < 20)
      assert.equal(payload.exp - payload.iat, 300)
      assert.match(Buffer.from(token.split('.')[1], 'base64url').toString(), /"id":12345678901234567890/)
    },
  },
  {
    name: 'the Postman collection and environment that are downloaded work together',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      const saved = await downloads(view)
      const key = await view.value('key')
      await view.click('save-collection')
      await view.says('save-message', /Saved as jwtmint\.postman_collection/)
      await saved(1)
      await view.click('save-environment')
      await view.put('environment-key', true)
      await view.click('save-environment')
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
    name: 'the environment of a recipe holds what the ready-made collection asks for, filled in',
    async run(view) {
      const recipe = 'google-service-account'
      const ready = JSON.parse(
        readFileSync(join(root, `pkg/dist/collections/postman/recipes/${recipe}.postman_environment.json`), 'utf8'),
      )
      await view.paste(keys.serviceAccount)
      await view.put('field-googleScope', 'a b')
      await view.rest()
      const saved = await downloads(view)
      await view.click('save-environment')
      await view.put('environment-key', true)
      await view.click('save-environment')
      const [without, environment] = (await saved(2)).map((text) => JSON.parse(text))
      assert.ok(!JSON.stringify(without).includes('PRIVATE'))
      const values = Object.fromEntries(environment.values.map(({ key, value }) => [key, value]))
      for (const { key } of ready.values) assert.ok(key in values, key)
      assert.deepEqual([values.clientKey.trim(), values.jwtKey.trim()], [keys.rsa.pem.trim(), keys.rsa.pem.trim()])
      assert.equal(values.googleScope, 'a b')
      assert.equal(values.tokenUrl, 'https://oauth2.googleapis.com/token')
      assert.equal(JSON.parse(values.claims).iss, 'a@p.example')
      assert.equal(JSON.parse(values.claims).scope, '{{googleScope}}')
      assert.ok(!/\[\[key:/.test(JSON.stringify(environment)), 'nothing asks for the file any more')
    },
  },
  {
    name: 'a collection for a token endpoint sends the token in its form',
    async run(view) {
      await view.put('recipe', 'docusign')
      await view.put('field-integrationKey', 'i')
      await view.put('field-userId', 'u')
      await view.paste(keys.rsa.pem, 'key')
      const saved = await downloads(view)
      await view.click('save-collection')
      const collection = JSON.parse((await saved(1))[0])
      const { method, body } = collection.item[0].request
      assert.equal(method, 'POST')
      assert.deepEqual(body.urlencoded.map(({ key, value }) => [key, value])[1], ['assertion', '{{jwt}}'])
      const [variable] = inPostman(collection.event[0].script.exec.join('\n'), { jwtKey: keys.rsa.pem })
      assert.equal(variable.key, 'jwt')
      assert.equal((await judged(variable.value, keys.rsa.publicKey)).payload.sub, 'u')
    },
  },
  {
    name: 'the library for the other API clients is downloaded as it was built',
    core: true,
    async run(view) {
      const saved = await downloads(view)
      await view.click('save-library')
      await view.says('save-message', /Saved as jwtmint\.js/)
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
