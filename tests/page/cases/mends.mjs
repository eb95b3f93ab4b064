// Faults that were seen once, each with its kind.
import assert from 'node:assert/strict'
import { clipboard } from '../lib/clipboard.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes } from '../lib/peer.mjs'
import { good, now, part, tokenOf } from '../lib/tokens.mjs'

export const mends = [
  {
    name: 'letters behind a token change its verdict at once; junk alone leaves none',
    core: true,
    async run(view) {
      await view.paste(good, 'token')
      await view.paste(keys.p256.publicPem)
      for (const junk of ['x', 'abc', '.x', '*', '==']) {
        await view.put('token', good + junk)
        await view.rest()
        assert.notEqual((await view.facts()).signature.state, 'good', junk)
      }
      await view.put('token', 'nothing of the kind')
      await view.rest()
      const facts = await view.facts()
      assert.deepEqual(
        Object.values(facts).map(({ state }) => state),
        ['none', 'none', 'none'],
      )
      assert.equal(await view.value('claims'), '')
      assert.ok(await view.page.$eval('#copy-token', (button) => button.disabled))
    },
  },
  {
    name: 'an expired token and an unsigned one are copied with a word',
    async run(view) {
      const copied = await clipboard(view)
      const flash = () => view.page.$eval('#copy-token', (button) => button.dataset.flash)
      const expired = await tokenOf({ iat: now() - 7200, exp: now() - 3600 })
      await view.paste(expired)
      await view.click('copy-token')
      await view.rest()
      assert.equal(await copied(), expired)
      assert.match(await flash(), /^Copied, but it expired 60 minutes ago/)
      await view.put('claims', '{"sub": "x"}')
      await view.rest()
      await view.click('copy-token')
      await view.rest()
      assert.match(await flash(), /^Copied, but it is unsigned/)
    },
  },
  {
    name: 'a token that cannot be read is valid for no time, and nothing is said for its claims',
    core: true,
    async run(view) {
      const [head, body] = good.split('.')
      for (const token of [`${good.slice(0, 40)}*${good.slice(41)}`, `${head}.${body}`, `${good}.x`]) {
        await view.put('token', token)
        await view.rest()
        const { signature, time, claims } = await view.facts()
        assert.deepEqual([signature.state, signature.statement], ['bad', 'Not a readable token'])
        assert.deepEqual([time.state, time.statement], ['none', 'Not checked'])
        assert.deepEqual([claims.state, claims.statement], ['none', 'Not checked'])
      }
    },
  },
  {
    name: 'a key that cannot be read is told, also while header and claims are wrong',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      await view.put('key', '-----BEGIN PRIVATE KEY-----\nnonsense')
      await view.rest()
      const said = await view.text('key-message')
      assert.match(said, /./)
      await view.put('claims', '{"a": oops}')
      await view.rest()
      assert.equal(await view.text('key-message'), said)
      await view.put('key', keys.secret)
      await view.rest()
      assert.equal(await view.text('key-message'), '')
      assert.match(await view.text('claims-message'), /column 7/)
    },
  },
  {
    name: 'the request to use follows the token, also when it is cleared',
    async run(view) {
      await view.paste(good)
      assert.ok((await view.text('use-code')).includes(good))
      await view.click('clear')
      assert.ok(!(await view.text('use-code')).includes('eyJ'))
      assert.ok(await view.page.$eval('#use-copy', (button) => button.disabled))
    },
  },
  {
    name: 'what was accepted for one key, and how one secret was read, does not outlive the key',
    async run(view) {
      await view.paste(await tokenOf({ exp: now() + 60 }, { alg: 'HS256', key: bytes('too short') }))
      await view.paste('too short', 'key')
      await view.cure('accept-weak')
      await view.put('key', keys.secret)
      await view.rest()
      assert.equal(await view.value('key-encoding'), 'auto')
      await view.put('key-encoding', 'hex')
      await view.rest()
      await view.paste(keys.p256.publicPem)
      assert.equal(await view.value('key-encoding'), 'auto')
      assert.match(await view.text('key-lines'), /EC · P-256/)
    },
  },
  {
    name: 'what is not filled in is refused, whoever’s braces it stands in',
    core: true,
    async run(view) {
      await view.paste(keys.secret, 'key')
      await view.put('header', '{"alg": "HS256"}')
      for (const [claims, name] of [
        ['{"sub": "{{user_id}}"}', /user_id/],
        ['{"sub": "{{userId}}"}', /userId/],
        ['{"sub": "a {{Some Thing}} b"}', /Some Thing/],
      ]) {
        await view.put('claims', claims)
        await view.rest()
        const { signature } = await view.facts()
        assert.equal(signature.statement, 'Unsigned')
        assert.match(signature.detail, name)
        assert.match(await view.token(), /\.$/)
      }
    },
  },
  {
    name: 'a fault of one box is told at that box alone, once',
    core: true,
    async run(view) {
      await view.paste(keys.secret, 'key')
      await view.put('claims', '{}')
      await view.put('header', '{"alg": "HS256", "kid": 5}')
      await view.rest()
      const said = await view.page.$$eval('.message', (all) => all.map((one) => one.textContent).filter(Boolean))
      assert.equal(said.length, 1, said.join(' | '))
      assert.equal(said[0], await view.text('header-message'))
      assert.equal(await view.text('claims-message'), '')
    },
  },
  {
    name: 'a fault in a pasted token is told at one position only',
    async run(view) {
      await view.paste(`${part('{"alg":"HS256"}')}.${part('{"sub":1,}')}.AAAA`)
      assert.match(await view.text('claims-message'), /^Line 1, column 10: /)
      const said = await view.page.evaluate(() => document.body.textContent.match(/column \d+|position \d+/g))
      assert.deepEqual(said, ['column 10'])
    },
  },
  {
    name: 'nothing turns red while somebody is writing, and does when the box is left',
    async run(view) {
      await view.page.focus('#claims')
      await view.page.keyboard.type('{"a"')
      await view.rest()
      const state = () => view.page.$eval('#claims-message', (place) => place.dataset.state)
      assert.equal(await state(), 'writing')
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-invalid')), null)
      await view.page.focus('#key')
      assert.equal(await state(), 'bad')
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-invalid')), 'true')
    },
  },
  {
    name: 'a link does not come back to life: what it brought is taken out of the address',
    async run(view) {
      await view.click('new')
      await view.rest()
      const copied = await clipboard(view)
      await view.click('share')
      await view.rest()
      const link = await copied()
      assert.equal(await view.page.evaluate(() => location.hash), '')
      await view.page.goto('about:blank')
      await view.load(new URL(link).hash)
      assert.equal(await view.page.evaluate(() => location.hash), '')
      assert.match(await view.value('claims'), /alice/)
      await view.page.reload()
      await view.until(() => document.querySelector('#version').textContent, 'the module')
      assert.equal(await view.value('claims'), '')
    },
  },
  {
    name: 'no word of the programming interface stands on the page',
    async run(view) {
      const words =
        /allowInsecureKeySizes|allowUnsecured|allowInvalidClaims|\bkeyid\b|clockTolerance|\{ secret|\bencoding\b`?\.|option \w+/
      const look = async (what) => {
        const text = await view.page.evaluate(() => {
          const page = document.body.cloneNode(true)
          for (const code of page.querySelectorAll('pre, textarea, script')) code.remove()
          return page.textContent
        })
        assert.equal(text.match(words)?.[0], undefined, what)
      }
      await view.click('new')
      await view.rest()
      for (const key of [
        'short',
        keys.weakRsa.pem,
        keys.encrypted(keys.p256.privateKey, 'x'),
        keys.p256.publicPem,
        `{"keys": [${keys.jwk(keys.p256.privateKey)}, ${keys.jwk(keys.p384.privateKey)}]}`,
        '{"nothing": 1}',
        'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== x',
      ]) {
        await view.put('key', key)
        await view.rest()
        await look(key)
      }
      await view.paste(good)
      await look('a token')
      await view.paste(await tokenOf({ nbf: now() + 900, exp: now() - 900, iat: now() + 60 }))
      await view.put('expect-tolerance', 'x')
      await view.rest()
      await look('times')
    },
  },
  {
    name: 'a secret that was copied with what stands around it is taken out in one click',
    core: true,
    async run(view) {
      const secret = keys.secret.slice(0, 40)
      const token = await tokenOf({ sub: 'a', exp: now() + 900 }, { alg: 'HS256', key: bytes(secret) })
      const base64 = Buffer.from(secret).toString('base64')
      const hex = Buffer.from(secret).toString('hex')
      for (const [around, label] of Object.entries({
        [`JWT_SECRET=${secret}`]: 'Use the value of JWT_SECRET',
        [`export A=1\nexport JWT_SECRET="${secret}";\n`]: 'Use the value of JWT_SECRET',
        [`$env:JWT_SECRET = '${secret}'`]: 'Use the value of JWT_SECRET',
        [`jwt:\n  secret: ${secret}\n`]: 'Use the value of secret',
        [`kind: Secret\ndata:\n  JWT_SECRET: ${base64}\n`]: 'Use the value of JWT_SECRET',
        [JSON.stringify({ auth: { jwtSecret: secret } })]: 'Use the value of jwtSecret',
        [`"${'n'.repeat(50)}": "${secret}",`]: 'Use what is inside',
        [`0x${hex}`]: 'Use what is inside',
      })) {
        await view.click('clear')
        await view.paste(token)
        await view.paste(around, around.includes('auth') ? undefined : 'key')
        assert.equal(await view.token(), token, around)
        const shown = () => view.page.$$eval('#fact-signature .cure', (all) => all.map((cure) => cure.textContent))
        assert.deepEqual(await shown(), [label], around)
        await view.cure('use-value')
        assert.equal((await view.facts()).signature.state, 'good', around)
        await view.click('key-clear')
      }
      await view.paste(token)
      await view.paste(`OTHER=${keys.secret.slice(40)}`, 'key')
      assert.deepEqual((await view.facts()).signature.cures, ['re-sign'])
    },
  },
]
