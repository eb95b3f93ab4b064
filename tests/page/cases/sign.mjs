// Signing: what stands in the boxes is what is signed; every token is verified by an independent library.
import assert from 'node:assert/strict'
import * as keys from '../lib/keys.mjs'
import { bytes, judged, textOf } from '../lib/peer.mjs'
import { good, part, tokenOf } from '../lib/tokens.mjs'

const signers = {
  HS256: [keys.secret, bytes(keys.secret)],
  HS384: [keys.secret, bytes(keys.secret)],
  HS512: [keys.secret, bytes(keys.secret)],
  RS256: [keys.rsa.pem, keys.rsa.publicKey],
  RS384: [keys.rsa.pem, keys.rsa.publicKey],
  RS512: [keys.rsa.pem, keys.rsa.publicKey],
  PS256: [keys.rsa.pem, keys.rsa.publicKey],
  PS384: [keys.rsa.pem, keys.rsa.publicKey],
  PS512: [keys.rsa.pem, keys.rsa.publicKey],
  ES256: [keys.p256.pem, keys.p256.publicKey],
  ES384: [keys.p384.pem, keys.p384.publicKey],
  ES512: [keys.p521.pem, keys.p521.publicKey],
  ES256K: [keys.k256.pem, keys.k256.publicKey],
  EdDSA: [keys.ed.pem, keys.ed.publicKey],
  Ed25519: [keys.ed.pem, keys.ed.publicKey],
}

/** Writes into a box and waits for what comes of it. */
const write = async (view, id, text) => {
  await view.put(id, text)
  await view.rest()
}
const ownKey = async (view) => bytes(await view.value('key'))

export const signCases = [
  {
    name: 'a new token is there in one click, signed with a fresh secret',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      const { header, payload } = await judged(await view.token(), await ownKey(view))
      assert.deepEqual(header, { alg: 'HS256', typ: 'JWT' })
      assert.equal(payload.exp - payload.iat, 900)
      assert.match(payload.jti, /^[0-9a-f-]{36}$/)
      assert.deepEqual((await view.facts()).signature, {
        state: 'good',
        statement: 'Signature verified',
        detail: 'HS256, signed here',
        cures: [],
      })
    },
  },
  ...Object.entries(signers).map(([name, [key, judge]]) => ({
    name: `${name} tokens are good for an independent library`,
    core: ['HS256', 'RS256', 'ES256', 'EdDSA'].includes(name),
    async run(view) {
      await view.paste(key, 'key')
      await write(view, 'header', `{"alg": "${name}", "typ": "JWT"}`)
      await write(view, 'claims', '{"sub": "alice"}')
      const { header, payload } = await judged(await view.token(), judge)
      assert.equal(header.alg, name)
      assert.equal(payload.sub, 'alice')
    },
  })),
  {
    name: 'the token follows every letter typed',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      await view.page.evaluate(() => {
        const box = document.getElementById('claims')
        box.focus()
        box.setSelectionRange(box.value.indexOf('alice'), box.value.indexOf('alice') + 5)
      })
      await view.page.keyboard.type('bob')
      await view.rest()
      assert.equal((await judged(await view.token(), await ownKey(view))).payload.sub, 'bob')
    },
  },
  {
    name: 'claims and header keep their order, big integers and spelling of numbers',
    core: true,
    async run(view) {
      await view.paste(keys.secret, 'key')
      await write(view, 'header', '{"typ": "at+jwt", "x": [1, null], "alg": "HS256"}')
      await write(view, 'claims', '{ "z": 12345678901234567890, "a": 1.50,\n "ü": "é😀" }')
      const token = await view.token()
      assert.equal(await textOf(token, bytes(keys.secret)), '{"z":12345678901234567890,"a":1.50,"ü":"é😀"}')
      assert.equal(
        Buffer.from(token.split('.')[0], 'base64url').toString(),
        '{"typ":"at+jwt","x":[1,null],"alg":"HS256"}',
      )
    },
  },
  {
    name: 'without a key the token is unsigned, and what is missing is said',
    core: true,
    async run(view) {
      await view.paste(good)
      await write(view, 'claims', '{"sub": "bob"}')
      let { signature } = await view.facts()
      assert.deepEqual([signature.state, signature.statement], ['warn', 'Unsigned'])
      assert.match(signature.detail, /private key or the secret/)
      assert.deepEqual(signature.cures, ['generate'])
      assert.equal(await view.token(), `${part('{"alg":"ES256","typ":"JWT"}')}.${part('{"sub":"bob"}')}.`)
      await view.paste(keys.p256.publicPem)
      signature = (await view.facts()).signature
      assert.match(signature.detail, /public key: it verifies/)
      await view.paste(keys.p256.pem)
      assert.equal((await judged(await view.token(), keys.p256.publicKey)).payload.sub, 'bob')
      await view.click('key-clear')
      await view.rest()
      assert.equal((await view.facts()).signature.statement, 'Unsigned')
    },
  },
  {
    name: 'a key that is missing is made in one click',
    async run(view) {
      await view.paste(good)
      await write(view, 'claims', '{"sub": "bob"}')
      await view.cure('generate')
      await judged(await view.token(), keys.publicFrom(await view.value('key')))
    },
  },
  {
    name: 'a pasted token is signed with another key in one click, also as another algorithm',
    async run(view) {
      await view.paste(good)
      await view.paste(keys.rsa.pem)
      assert.equal((await view.facts()).signature.statement, 'Key does not fit')
      await view.cure('re-sign')
      assert.equal((await judged(await view.token(), keys.rsa.publicKey)).header.alg, 'RS256')
      const other = await tokenOf({ sub: 'x' }, { alg: 'PS256', key: keys.weakRsa.privateKey }).catch(() => good)
      await view.paste(other)
      await view.paste(keys.p256.pem)
      assert.equal((await view.facts()).signature.state, 'good')
    },
  },
  {
    name: 'the algorithm of a new token follows the key; one that somebody wrote does not',
    async run(view) {
      await view.click('new')
      await view.rest()
      await view.paste(keys.jwk(keys.ed.privateKey, { kid: 'seven' }))
      assert.deepEqual((await judged(await view.token(), keys.ed.publicKey)).header, {
        alg: 'EdDSA',
        typ: 'JWT',
        kid: 'seven',
      })
      await view.paste(keys.p384.pem)
      assert.deepEqual((await judged(await view.token(), keys.p384.publicKey)).header, { alg: 'ES384', typ: 'JWT' })
      await write(view, 'header', '{"alg": "ES256"}')
      const { signature } = await view.facts()
      assert.equal(signature.statement, 'Unsigned')
      assert.deepEqual(signature.cures, ['sign-as'])
      await view.cure('sign-as')
      await judged(await view.token(), keys.p384.publicKey)
    },
  },
  {
    name: 'a mistake in the claims is told with line and column, and keeps the token from being copied',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      const before = await view.token()
      await write(view, 'claims', '{\n  "a": 1,\n  "b": oops\n}')
      assert.match(await view.text('claims-message'), /^Line 3, column 8: /)
      assert.doesNotMatch(await view.text('claims-message'), /position/)
      assert.equal(await view.page.$eval('#claims-colours .broken', (mark) => mark.textContent), 'oops')
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-invalid')), 'true')
      assert.equal(await view.token(), before)
      assert.equal((await view.facts()).signature.state, 'none')
      assert.ok(await view.page.$eval('#copy-token', (button) => button.disabled))
      assert.ok(await view.page.$eval('#use-copy', (button) => button.disabled))
      await write(view, 'claims', '{"a": 1}')
      assert.equal(await view.text('claims-message'), '')
      assert.equal(await view.page.$eval('#copy-token', (button) => button.disabled), false)
    },
  },
  {
    name: 'mistakes in both boxes are told beside each of them',
    core: true,
    async run(view) {
      await view.click('new')
      await view.rest()
      await view.put('claims', '{"a": oops}')
      await view.put('header', '[')
      await view.rest()
      assert.match(await view.text('claims-message'), /^Line 1, column 7: /)
      assert.match(await view.text('header-message'), /^Line 1, column 1: /)
      await view.put('header', '{"alg": "HS256", "a": "é", "a": 2}')
      await write(view, 'claims', '{}')
      assert.match(await view.text('header-message'), /^Line 1, column \d+: /)
      assert.equal(await view.text('claims-message'), '')
    },
  },
  {
    name: 'formatting lays JSON out and changes no word of it',
    async run(view) {
      await write(view, 'claims', '{"b":[1.0,{"x":"a,:b"}],"a":{},"n":-0e+5}')
      await view.click('claims-format')
      assert.equal(
        await view.value('claims'),
        '{\n  "b": [\n    1.0,\n    {\n      "x": "a,:b"\n    }\n  ],\n  "a": {},\n  "n": -0e+5\n}',
      )
      await write(view, 'claims', '{"half"')
      await view.click('claims-format')
      assert.equal(await view.value('claims'), '{"half"')
    },
  },
  {
    name: 'lifetimes and renewing: times start now, the rest stays, the token’s ID is another one',
    async run(view) {
      await view.paste(
        await tokenOf({ sub: 'x', iat: 1_600_000_000, nbf: 1_600_000_000, exp: 1_600_003_600, jti: 'a' }),
      )
      await view.paste(keys.p256.pem)
      await view.click('renew')
      await view.rest()
      const renewed = await view.claims()
      assert.ok(Math.abs(renewed.iat - Date.now() / 1000) < 5)
      assert.deepEqual([renewed.exp - renewed.iat, renewed.nbf, renewed.sub], [3600, renewed.iat, 'x'])
      assert.notEqual(renewed.jti, 'a')
      await view.page.$eval('[data-span="86400"]', (button) => button.click())
      await view.rest()
      const { iat, exp } = (await judged(await view.token(), keys.p256.publicKey)).payload
      assert.equal(exp - iat, 86_400)
    },
  },
  {
    name: 'whatever the page replaces comes back: pasted over, cleared, a recipe, a key',
    core: true,
    async run(view) {
      await view.paste(good)
      await view.paste(keys.p256.pem)
      await write(view, 'claims', '{"mine": [1, 2.50]}')
      const signed = await view.token()
      await view.put('recipe', 'dpop')
      await view.rest()
      assert.match(await view.value('claims'), /htm/)
      await view.click('undo')
      await view.rest()
      assert.equal(await view.value('claims'), '{"mine": [1, 2.50]}')
      assert.equal(await view.value('recipe'), '')
      assert.deepEqual((await judged(await view.token(), keys.p256.publicKey)).payload.mine, [1, 2.5])
      await view.click('clear')
      await view.rest()
      assert.equal(await view.token(), '')
      assert.equal(await view.value('claims'), '')
      await view.click('undo')
      await view.rest()
      assert.equal(await view.value('claims'), '{"mine": [1, 2.50]}')
      await view.paste(keys.p384.pem)
      assert.equal((await view.facts()).signature.statement, 'Unsigned')
      await view.click('undo')
      await view.rest()
      assert.equal((await view.value('key')).trim(), keys.p256.pem.trim())
      assert.equal((await view.token()).split('.')[1], signed.split('.')[1])
    },
  },
  {
    name: 'an unsecured token is signed by nobody, and says so',
    async run(view) {
      await write(view, 'header', '{"alg": "none"}')
      await write(view, 'claims', '{"sub": "x"}')
      assert.match(await view.token(), /\.$/)
      assert.notEqual((await view.facts()).signature.state, 'good')
    },
  },
  {
    name: 'registered claims of the wrong type are signed for tests, and objected to',
    async run(view) {
      await view.paste(keys.secret, 'key')
      await write(view, 'header', '{"alg": "HS256"}')
      await write(view, 'claims', '{"exp": "soon"}')
      assert.equal(await textOf(await view.token(), bytes(keys.secret)), '{"exp":"soon"}')
      assert.equal((await view.facts()).time.state, 'bad')
    },
  },
  {
    name: 'the size is shown, with warnings past 4 KiB and 8 KiB',
    async run(view) {
      await view.paste(keys.secret, 'key')
      await write(view, 'header', '{"alg": "HS256"}')
      await write(view, 'claims', '{}')
      assert.match(await view.text('token-size'), /^\d+ bytes$/)
      await write(view, 'claims', JSON.stringify({ a: 'x'.repeat(3500) }))
      assert.match(await view.text('token-size'), /4 KiB/)
      await write(view, 'claims', JSON.stringify({ a: 'x'.repeat(7000) }))
      assert.match(await view.text('token-size'), /8 KiB/)
    },
  },
  {
    name: 'what changed in the token is lit for a moment',
    async run(view) {
      await view.click('new')
      await view.rest()
      await write(view, 'claims', '{"sub": "bob"}')
      const parts = await view.page.$$eval('#token-colours .changed', (all) =>
        all.map((one) => one.className.split(' ')[0]),
      )
      assert.deepEqual(parts, ['part-payload', 'part-signature'])
    },
  },
]
