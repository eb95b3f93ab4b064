// Bad input: a sentence beside the box, the last good result kept and marked, nothing on the console, and no freezing.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../tools/serve.mjs'
import * as keys from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'
import { good, now, part, tokenOf } from '../lib/tokens.mjs'

const HUGE = 5_000_000
const GARBAGE = [
  'garbage',
  '{',
  '[1,2',
  'null',
  '"',
  '\u0000\u0001',
  '{"a":1,"a":2}',
  '\ud800',
  '🙂'.repeat(50),
  '{{',
  '{{nobody}}',
  '-----BEGIN',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%00%ff',
  '0'.repeat(5000),
  '['.repeat(20000),
  '{"__proto__": {"x": 1}}',
  'a.b.c',
  '....',
  'Bearer ',
  'curl',
  'https://',
  'constructor',
]

/** Every box that takes text, as the page has them with the fields of a recipe. @param {import('../lib/view.mjs').View} view */
async function boxesOf(view) {
  const boxes = await view.page.$$eval(
    'main :is(textarea, input:not([type=checkbox], [type=file], [readonly]))',
    (all) => all.map(({ id }) => id),
  )
  assert.ok(boxes.length >= 13, boxes.join(' '))
  return boxes
}

/** A new token, as every case starts with one. */
async function fresh(view) {
  await view.click('new')
  await view.rest()
}

/** How long the page is busy with an event, in milliseconds. */
const paste = (view, id, length) =>
  view.page.evaluate(
    (id, length) => {
      const box = document.getElementById(id)
      const before = box.value
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'x'.repeat(length))
      const start = performance.now()
      // Firefox takes the data under names of its own.
      const taken = box.dispatchEvent(
        new ClipboardEvent('paste', {
          bubbles: true,
          cancelable: true,
          clipboardData,
          dataType: 'text/plain',
          data: 'x'.repeat(length),
        }),
      )
      return { taken, kept: box.value === before, time: performance.now() - start }
    },
    id,
    length,
  )

export const robust = [
  {
    name: 'garbage in any box: no exception, and the page signs again afterwards',
    core: true,
    async run(view) {
      await view.put('recipe', 'dpop')
      await view.paste(keys.p256.pem, 'key')
      await view.put('field-url', 'https://api.example/')
      await view.rest()
      for (const id of await boxesOf(view)) {
        const before = await view.value(id)
        for (const text of GARBAGE) {
          await view.put(id, text)
          await view.rest()
        }
        await view.put(id, before)
        await view.rest()
      }
      await view.put('recipe', '')
      await view.put('recipe', 'dpop')
      await view.put('key', keys.p256.pem)
      await view.put('field-url', 'https://api.example/')
      await view.rest()
      await judged(await view.token(), keys.p256.publicKey)
    },
  },
  {
    name: 'garbage pasted anywhere: no exception, and a token that comes then is read',
    core: true,
    async run(view) {
      for (const text of GARBAGE) await view.paste(text)
      await view.click('key-clear')
      await view.paste(good)
      await view.paste(keys.p256.publicPem)
      assert.equal((await view.facts()).signature.state, 'good')
    },
  },
  {
    name: '5 MB pasted into any box is told beside it, at once, and what was there is kept',
    core: true,
    async run(view) {
      await view.put('recipe', 'dpop')
      await view.rest()
      for (const id of await boxesOf(view)) {
        // The machine may be busy with other things: the quickest of three counts.
        let quickest = Infinity
        for (let i = 0; i < 3 && quickest >= 1000; i++) {
          const { taken, kept, time } = await paste(view, id, HUGE)
          assert.deepEqual({ id, taken, kept }, { id, taken: false, kept: true })
          quickest = Math.min(quickest, time)
        }
        assert.ok(quickest < 1000, `${id} took ${quickest} ms`)
        assert.match(await view.text(id + '-message'), /4\.8 MiB/)
      }
    },
  },
  {
    name: '5 MB that come in another way are taken back',
    async run(view) {
      await fresh(view)
      for (const id of ['claims', 'token', 'key']) {
        const before = await view.value(id)
        await view.put(id, '{"a":"' + 'x'.repeat(HUGE) + '"}')
        assert.equal(await view.value(id), before)
        assert.match(await view.text(id + '-message'), /at most 1024 KiB/)
      }
    },
  },
  {
    name: 'a file of 5 MB is refused with a sentence',
    async run(view) {
      await view.drop('large.pem', 'x'.repeat(HUGE))
      await view.says('token-message', /4\.8 MiB/)
    },
  },
  {
    name: 'claims and tokens of a megabyte are signed and read while the page stays awake',
    async run(view) {
      await fresh(view)
      const token = await tokenOf({ a: 'x'.repeat(700_000), exp: now() + 60 })
      await view.page.evaluate(() => {
        window.longest = 0
        let last = performance.now()
        setInterval(() => {
          window.longest = Math.max(window.longest, performance.now() - last)
          last = performance.now()
        }, 20)
      })
      await view.put('claims', JSON.stringify({ a: 'x'.repeat(700_000) }))
      await view.rest()
      await judged(await view.token(), bytes(await view.value('key')))
      await view.click('key-clear')
      await view.rest()
      await view.paste(token)
      await view.paste(keys.p256.publicPem)
      assert.equal((await view.facts()).signature.state, 'good')
      const longest = await view.page.evaluate(() => window.longest)
      assert.ok(longest < 3000, `the page slept for ${longest} ms`)
      assert.ok((await view.text('use-code')).length < 100_000, 'only a part of it is laid out')
    },
  },
  {
    name: 'tokens with 900 dots, with deep JSON, with names twice: no exception, and told',
    async run(view) {
      for (const token of [
        'a' + '.'.repeat(900),
        `${part('{"alg":"HS256"}')}.${part('['.repeat(5000))}.x`,
        `${part('{"alg":"HS256","alg":"none"}')}.${part('{"a":1,"a":2}')}.x`,
        `${part('{"alg":"HS256"}')}.${part('{"__proto__":{"exp":1},"constructor":1}')}.x`,
      ]) {
        await view.put('token', token)
        await view.rest()
        assert.notEqual((await view.facts()).signature.state, 'good')
      }
    },
  },
  {
    name: 'a megabyte of what only begins like tokens is looked through at once',
    async run(view) {
      const most = 1 << 20
      for (const piece of [
        '-eyA',
        '-eyJ.',
        'eyJhIjoi.""',
        'eyJhIjoi.a\n',
        '> ',
        '%25',
        '&#46;',
        '<br',
        '\u001b[',
        '"a" + ',
      ]) {
        await view.paste('x eyJhIjoi.a"' + piece.repeat(most / piece.length - 20))
        await view.paste('eyJhIjoi.a.b' + piece.repeat(most / piece.length - 20) + 'x')
      }
      const token = await tokenOf({ a: 'x'.repeat(600_000), exp: now() + 60 })
      await view.paste(`const token = "${token.replace(/.{64}/g, '$&" +\n  "')}"`)
      assert.equal(await view.token(), token)
    },
  },
  {
    name: 'long runs in claims, and in what fills a recipe, are read at once',
    async run(view) {
      const runs = ['{{%', '{{a%b', '[[now+5%', '[[now%', '%', '{{a}}%', '[[key:%', '[[now'.repeat(9999) + '%']
      for (const length of [9999, 99_999])
        for (const run of runs) {
          await fresh(view)
          await view.put('claims', JSON.stringify({ a: run.replace('%', ' '.repeat(length)) }))
          await view.rest()
          await view.put('use-format', 'node')
          assert.equal(JSON.parse(Buffer.from((await view.token()).split('.')[1], 'base64url')).a.length > 9000, true)
        }
      await view.put('recipe', 'okta-private-key-jwt')
      for (const run of ['\n', 'oktaClientId=x y', 'oktaClientId= '])
        await view.paste(run + run.slice(-1).repeat(99_999) + 'x\noktaClientId="c"\noktaDomain = \'d.example\'')
      assert.equal(await view.value('field-oktaClientId'), 'c')
      assert.equal(await view.value('field-oktaDomain'), 'd.example')
    },
  },
  {
    name: 'of many quick changes, the last one is what is shown',
    core: true,
    async run(view) {
      await fresh(view)
      await view.page.evaluate(() => {
        const box = document.getElementById('claims')
        for (let i = 0; i < 300; i++) {
          box.value = `{"sub": "n${i}"}`
          box.dispatchEvent(new Event('input', { bubbles: true }))
        }
      })
      await view.rest()
      assert.equal((await judged(await view.token(), bytes(await view.value('key')))).payload.sub, 'n299')
    },
  },
  {
    name: 'the server of this machine gives files of the folder alone, and no hidden one',
    only: 'chromium',
    async run() {
      const folder = mkdtempSync(join(tmpdir(), 'jwtmint-serve-'))
      for (const name of ['index.html', '.env']) writeFileSync(join(folder, name), name)
      const server = await serve(folder, 0)
      const { port } = server.address()
      const status = (path, headers = {}) =>
        new Promise((done, failed) => {
          const asked = request({ port, path, headers }, (answer) =>
            answer.resume().on('end', () => done(answer.statusCode)),
          )
          asked.on('error', failed).end()
        })
      try {
        assert.equal(await status('/', { host: 'issuer.example' }), 421)
        assert.equal(await status('/index.html?./x'), 200)
        for (const path of [
          '/.env',
          '/%2eenv',
          '/%2Eenv?x',
          '/x/../.env',
          '//.env',
          `/../${folder.split('/').pop()}/.env`,
        ])
          assert.equal(await status(path), 404, path)
      } finally {
        server.close()
        rmSync(folder, { recursive: true })
      }
    },
  },
]
