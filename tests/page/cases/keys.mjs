// The key: every form of it, what is said of it, hiding, generating, exporting.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clipboard } from '../lib/clipboard.mjs'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { good } from '../lib/tokens.mjs'

const forms = [
  ['PKCS#8', keys.rsa.pem, /^RSA · 2048 bits · private key$/, keys.rsa.publicKey],
  ['PKCS#1', keys.pem(keys.rsa.privateKey, 'pkcs1'), /^RSA · 2048 bits · private key$/, keys.rsa.publicKey],
  ['SEC1', keys.pem(keys.p384.privateKey, 'sec1'), /^EC · P-384 · private key$/, keys.p384.publicKey],
  [
    'a PEM with its line breaks as \\n',
    keys.p256.pem.replace(/\n/g, '\\n'),
    /^EC · P-256 · private key$/,
    keys.p256.publicKey,
  ],
  [
    'a JWK',
    keys.jwk(keys.ed.privateKey, { kid: 'seven' }),
    /^OKP · Ed25519 · private key · kid seven$/,
    keys.ed.publicKey,
  ],
  [
    'a JWKS',
    `{"keys": [${keys.jwk(keys.p256.privateKey, { kid: 'a' })}]}`,
    /^EC · P-256 · private key · kid a/,
    keys.p256.publicKey,
  ],
]

/** A new token, signed with a key. */
async function signedWith(view, key) {
  await view.click('new')
  await view.rest()
  await view.paste(key, 'key')
  return view.token()
}

/** The core with everything, as its own package has it. */
const full = await import('../../../pkg/dist/full.mjs')
const lattice = full.generateKey('ML-DSA-44')
const post = full.sign({ sub: 'alice', exp: Math.floor(Date.now() / 1000) + 3600 }, lattice, { algorithm: 'ML-DSA-44' })
const loadedMore = (view) =>
  view.page.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => /full\.wasm/.test(name)).length,
  )

export const keyCases = [
  {
    name: 'ML-DSA is loaded when a token needs it, once and from this site, and not before',
    async run(view) {
      await view.paste(keys.p256.pem)
      assert.equal(await loadedMore(view), 0)
      await view.paste(post)
      await view.paste(JSON.stringify(lattice.publicKey().toJwk()))
      assert.equal((await view.facts()).signature.statement, 'Signature verified')
      assert.equal(await loadedMore(view), 1)
      assert.match(await view.text('key-lines'), /^ML-DSA-44 · public key/)
    },
  },
  {
    name: 'RSA keys are made by the browser, which is many times faster at it than a module',
    async run(view) {
      await view.page.evaluateOnNewDocument(() => {
        const { Blob, Worker } = window
        window.heard = []
        // The worker tells what it asks of the browser.
        const telling = `const made = crypto.subtle.generateKey
          crypto.subtle.generateKey = function (how, ...rest) {
            postMessage({ how: how.name + ' ' + how.modulusLength })
            return made.call(this, how, ...rest)
          };\n`
        window.Blob = class extends Blob {
          constructor(parts, options) {
            super(options?.type === 'text/javascript' ? [telling, ...parts] : parts, options)
          }
        }
        window.Worker = class extends Worker {
          constructor(address) {
            super(address)
            this.addEventListener('message', ({ data }) => data.how && window.heard.push(data.how))
          }
        }
      })
      await view.load()
      await view.put('generate-algorithm', 'RS256 4096')
      await view.click('generate')
      await view.rest()
      assert.match(await view.text('key-lines'), /^RSA · 4096 bits · private key$/)
      assert.deepEqual(await view.page.evaluate(() => window.heard), ['RSASSA-PKCS1-v1_5 4096'])
    },
  },
  {
    name: 'a key for ML-DSA is made and signs',
    async run(view) {
      await view.put('generate-algorithm', 'ML-DSA-65')
      await view.click('generate')
      await view.rest()
      await view.click('new')
      await view.rest()
      assert.equal(await loadedMore(view), 1)
      const token = await view.token()
      assert.equal(full.decodeHeader(token).alg, 'ML-DSA-65')
      full.verify(token, full.importKey(await view.value('key')).publicKey())
    },
  },
  {
    name: 'without ML-DSA the one file says so',
    core: true,
    async run(view) {
      if (!view.address.startsWith('file:')) return
      await view.paste(post)
      await view.paste(JSON.stringify(lattice.publicKey().toJwk()))
      assert.match(await view.text('key-message'), /This page does not have it/)
      assert.equal(await view.page.$('#generate-algorithm [value^="ML-DSA"]'), null)
    },
  },
  ...forms.map(([name, text, known, judge]) => ({
    name: `${name} is recognised in one line, the algorithm follows, the token is good`,
    core: name === 'a JWK',
    async run(view) {
      const token = await signedWith(view, text)
      assert.match(await view.text('key-lines'), known)
      await judged(token, judge)
    },
  })),
  {
    name: 'a key that was read is folded away, and shown when somebody asks',
    core: true,
    async run(view) {
      await view.paste(keys.p256.pem)
      assert.equal(await view.shown('key'), false)
      await view.click('key-show')
      assert.ok(await view.shown('key'))
      await view.click('key-show')
      assert.equal(await view.shown('key'), false)
      const seen = await view.page.evaluate(() => document.body.textContent)
      assert.ok(!seen.includes(keys.p256.pem.split('\n')[1]))
    },
  },
  {
    name: 'a secret in hex and base64 is read as such',
    async run(view) {
      const raw = Buffer.alloc(40, 7)
      await signedWith(view, raw.toString('hex'))
      await view.put('key-encoding', 'hex')
      await view.rest()
      assert.match(await view.text('key-lines'), /^Secret · 320 bits/)
      await judged(await view.token(), raw)
      await view.put('key', raw.toString('base64'))
      await view.put('key-encoding', 'base64')
      await view.rest()
      await judged(await view.token(), raw)
    },
  },
  {
    name: 'a line break at the end of a secret is told, since it counts; around an encoded secret it does not',
    async run(view) {
      await judged(await signedWith(view, keys.secret + '\n'), bytes(keys.secret + '\n'))
      assert.match(await view.text('key-lines'), /ends with a line break/)
      await view.put('key-encoding', 'hex')
      await view.rest()
      assert.match(await view.text('key-lines'), /^Secret · 384 bits$/)
      await judged(await view.token(), Buffer.from(keys.secret, 'hex'))
      const saved = await downloads(view)
      await view.put('environment-key', true)
      await view.click('save-environment')
      const { values } = JSON.parse((await saved(1))[0])
      assert.equal(values.find(({ key }) => key === 'jwtKey').value, keys.secret)
    },
  },
  {
    name: 'an encrypted key asks for its passphrase',
    async run(view) {
      await signedWith(view, keys.encrypted(keys.p256.privateKey, 'open sesame'))
      assert.ok(await view.shown('key-passphrase'))
      assert.match(await view.text('key-message'), /passphrase/i)
      await view.put('key-passphrase', 'wrong')
      await view.rest()
      assert.equal((await view.facts()).signature.statement, 'Unsigned')
      await view.put('key-passphrase', 'open sesame')
      await view.rest()
      await judged(await view.token(), keys.p256.publicKey)
    },
  },
  {
    name: 'a weak key is refused with its reason, and can be accepted for tests',
    async run(view) {
      await signedWith(view, 'too short')
      assert.match(await view.text('key-lines'), /weak: less than 256 bits/)
      assert.ok((await view.facts()).signature.cures.includes('accept-weak'))
      await view.cure('accept-weak')
      await judged(await view.token(), bytes('too short'))
      await view.paste(keys.weakRsa.pem)
      assert.match(await view.text('key-lines'), /RSA · 1024 bits · private key · weak: less than 2048 bits/)
    },
  },
  {
    name: 'garbage is no key, and is told beside the box',
    async run(view) {
      await signedWith(view, '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----')
      assert.match(await view.text('key-message'), /./)
      assert.equal(await view.text('key-lines'), '')
      assert.equal((await view.facts()).signature.statement, 'Unsigned')
    },
  },
  {
    name: 'every kind of key that can be made signs',
    async run(view) {
      await view.click('new')
      await view.rest()
      for (const choice of ['HS512', 'RS256 2048', 'ES256', 'ES256K', 'EdDSA']) {
        const before = await view.value('key')
        await view.put('generate-algorithm', choice)
        await view.click('generate')
        await view.until(
          (before) => document.querySelector('#key').value !== before && document.querySelector('#generating').hidden,
          'the key',
          before,
        )
        await view.rest()
        const key = await view.value('key')
        await judged(await view.token(), choice === 'HS512' ? bytes(key) : keys.publicFrom(key))
      }
    },
  },
  {
    name: 'making a key shows that it works, can be cancelled, and keeps the key that was there',
    core: true,
    async run(view) {
      await signedWith(view, keys.rsa.pem)
      await view.put('generate-algorithm', 'RS256 4096')
      const seen = await view.page.evaluate(async () => {
        const byId = (id) => document.getElementById(id)
        const at = []
        byId('generate').focus()
        byId('generate').click()
        at.push(byId('generating-text').textContent, document.activeElement.id)
        byId('generate-cancel').click()
        for (let i = 0; i < 2000 && !byId('generating').hidden; i++) await new Promise((done) => setTimeout(done, 5))
        at.push(document.activeElement.id)
        return at
      })
      assert.deepEqual(seen, ['Making … 0 s', 'generate-cancel', 'generate'])
      assert.match(await view.text('key-message'), /Cancelled/)
      assert.equal((await view.value('key')).trim(), keys.rsa.pem.trim())
    },
  },
  {
    name: 'all forms of a key pair are copied and saved, and are the same key to Node',
    core: true,
    async run(view) {
      await view.paste(keys.p256.pem)
      const names = await view.page.$$eval('#forms .form', (all) => all.map((form) => form.dataset.form))
      assert.deepEqual(names, ['publicSet', 'publicPem', 'publicJwk', 'privatePem', 'privateJwk'])
      const copied = await clipboard(view)
      const texts = {}
      for (const name of names) {
        await view.page.$eval(`[data-copy="${name}"]`, (button) => button.click())
        texts[name] = await copied()
      }
      const { crv, kty, x, y } = keys.p256.publicKey.export({ format: 'jwk' })
      const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
      const published = { kty, crv, x, y, kid: thumbprint, use: 'sig', alg: 'ES256' }
      assert.deepEqual(JSON.parse(texts.publicSet), { keys: [published] })
      assert.deepEqual(JSON.parse(texts.publicJwk), published)
      assert.equal(texts.publicPem.trim(), keys.p256.publicPem.trim())
      assert.ok(keys.privateFrom(texts.privatePem).equals(keys.p256.privateKey))
      assert.equal(JSON.parse(texts.privateJwk).d, keys.p256.privateKey.export({ format: 'jwk' }).d)
      assert.ok((await view.text('forms-body')).includes(thumbprint))
      const saved = await downloads(view)
      for (const name of names) await view.page.$eval(`[data-save="${name}"]`, (button) => button.click())
      assert.deepEqual(
        (await saved(5)).map((text) => text.trim()),
        names.map((name) => texts[name].trim()),
      )
    },
  },
  {
    name: 'a secret is converted to base64, hex and JWK',
    async run(view) {
      await view.paste(keys.secret, 'key')
      const copied = await clipboard(view)
      await view.page.$eval('[data-copy="secretBase64"]', (button) => button.click())
      assert.equal(await copied(), Buffer.from(keys.secret).toString('base64'))
      await view.page.$eval('[data-copy="secretHex"]', (button) => button.click())
      assert.equal(await copied(), Buffer.from(keys.secret).toString('hex'))
    },
  },
  {
    name: 'a file is read, as text or as DER; a file that is no key becomes a secret in hex',
    async run(view) {
      const folder = await mkdtemp(join(tmpdir(), 'jwtmint-page-'))
      await view.click('new')
      await view.rest()
      const give = async (name, content) => {
        await writeFile(join(folder, name), content)
        const input = await view.page.$('#key-file')
        const before = await view.value('key')
        await input.uploadFile(join(folder, name))
        await view.until((before) => document.querySelector('#key').value !== before, 'the key', before)
        await view.rest()
      }
      try {
        await give('key.pem', keys.ed.pem)
        await judged(await view.token(), keys.ed.publicKey)
        await give('key.der', keys.der(keys.p256.privateKey))
        await judged(await view.token(), keys.p256.publicKey)
        const raw = Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 37) % 256))
        await give('secret.bin', raw)
        assert.equal(await view.value('key'), raw.toString('hex'))
        await judged(await view.token(), raw)
        await give('secret.txt', keys.secret)
        await judged(await view.token(), bytes(keys.secret))
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  },
  {
    name: 'in a long key set the key that fits is in sight',
    async run(view) {
      const others = Array.from({ length: 50 }, (_, i) => keys.jwk(keys.p384.publicKey, { kid: `k${i}` }))
      others.splice(40, 0, keys.jwk(keys.p256.publicKey, { kid: 'mine' }))
      await view.paste(good)
      await view.paste(`{"keys": [${others}]}`)
      const [line, top, bottom] = await view.page.$eval('#key-lines [data-fits="true"]', (line) => {
        const list = line.parentElement
        return [line.textContent, line.offsetTop - list.offsetTop - list.scrollTop, list.clientHeight]
      })
      assert.match(line, /kid mine · this one fits$/)
      assert.ok(top >= 0 && top < bottom, `it stands at ${top} of ${bottom}`)
    },
  },
  {
    name: 'a token and its key are dropped together, in either order',
    async run(view) {
      const files = [
        ['token.jwt', good],
        ['key.pem', keys.p256.publicPem],
      ]
      for (const order of [files, files.toReversed()]) {
        await view.drop(...order.flat())
        assert.equal((await view.facts()).signature.state, 'good')
        await view.click('clear')
        await view.click('key-clear')
      }
    },
  },
  {
    name: 'files in UTF-16, as PowerShell writes them, are text',
    async run(view) {
      await view.page.evaluate((text) => {
        const wide = new Uint8Array(
          new Uint16Array([0xfeff, ...[...text].map((letter) => letter.charCodeAt(0))]).buffer,
        )
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([wide], 'token.txt'))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
      }, `${good}\r\n`)
      await view.says('token-message', /Read from token\.txt/)
      assert.equal(await view.token(), good)
    },
  },
  {
    name: 'files are dropped anywhere: a key, a token',
    async run(view) {
      await view.click('new')
      await view.rest()
      await view.drop('dropped.pem', keys.p521.pem)
      const token = await view.token()
      await judged(token, keys.p521.publicKey)
      await view.click('clear')
      await view.drop('token.txt', token)
      assert.equal(await view.token(), token)
      assert.match(await view.text('token-message'), /Read from token\.txt/)
    },
  },
]
