// The key box: every form of key, what it says of it, generation, both halves.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'

const forms = [
  ['PKCS#8', keys.rsa.pem, /RSA private key · 2048 bits/, keys.rsa.publicKey],
  ['PKCS#1', keys.pem(keys.rsa.privateKey, 'pkcs1'), /RSA private key · 2048 bits/, keys.rsa.publicKey],
  ['SEC1', keys.pem(keys.p384.privateKey, 'sec1'), /EC private key · P-384/, keys.p384.publicKey],
  [
    'a PEM with its line breaks as \\n',
    keys.p256.pem.replace(/\n/g, '\\n'),
    /EC private key · P-256/,
    keys.p256.publicKey,
  ],
  ['a JWK', keys.jwk(keys.ed.privateKey, { kid: 'seven' }), /OKP private key · Ed25519 · kid seven/, keys.ed.publicKey],
  [
    'a JWKS',
    `{"keys": [${keys.jwk(keys.p256.privateKey, { kid: 'a' })}]}`,
    /Set of 1 key \(JWKS\)/,
    keys.p256.publicKey,
  ],
]

export const keyCases = [
  ...forms.map(([name, text, known, judge]) => ({
    name: `${name} is recognised, the algorithm follows, the token is good`,
    core: name === 'a JWK',
    async run(view) {
      await view.minted(() => view.put('mint-key', text))
      await view.says('mint-key-known', known)
      await view.rest()
      await judged(await view.token(), judge)
      await view.says('algorithm-message', /^Set to /)
    },
  })),
  {
    name: 'a secret in hex and base64 is read as such',
    async run(view) {
      const raw = Buffer.alloc(40, 7)
      await view.put('mint-key', raw.toString('hex'))
      await view.minted(() => view.put('mint-key-encoding', 'hex'))
      await view.says('mint-key-known', /^Secret · 320 bits/)
      await judged(await view.token(), raw)
      await view.put('mint-key', raw.toString('base64'))
      await view.minted(() => view.put('mint-key-encoding', 'base64'))
      await judged(await view.token(), raw)
    },
  },
  {
    name: 'a line break at the end of a secret is told, since it counts; around an encoded secret it does not',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.secret + '\n'))
      await view.says('mint-key-known', /ends with a line break/)
      await judged(await view.token(), bytes(keys.secret + '\n'))
      await view.minted(() => view.put('mint-key-encoding', 'hex'))
      await view.says('mint-key-known', /^Secret · 384 bits · HS256 HS384 HS512$/)
      await judged(await view.token(), Buffer.from(keys.secret, 'hex'))
      const saved = await downloads(view)
      await view.put('postman-key', true)
      await view.click('postman-environment')
      const { values } = JSON.parse((await saved(1))[0])
      assert.equal(values.find(({ key }) => key === 'jwtKey').value, keys.secret)
    },
  },
  {
    name: 'an encrypted key asks for its passphrase',
    async run(view) {
      await view.put('mint-key', keys.encrypted(keys.p256.privateKey, 'open sesame'))
      await view.says('mint-key-message', /./)
      assert.ok(await view.shown('mint-key-passphrase'))
      assert.match(await view.text('mint-key-message'), /Give its passphrase below/)
      await view.put('mint-key-passphrase', 'wrong')
      await view.rest()
      assert.ok(await view.shown('token-stale'))
      await view.minted(() => view.put('mint-key-passphrase', 'open sesame'))
      await judged(await view.token(), keys.p256.publicKey)
    },
  },
  {
    name: 'a weak key is refused with its reason, and can be accepted for tests',
    async run(view) {
      await view.put('mint-key', 'too short')
      await view.says('mint-key-message', /./)
      await view.says('mint-key-known', /weak: less than 256 bits/)
      assert.ok(await view.shown('mint-key-weak'))
      const token = await view.minted(() => view.put('mint-key-weak', true))
      await judged(token, bytes('too short'))
      await view.put('mint-key', keys.weakRsa.pem)
      await view.says('mint-key-known', /RSA private key · 1024 bits · weak: less than 2048 bits/)
    },
  },
  {
    name: 'a key of another kind than the algorithm is told, and never replaced',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.rsa.pem))
      await view.rest()
      await view.put('algorithm', 'ES256')
      await view.says('mint-key-message', /./)
      assert.equal(await view.value('mint-key'), keys.rsa.pem)
      assert.ok(await view.shown('token-stale'))
      await view.says('generate', /ES256/)
    },
  },
  {
    name: 'a public key cannot sign, and garbage is no key: told beside the box',
    async run(view) {
      await view.put('mint-key', keys.p256.publicPem)
      await view.says('mint-key-known', /EC public key/)
      await view.says('mint-key-message', /./)
      await view.put('mint-key', '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----')
      await view.says('mint-key-message', /./)
      assert.equal(await view.text('mint-key-known'), '')
      assert.ok(await view.shown('token-stale'))
    },
  },
  {
    name: 'the algorithm menu brings a fitting key of the page’s own making, and the old one back',
    core: true,
    async run(view) {
      const first = await view.value('mint-key')
      await view.minted(() => view.put('algorithm', 'ES256'))
      await view.rest()
      await judged(await view.token(), keys.publicFrom(await view.value('mint-key')))
      await view.minted(() => view.put('algorithm', 'EdDSA'))
      await view.rest()
      await judged(await view.token(), keys.publicFrom(await view.value('mint-key')))
      await view.minted(() => view.put('algorithm', 'HS256'))
      assert.equal(await view.value('mint-key'), first)
    },
  },
  {
    name: 'a generated RSA key signs',
    async run(view) {
      await view.minted(() => view.put('algorithm', 'PS256'))
      await view.rest()
      await view.says('mint-key-known', /RSA private key · 2048 bits/)
      await judged(await view.token(), keys.publicFrom(await view.value('mint-key')))
    },
  },
  {
    name: 'making RSA-4096 shows that it works, lets the page go on, and can be cancelled',
    core: true,
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.rsa.pem))
      await view.rest()
      await view.put('rsa-bits', '4096')
      const { working, done } = await cancelled(view)
      assert.match(working, /^Making RSA 4096 … 0 s$/)
      assert.ok(done, 'five times the key was there before it could be cancelled')
      await view.says('mint-key-message', /Cancelled/)
      assert.equal(await view.shown('generate-cancel'), false)
      assert.equal(await view.value('mint-key'), keys.rsa.pem)
      await judged(await view.minted(() => view.click('mint-again')), keys.rsa.publicKey)
    },
  },
  {
    name: 'a key that somebody brought is never lost: after generating, the former one can be brought back',
    core: true,
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.p256.pem))
      await view.rest()
      assert.equal(await view.shown('mint-key-back'), false)
      await view.minted(() => view.click('generate'))
      await view.rest()
      const made = await view.value('mint-key')
      assert.notEqual(made, keys.p256.pem)
      await view.minted(() => view.click('mint-key-back'))
      await view.rest()
      assert.equal(await view.value('mint-key'), keys.p256.pem)
      await judged(await view.token(), keys.p256.publicKey)
      await view.minted(() => view.click('mint-key-back'))
      assert.equal(await view.value('mint-key'), made)
    },
  },
  {
    name: 'PEM and JWK of both halves are shown and downloaded, and are the same key to Node',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.p256.pem))
      await view.rest()
      await view.page.$eval('#halves', (details) => {
        details.open = true
      })
      await view.until(() => document.querySelectorAll('#halves .form').length === 4, 'four forms')
      const shown = Object.fromEntries(
        await view.page.$$eval('#halves .form', (all) =>
          all.map((form) => [form.dataset.form, form.querySelector('pre').textContent]),
        ),
      )
      assert.equal(shown.publicPem.trim(), keys.p256.publicPem.trim())
      assert.ok(keys.privateFrom(shown.privatePem).equals(keys.p256.privateKey))
      assert.deepEqual(JSON.parse(shown.publicJwk), keys.p256.publicKey.export({ format: 'jwk' }))
      assert.equal(JSON.parse(shown.privateJwk).d, keys.p256.privateKey.export({ format: 'jwk' }).d)
      const { crv, kty, x, y } = JSON.parse(shown.publicJwk)
      const saved = await downloads(view)
      for (const button of await view.page.$$('#halves .form button:last-child'))
        await button.evaluate((one) => one.click())
      const files = await saved(4)
      assert.ok(keys.privateFrom(files[0]).equals(keys.p256.privateKey))
      assert.deepEqual(JSON.parse(files[1]), JSON.parse(shown.privateJwk))
      assert.ok(keys.publicFrom(files[2]).equals(keys.p256.publicKey))
      assert.deepEqual(JSON.parse(files[3]), JSON.parse(shown.publicJwk))
      assert.match(
        await view.text('halves-body'),
        new RegExp(createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')),
      )
    },
  },
  {
    name: 'a file is read, as text or as DER; a file that is no key becomes a secret in hex',
    async run(view) {
      const folder = await mkdtemp(join(tmpdir(), 'jwtmint-page-'))
      const give = async (name, content) => {
        await writeFile(join(folder, name), content)
        const input = await view.page.$('#mint-key-file')
        await view.minted(() => input.uploadFile(join(folder, name)))
        await view.rest()
      }
      try {
        await give('key.pem', keys.ed.pem)
        await judged(await view.token(), keys.ed.publicKey)
        await give('key.der', keys.der(keys.p256.privateKey))
        await judged(await view.token(), keys.p256.publicKey)
        assert.match(await view.value('mint-key'), /^-----BEGIN PRIVATE KEY-----/)
        const raw = Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 37) % 256))
        await view.put('algorithm', 'HS256')
        await give('secret.bin', raw)
        assert.equal(await view.value('mint-key'), raw.toString('hex'))
        await judged(await view.token(), raw)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  },
  {
    name: 'a file can be dropped',
    async run(view) {
      await view.minted(() =>
        view.page.evaluate((text) => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([text], 'dropped.pem'))
          document
            .getElementById('mint-key')
            .dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
        }, keys.p521.pem),
      )
      await view.rest()
      await judged(await view.token(), keys.p521.publicKey)
    },
  },
]

/**
 * Mints while a key is being made, then cancels, all from within the page: from outside, luck with the primes
 * could make the key first. Where that happens all the same, it is tried again.
 */
function cancelled(view) {
  return view.page.evaluate(async (pem) => {
    const byId = (id) => document.getElementById(id)
    const put = (id, value) => {
      byId(id).value = value
      byId(id).dispatchEvent(new Event('input', { bubbles: true }))
    }
    const until = async (test) => {
      while (!test()) await new Promise((done) => setTimeout(done, 5))
    }
    let working = ''
    for (let attempt = 0; attempt < 5; attempt++) {
      byId('generate').click()
      working = byId('generate-cancel').checkVisibility() ? byId('generating-text').textContent : 'nothing'
      const before = byId('token').textContent
      put('quick-subject', 'meanwhile ' + attempt)
      await until(() => byId('token').textContent !== before || byId('generating').hidden)
      if (!byId('generating').hidden) {
        byId('generate-cancel').click()
        return { working, done: true }
      }
      put('mint-key', pem)
      await until(() => document.documentElement.dataset.working === '0')
    }
    return { working, done: false }
  }, keys.rsa.pem)
}
