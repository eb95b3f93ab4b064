// Bad input: a sentence beside the box, the last good result kept and marked, nothing on the console, and no freezing.
import assert from 'node:assert/strict'
import { publicFrom } from '../lib/keys.mjs'
import { bytes, judged } from '../lib/peer.mjs'

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

/** Every box that takes text, as the page has them with the fields of a template. @param {import('../lib/view.mjs').View} view @param {string} panel */
async function boxesOf(view, panel) {
  const boxes = await view.page.$$eval(
    `#panel-${panel} :is(textarea, input:not([type=checkbox], [type=file]))`,
    (all) => all.map(({ id }) => id),
  )
  assert.ok(boxes.length >= (panel === 'mint' ? 14 : 7), boxes.join(' '))
  return boxes
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
    name: 'garbage in any box of the mint view: no exception, and the page mints again afterwards',
    core: true,
    async run(view) {
      await view.put('template', 'dpop')
      await view.rest()
      const before = await view.value('mint-key')
      for (const id of await boxesOf(view, 'mint')) {
        const before = await view.value(id)
        for (const text of GARBAGE) await view.put(id, text)
        await view.rest()
        await view.put(id, before)
        await view.rest()
      }
      await judged(await view.minted(() => view.click('mint-again')), publicFrom(before))
      assert.equal(await view.shown('token-stale'), false)
    },
  },
  {
    name: 'garbage in any box of the check view: no exception',
    core: true,
    async run(view) {
      const token = await view.token()
      const key = await view.value('mint-key')
      await view.check(token, key)
      for (const id of await boxesOf(view, 'check')) {
        const before = await view.value(id)
        for (const text of GARBAGE) {
          await view.put(id, text)
          await view.rest()
        }
        await view.put(id, before)
      }
      await view.rest()
      assert.equal(await view.verdict(), 'valid')
    },
  },
  {
    name: '5 MB pasted into any box is told beside it, at once, and what was there is kept',
    core: true,
    async run(view) {
      await view.minted(() => view.put('template', 'dpop'))
      await view.rest()
      for (const id of [...(await boxesOf(view, 'mint')), ...(await boxesOf(view, 'check'))]) {
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
      await judged(await view.minted(() => view.click('mint-again')), publicFrom(await view.value('mint-key')))
    },
  },
  {
    name: '5 MB that come in another way are taken back',
    async run(view) {
      for (const id of ['claims', 'paste', 'mint-key']) {
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
      await view.page.evaluate((length) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File(['x'.repeat(length)], 'large.pem'))
        document
          .getElementById('mint-key')
          .dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
      }, HUGE)
      await view.says('mint-key-message', /4\.8 MiB/)
    },
  },
  {
    name: 'the largest claims that are taken are signed while the page stays awake',
    async run(view) {
      const ticking = view.page.evaluate(
        () =>
          new Promise((done) => {
            let longest = 0
            let last = performance.now()
            const timer = setInterval(() => {
              longest = Math.max(longest, performance.now() - last)
              last = performance.now()
              if (document.querySelector('#token-facts').textContent.includes('1,')) {
                clearInterval(timer)
                done(longest)
              }
            }, 20)
          }),
      )
      await view.minted(() => view.put('claims', JSON.stringify({ a: 'x'.repeat(1_000_000) })))
      assert.ok((await ticking) < 3000, `the page slept for ${await ticking} ms`)
      assert.ok((await view.token()).length < 100_000, 'only a part of it is laid out')
      await view.click('check-this')
      await view.rest()
      assert.equal(await view.verdict(), 'invalid')
    },
  },
  {
    name: 'of many quick changes, the last one is what is shown',
    core: true,
    async run(view) {
      await view.page.evaluate(() => {
        const box = document.getElementById('quick-subject')
        for (let i = 0; i < 300; i++) {
          box.value = 'n' + i
          box.dispatchEvent(new Event('input', { bubbles: true }))
        }
      })
      await view.rest()
      assert.equal((await judged(await view.token(), bytes(await view.value('mint-key')))).payload.sub, 'n299')
    },
  },
  {
    name: 'an emptied key box asks for a key, keeps the token marked, and takes the next key',
    async run(view) {
      const key = await view.value('mint-key')
      await view.put('mint-key', '')
      await view.says('mint-key-message', /Fill in the key/)
      assert.ok(await view.shown('token-stale'))
      await view.minted(() => view.put('mint-key', key))
    },
  },
]
