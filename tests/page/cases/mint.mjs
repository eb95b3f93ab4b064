// Minting: algorithms, claims, header, quick fields; every token is verified by an independent library.
import assert from 'node:assert/strict'
import * as keys from '../lib/keys.mjs'
import { bytes, judged, textOf } from '../lib/peer.mjs'

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

export const mint = [
  {
    name: 'a first token is there without any typing, signed with a fresh secret',
    core: true,
    async run(view) {
      const { header, payload } = await judged(await view.token(), bytes(await view.value('mint-key')))
      assert.deepEqual(header, { alg: 'HS256', typ: 'JWT' })
      assert.equal(payload.exp - payload.iat, 900)
      assert.match(payload.jti, /^[0-9a-f-]{36}$/)
    },
  },
  {
    name: 'the menu groups the algorithms by kind of key',
    async run(view) {
      const groups = await view.page.$$eval('#algorithm optgroup', (all) =>
        all.map((group) => [group.label, group.children.length]),
      )
      assert.deepEqual(groups.map(([label]) => label).slice(0, 4), [
        'Shared secret (HMAC)',
        'RSA',
        'Elliptic curves',
        'Edwards curve',
      ])
      assert.deepEqual(
        groups.slice(0, 4).map(([, count]) => count),
        [3, 6, 4, 2],
      )
    },
  },
  ...Object.entries(signers).map(([name, [key, judge]]) => ({
    name: `${name} tokens are good for an independent library`,
    core: ['HS256', 'RS256', 'ES256', 'EdDSA'].includes(name),
    async run(view) {
      await view.minted(() => view.put('mint-key', key))
      if ((await view.value('algorithm')) !== name) await view.minted(() => view.put('algorithm', name))
      await view.rest()
      const { header, payload } = await judged(await view.token(), judge)
      assert.equal(header.alg, name)
      assert.equal(payload.sub, 'alice')
    },
  })),
  {
    name: 'the token follows every letter typed',
    core: true,
    async run(view) {
      await view.page.focus('#quick-subject')
      await view.page.$eval('#quick-subject', (box) => box.select())
      await view.minted(() => view.page.keyboard.type('bob'))
      await view.rest()
      assert.equal((await judged(await view.token(), bytes(await view.value('mint-key')))).payload.sub, 'bob')
    },
  },
  {
    name: 'quick fields become claims and header; several audiences become an array',
    async run(view) {
      const values = { issuer: 'me', subject: 'you', audience: 'a, b', lifetime: '2h', notBefore: '0s', keyid: 'k1' }
      for (const [name, value] of Object.entries(values)) await view.put('quick-' + name, value)
      await view.put('quick-fresh', false)
      await view.minted(() => view.put('quick-jwtid', 'only-one'))
      await view.rest()
      const { header, payload } = await judged(await view.token(), bytes(await view.value('mint-key')))
      assert.equal(header.kid, 'k1')
      assert.deepEqual(
        { ...payload, iat: 0, nbf: 0, exp: 0 },
        { scope: 'read write', iss: 'me', sub: 'you', aud: ['a', 'b'], jti: 'only-one', iat: 0, nbf: 0, exp: 0 },
      )
      assert.equal(payload.exp - payload.iat, 7200)
      assert.equal(payload.nbf, payload.iat)
    },
  },
  {
    name: 'a fresh token ID each time; minting again gives another token',
    async run(view) {
      const first = await view.token()
      const second = await view.minted(() => view.click('mint-again'))
      const id = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).jti
      assert.notEqual(id(first), id(second))
    },
  },
  {
    name: 'issued-at can be left out',
    async run(view) {
      await view.put('quick-lifetime', '')
      await view.minted(() => view.put('quick-iat', false))
      await view.rest()
      assert.equal((await judged(await view.token(), bytes(await view.value('mint-key')))).payload.iat, undefined)
    },
  },
  {
    name: 'claims keep their order, big integers and spelling of numbers',
    core: true,
    async run(view) {
      for (const id of ['quick-issuer', 'quick-subject', 'quick-audience', 'quick-lifetime']) await view.put(id, '')
      await view.put('quick-iat', false)
      await view.put('quick-fresh', false)
      await view.minted(() => view.put('claims', '{ "z": 12345678901234567890, "a": 1.50,\n "ü": "é😀" }'))
      await view.rest()
      assert.equal(
        await textOf(await view.token(), bytes(await view.value('mint-key'))),
        '{"z":12345678901234567890,"a":1.50,"ü":"é😀"}',
      )
    },
  },
  {
    name: 'the header takes further parameters',
    async run(view) {
      await view.minted(() => view.put('header', '{"typ": "at+jwt", "x": [1, null]}'))
      await view.rest()
      assert.deepEqual((await judged(await view.token(), bytes(await view.value('mint-key')))).header, {
        alg: 'HS256',
        typ: 'at+jwt',
        x: [1, null],
      })
    },
  },
  {
    name: 'a mistake in the claims is told with line and column; the last token stays, marked',
    core: true,
    async run(view) {
      const before = await view.token()
      await view.put('claims', '{\n  "a": 1,\n  "b": oops\n}')
      await view.says('claims-message', /^Line 3, column 8: /)
      assert.equal(await view.token(), before)
      assert.ok(await view.shown('token-stale'))
      assert.ok(await view.shown('take-stale'), 'the code to take holds the last token too')
      assert.doesNotMatch(await view.text('claims-message'), /position/)
      assert.equal(await view.value('claims'), '{\n  "a": 1,\n  "b": oops\n}')
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-invalid')), 'true')
      assert.equal(await view.page.$eval('#claims-colours .broken', (mark) => mark.textContent), 'oops')
      await view.minted(() => view.put('claims', '{"a": 1}'))
      assert.equal(await view.text('claims-message'), '')
      assert.equal(await view.shown('take-stale'), false)
    },
  },
  {
    name: 'mistakes in several boxes at once are told beside each of them',
    core: true,
    async run(view) {
      const key = await view.value('mint-key')
      await view.put('mint-key', '')
      await view.put('claims', '{"a": oops}')
      await view.put('header', '[')
      await view.put('quick-lifetime', 'soon')
      await view.put('quick-notBefore', 'later')
      await view.rest()
      assert.match(await view.text('mint-key-message'), /Fill in the key/)
      assert.match(await view.text('claims-message'), /^Line 1, column 7: /)
      assert.match(await view.text('header-message'), /^Line 1, column 1: /)
      for (const id of ['quick-lifetime', 'quick-notBefore'])
        assert.match(await view.text(id + '-message'), /number of seconds/)
      await view.put('mint-key', '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----')
      await view.rest()
      for (const id of ['mint-key', 'claims', 'header', 'quick-lifetime'])
        assert.match(await view.text(id + '-message'), /./)
      for (const [id, value] of [
        ['claims', '{}'],
        ['header', '{}'],
        ['quick-lifetime', '5m'],
        ['quick-notBefore', ''],
      ])
        await view.put(id, value)
      await view.minted(() => view.put('mint-key', key))
      for (const id of ['mint-key', 'claims', 'header', 'quick-lifetime', 'quick-notBefore'])
        assert.equal(await view.text(id + '-message'), '')
    },
  },
  {
    name: 'choosing a template loses nothing: what was typed can be brought back, and back again',
    core: true,
    async run(view) {
      assert.equal(await view.shown('start-back'), false)
      await view.put('template', 'at')
      await view.put('field-issuer', 'https://issuer.example')
      await view.rest()
      assert.equal(await view.shown('start-back'), false, 'there was nothing of the reader’s own')
      await view.put('claims', '{"mine": [1, 2.50]}')
      await view.put('header', '{"x": 1}')
      await view.put('quick-subject', 'carol')
      await view.put('template', 'dpop')
      await view.rest()
      assert.match(await view.value('claims'), /htm/)
      await view.minted(() => view.click('start-back'))
      await view.rest()
      const form = async () =>
        Promise.all(
          ['template', 'claims', 'header', 'quick-subject', 'field-issuer', 'algorithm'].map((id) => view.value(id)),
        )
      assert.deepEqual(await form(), [
        'at',
        '{"mine": [1, 2.50]}',
        '{"x": 1}',
        'carol',
        'https://issuer.example',
        'RS256',
      ])
      await view.minted(() => view.click('start-back'))
      assert.equal(await view.value('template'), 'dpop')
      assert.match(await view.value('claims'), /htm/)
    },
  },
  {
    name: 'a token that expires while the page is open is marked, and minting again mends it',
    async run(view) {
      await view.minted(() => view.put('quick-lifetime', '5s'))
      await view.says('token-message', /expired meanwhile/)
      assert.ok(await view.shown('token-stale'))
      await view.minted(() => view.click('mint-again'))
      assert.equal(await view.text('token-message'), '')
    },
  },
  {
    name: 'a mistake in the header is told beside the header',
    async run(view) {
      await view.put('header', '{"a": "é", "a": 2}')
      await view.says('header-message', /^Line 1, column \d+: /)
      assert.equal(await view.text('claims-message'), '')
    },
  },
  {
    name: 'formatting lays JSON out and changes no word of it',
    async run(view) {
      await view.put('claims', '{"b":[1.0,{"x":"a,:b"}],"a":{},"n":-0e+5}')
      await view.click('claims-format')
      assert.equal(
        await view.value('claims'),
        '{\n  "b": [\n    1.0,\n    {\n      "x": "a,:b"\n    }\n  ],\n  "a": {},\n  "n": -0e+5\n}',
      )
      await view.put('claims', '{"half"')
      await view.click('claims-format')
      assert.equal(await view.value('claims'), '{"half"')
    },
  },
  {
    name: 'a claim given twice is told beside its field',
    async run(view) {
      await view.put('claims', '{"iss": "x"}')
      await view.says('quick-issuer-message', /iss/)
      assert.ok(await view.shown('token-stale'))
    },
  },
  {
    name: 'a lifetime that is none is told beside its field',
    async run(view) {
      await view.put('quick-lifetime', 'soon')
      await view.says('quick-lifetime-message', /number of seconds, or one with a unit/)
      await view.minted(() => view.put('quick-lifetime', '5m'))
      assert.equal(await view.text('quick-lifetime-message'), '')
    },
  },
  {
    name: 'the size is shown, with warnings past 4 KiB and 8 KiB',
    async run(view) {
      await view.says('token-facts', /^\d+ bytes · HS256 · minted /)
      assert.equal(await view.text('token-message'), '')
      await view.minted(() => view.put('claims', JSON.stringify({ a: 'x'.repeat(3500) })))
      await view.says('token-message', /4 KiB/)
      await view.minted(() => view.put('claims', JSON.stringify({ a: 'x'.repeat(7000) })))
      await view.says('token-message', /8 KiB/)
    },
  },
  {
    name: 'an unsecured token comes with a warning',
    async run(view) {
      const token = await view.minted(() => view.put('algorithm', 'none'))
      assert.match(token, /\.$/)
      await view.says('algorithm-message', /anybody/)
    },
  },
]
