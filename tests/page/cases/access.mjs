// For everybody: axe-core in both themes and many states, keyboard, focus, names, widths, motion.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { SignJWT } from 'jose'
import * as keys from '../lib/keys.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(view) {
  await view.page.evaluate(axe)
  const found = await view.page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => target + ' ' + failureSummary).join('; ')}`,
    )
  })
  assert.deepEqual(found, [])
}

const tokenOf = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(keys.p256.privateKey)

/** The page in the states it can be in. */
const states = {
  'as it opens': async () => {},
  'with mistakes everywhere': async (view) => {
    await view.put('claims', '{"a": oops}')
    await view.put('header', '{"x": 1')
    await view.put('mint-key', 'short')
    await view.put('quick-lifetime', 'soon')
    await view.rest()
  },
  'with all forms of the key': async (view) => {
    await view.put('template', 'dpop')
    await view.put('mint-key', keys.encrypted(keys.p256.privateKey, 'x'))
    await view.put('mint-key-passphrase', 'x')
    await view.rest()
    await view.page.$eval('#halves', (details) => {
      details.open = true
    })
    await view.until(() => document.querySelectorAll('#halves .form').length === 4, 'four forms')
    await view.put('take-format', 'postman')
  },
  'with a good token to check': async (view) => {
    await view.click('check-this')
    await view.rest()
    await view.page.$eval('#panel-check details', (details) => {
      details.open = true
    })
  },
  'with a broken token to check': async (view) => {
    await view.check('eyJhbGciOiJub25lIn0.eyJzdWIiOjEsImV4cCI6IngifQ.*', 'short')
    await view.put('paste', 'no token in here at all')
    await view.rest()
  },
  'with warnings, while a key is made': async (view) => {
    await view.put('template', 'zoom')
    await view.put('mint-key', keys.rsa.pem)
    await view.put('claims', JSON.stringify({ a: 'x'.repeat(7000) }))
    await view.rest()
    await view.put('rsa-bits', '4096')
    await view.click('generate')
    await view.click('share')
  },
  'with an expired token': async (view) =>
    view.check(await tokenOf({ iat: 1_600_000_000, nbf: 1_600_000_000, exp: 1_600_003_600 }), keys.p256.publicPem),
  'with an unsigned token, out of date': async (view) => {
    await view.check('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', keys.p256.publicPem)
    await view.put('check-key', '-----BEGIN PUBLIC KEY-----')
    await view.rest()
    assert.ok(await view.shown('check-stale'))
  },
  'with an encrypted token': async (view) => view.check('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'),
  'with an empty check': async (view) => view.click('tab-check'),
}

export const access = [
  ...['light', 'dark'].flatMap((theme) =>
    Object.entries(states).map(([state, reach]) => ({
      name: `axe-core finds nothing in the ${theme} page ${state}`,
      core: state === 'as it opens',
      async run(view) {
        await view.put('theme', theme)
        await reach(view)
        await violations(view)
      },
    })),
  ),
  {
    name: 'the theme follows the switch, and is the only thing remembered',
    async run(view) {
      const ground = () => view.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      await view.put('theme', 'dark')
      const dark = await ground()
      await view.put('theme', 'light')
      assert.notEqual(await ground(), dark)
      await view.put('theme', 'dark')
      await view.load()
      assert.equal(await ground(), dark)
      assert.deepEqual(await view.page.evaluate(() => ({ ...localStorage })), { 'jwtmint-colours': 'dark' })
      await view.put('theme', 'auto')
      assert.deepEqual(await view.page.evaluate(() => ({ ...localStorage })), {})
    },
  },
  {
    name: 'the theme follows the system',
    async run(view, { browserName }) {
      // Firefox has no such switch over BiDi; there the style sheet's own word for it is read.
      if (browserName === 'firefox')
        return assert.equal(
          await view.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
          'light dark',
        )
      const grounds = []
      for (const value of ['light', 'dark']) {
        await view.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
        grounds.push(await view.page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      }
      assert.notEqual(grounds[0], grounds[1])
    },
  },
  {
    name: 'everything can be reached with the Tab key, and shows that it has the focus',
    core: true,
    async run(view) {
      const reached = []
      for (let i = 0; i < 60; i++) {
        await view.page.keyboard.press('Tab')
        const at = await view.page.evaluate(() => {
          const element = document.activeElement
          if (!element || element === document.body) return null
          const seen = element.closest('.editor') || (element.type === 'file' ? element.nextElementSibling : element)
          const { outlineStyle, outlineWidth } = getComputedStyle(seen)
          return {
            id: element.id || element.className || element.tagName,
            outline: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
          }
        })
        if (!at || reached.includes(at.id)) break
        reached.push(at.id)
        assert.ok(at.outline, `${at.id} does not show its focus`)
      }
      for (const id of [
        'skip',
        'tab-mint',
        'theme',
        'template',
        'algorithm',
        'quick-issuer',
        'claims',
        'claims-format',
        'header',
        'mint-key',
        'mint-key-file',
        'generate',
        'token',
        'copy-token',
        'share',
        'take-format',
        'take-code',
        'postman-collection',
      ]) {
        assert.ok(reached.includes(id), `${id} is not reached; reached are ${reached.join(' ')}`)
      }
      assert.ok(!reached.includes('tab-check'), 'one of the tabs is in the order, the other by arrow key')
    },
  },
  {
    name: 'the tabs follow the arrow keys',
    async run(view) {
      await view.page.focus('#tab-mint')
      await view.page.keyboard.press('ArrowRight')
      assert.ok(await view.shown('panel-check'))
      assert.equal(await view.page.evaluate(() => document.activeElement.id), 'tab-check')
      await view.page.keyboard.press('Home')
      assert.ok(await view.shown('panel-mint'))
      await view.page.keyboard.press('ArrowLeft')
      assert.ok(await view.shown('panel-check'))
    },
  },
  {
    name: 'results and mistakes are told to screen readers',
    core: true,
    async run(view) {
      await view.says('live', /Token ready, \d+ bytes/)
      await view.put('claims', '{"a"')
      await view.says('live', /claims/i)
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-describedby')), 'claims-message')
      await view.check('a.b', '')
      await view.says('live', /Not valid/)
    },
  },
  {
    name: 'from 320 to 1920 pixels nothing sticks out',
    async run(view) {
      for (const width of [320, 360, 480, 640, 768, 999, 1000, 1280, 1920]) {
        await view.page.setViewport({ width, height: 900 })
        for (const tab of ['tab-mint', 'tab-check']) {
          await view.click(tab)
          const { inner, outer } = await view.page.evaluate(() => ({
            inner: document.documentElement.scrollWidth,
            outer: document.documentElement.clientWidth,
          }))
          assert.ok(inner <= outer, `${tab} at ${width}: ${inner} in ${outer}`)
        }
      }
    },
  },
  {
    name: 'nothing moves while the page loads and while one types',
    async run(view, { browserName }) {
      // Only Chromium measures shifts; Firefox compares where things stand.
      if (browserName === 'firefox') {
        const tops = () =>
          view.page.$$eval('h2', (all) => all.map((title) => Math.round(title.getBoundingClientRect().top)))
        const before = await tops()
        await view.minted(() => view.put('quick-subject', 'somebody else'))
        return assert.deepEqual(await tops(), before)
      }
      await view.page.evaluateOnNewDocument(() => {
        window.shifts = 0
        window.moved = []
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            window.shifts += value
            window.moved.push(...sources.map(({ node }) => node?.id || node?.className || node?.nodeName))
          }
        }).observe({ type: 'layout-shift', buffered: true })
      })
      for (const [width, height] of [
        [360, 4000],
        [768, 3000],
        [1280, 900],
        [1280, 2000],
      ]) {
        await view.page.setViewport({ width, height })
        await view.load()
        await view.rest()
        assert.deepEqual(
          await view.page.evaluate(() => [window.shifts, ...window.moved]),
          [0],
          `while it loads, ${width} by ${height}`,
        )
      }
      await view.page.focus('#quick-subject')
      await view.page.keyboard.type(' and more')
      await view.rest()
      assert.deepEqual(await view.page.evaluate(() => [window.shifts, ...window.moved]), [0])
      await view.minted(() => view.put('mint-key', keys.rsa.pem))
      await view.rest()
      await view.page.evaluate(() => {
        window.shifts = 0
        window.moved = []
      })
      await view.minted(() => view.click('generate'))
      await view.rest()
      assert.deepEqual(
        await view.page.evaluate(() => [window.shifts, ...window.moved]),
        [0],
        'while a key is made, and when it is there',
      )
    },
  },
  {
    name: 'while a key is made, the focus goes from the button to Cancel and back; cancelling at once works',
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.rsa.pem))
      await view.rest()
      await view.put('rsa-bits', '4096')
      const focused = await view.page.evaluate(async () => {
        const byId = (id) => document.getElementById(id)
        const at = []
        byId('generate').focus()
        byId('generate').click()
        at.push(document.activeElement.id)
        byId('generate-cancel').click()
        for (let i = 0; i < 2000 && !byId('generating').hidden; i++) await new Promise((done) => setTimeout(done, 5))
        at.push(document.activeElement.id)
        return at
      })
      assert.deepEqual(focused, ['generate-cancel', 'generate'])
    },
  },
  {
    name: 'who wants no motion gets none',
    async run(view, { browserName }) {
      if (browserName === 'chromium')
        await view.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
      const rules = await view.page.evaluate(
        () =>
          [...document.styleSheets]
            .flatMap((sheet) => [...sheet.cssRules])
            .filter((rule) => rule.media?.mediaText.includes('prefers-reduced-motion')).length,
      )
      assert.equal(rules, 1)
      if (browserName === 'chromium')
        assert.ok(
          parseFloat(await view.page.$eval('.spinner', (spinner) => getComputedStyle(spinner).animationDuration)) <
            0.001,
        )
    },
  },
]
