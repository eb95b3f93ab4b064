// For everybody: axe-core in both themes and many states, keyboard, focus, names, widths, motion.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as keys from '../lib/keys.mjs'
import { good, tokenOf } from '../lib/tokens.mjs'

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

const read = async (view) => {
  await view.paste(good)
  await view.paste(keys.p256.pem)
}

/** The page in the states it can be in. */
const states = {
  'as it opens': async () => {},
  'with a good token and all forms of its key': async (view) => {
    await read(view)
    await view.page.$$eval('details', (all) => {
      for (const details of all) details.open = true
    })
    await view.click('key-show')
    await view.page.$eval('#forms .form button', (button) => button.click())
    await view.until(() => document.querySelector('#claims-meanings dl'), 'the meanings')
  },
  'with a changed token': async (view) => {
    await read(view)
    await view.put('claims', '{"sub": "bob", "exp": 1}')
    await view.rest()
  },
  'with mistakes everywhere': async (view) => {
    await view.click('new')
    await view.rest()
    await view.put('claims', '{"a": oops}')
    await view.put('header', '{"x": 1')
    await view.put('key', '-----BEGIN PRIVATE KEY-----')
    await view.put('expect-tolerance', 'soon')
    await view.rest()
  },
  'with a recipe, its documentation and an encrypted key': async (view) => {
    await view.put('recipe', 'dpop')
    await view.paste(keys.encrypted(keys.p256.privateKey, 'x'), 'key')
    await view.put('use-format', 'postman')
  },
  'with a token that cannot be read': async (view) => {
    await view.paste('eyJhbGciOiJub25lIn0.eyJzdWIiOjEsImV4cCI6IngifQ.*')
    await view.put('key', 'short')
    await view.rest()
  },
  'with text that holds no token': async (view) => {
    await view.put('token', 'no token in here at all')
    await view.rest()
  },
  'with a large token, a weak key, and a link': async (view) => {
    await view.paste(keys.weakRsa.pem)
    await view.put('header', '{"alg": "RS256"}')
    await view.put('claims', JSON.stringify({ a: 'x'.repeat(7000) }))
    await view.rest()
    await view.click('share')
  },
  'while a key is made': async (view) => {
    await view.put('generate-algorithm', 'RS256 4096')
    await view.click('generate')
  },
  'with an expired token': async (view) => {
    await view.paste(await tokenOf({ iat: 1_600_000_000, nbf: 1_600_000_000, exp: 1_600_003_600 }))
    await view.paste(keys.p256.pem)
  },
  'with several tokens and a key set': async (view) => {
    await view.paste(
      `${good} and ${await tokenOf({ sub: 'x', iss: 'https://x.eu.auth0.com/' }, { header: { kid: 'k' } })}`,
    )
    await view.page.$eval('#choices button:last-child', (button) => button.click())
    await view.rest()
    await view.paste(`{"keys": [${keys.jwk(keys.rsa.publicKey)}, ${keys.jwk(keys.p256.publicKey, { kid: 'o' })}]}`)
  },
  'with an issuer that is known': async (view) => view.paste(await tokenOf({ iss: 'https://x.eu.auth0.com/' })),
  'with an encrypted token': async (view) => view.paste('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'),
  'with a recipe that wants a proof beside its token': async (view) => {
    await view.put('recipe', 'okta-dpop')
    await view.rest()
    for (const [name, value] of [
      ['oktaClientId', 'c'],
      ['oktaDomain', 'dev-1.okta.com'],
      ['scope', 's'],
      ['dpopKey', 'no key'],
    ])
      await view.put('field-' + name, value)
    await view.paste(keys.rsa.pem, 'key')
  },
  'with a letter in the token that belongs to none': async (view) =>
    view.put('token', good.slice(0, 40) + '*' + good.slice(41)),
  'with the list of shortcuts': async (view) => view.click('help'),
}

export const access = [
  ...['light', 'dark'].flatMap((theme) =>
    Object.entries(states).map(([state, reach]) => ({
      name: `axe-core finds nothing in the ${theme} page ${state}`,
      core: state === 'as it opens',
      async run(view) {
        await view.put('theme', theme)
        await reach(view)
        for (const width of [320, 768, 1280]) {
          await view.page.setViewport({ width, height: 900 })
          await violations(view)
        }
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
      await read(view)
      await view.page.evaluate(() => document.querySelector('.skip').focus())
      const reached = []
      for (let i = 0; i < 90; i++) {
        await view.page.keyboard.press('Tab')
        const at = await view.page.evaluate(() => {
          const element = document.activeElement
          if (!element || element === document.body) return null
          const seen = element.closest('.editor') || (element.type === 'file' ? element.nextElementSibling : element)
          const { outlineStyle, outlineWidth } = getComputedStyle(seen)
          return {
            id: element.id || element.closest('[id]').id + ' ' + element.textContent.slice(0, 20),
            outline: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
          }
        })
        if (!at || reached.includes(at.id)) break
        reached.push(at.id)
        assert.ok(at.outline, `${at.id} does not show its focus`)
      }
      for (const id of [
        'undo',
        'share',
        'help',
        'clear',
        'recipe',
        'new',
        'token',
        'copy-curl',
        'copy-token',
        'renew',
        'claims',
        'claims-format',
        'key-file',
        'key-show',
        'key-clear',
        'generate-algorithm',
        'generate',
        'header',
        'use-format',
        'use-url',
        'use-code',
        'use-copy',
        'save-collection',
        'theme',
        'keep',
      ]) {
        assert.ok(reached.includes(id), `${id} is not reached; reached are ${reached.join(', ')}`)
      }
    },
  },
  {
    name: 'the verdict is told to screen readers, once',
    core: true,
    async run(view) {
      await view.page.evaluate(() => {
        window.told = []
        new MutationObserver(() => window.told.push(document.getElementById('live').textContent)).observe(
          document.getElementById('live'),
          { childList: true, characterData: true, subtree: true },
        )
      })
      await read(view)
      await view.says('live', /^Signature verified\. Expires in [\w ]+\. No objections\.$/)
      // Longer than the pulse, by which the time is looked at again.
      await new Promise((done) => setTimeout(done, 6000))
      const told = await view.page.evaluate(() => window.told)
      assert.equal(told.filter((text) => text.startsWith('Signature verified')).length, 1, told.join(' | '))
      await view.put('claims', '{"a"')
      await view.says('live', /claims/i)
      assert.equal(await view.page.$eval('#claims', (box) => box.getAttribute('aria-describedby')), 'claims-message')
    },
  },
  {
    name: 'from 320 to 1920 pixels nothing sticks out',
    async run(view) {
      for (const [state, reach] of Object.entries(states)) {
        if (state === 'while a key is made' || state === 'with the list of shortcuts') continue
        await view.load()
        await reach(view)
        for (const width of [320, 360, 480, 640, 768, 1000, 1001, 1280, 1920]) {
          await view.page.setViewport({ width, height: 900 })
          const { inner, outer } = await view.page.evaluate(() => ({
            inner: document.documentElement.scrollWidth,
            outer: document.documentElement.clientWidth,
          }))
          assert.ok(inner <= outer, `${state} at ${width}: ${inner} in ${outer}`)
        }
      }
    },
  },
  {
    name: 'at 360 pixels the order is verdict, claims, key, and copying is at the bottom of the screen',
    async run(view) {
      await view.page.setViewport({ width: 360, height: 740 })
      await read(view)
      const tops = await view.page.$$eval('#facts, #panel-claims, #panel-key, #panel-header', (all) =>
        Object.fromEntries(all.map((one) => [one.id, one.getBoundingClientRect().top])),
      )
      assert.ok(tops.facts < tops['panel-claims'])
      assert.ok(tops['panel-claims'] < tops['panel-key'])
      assert.ok(tops['panel-key'] < tops['panel-header'])
      const bottom = await view.page.$eval('#copy-token', (button) => button.getBoundingClientRect().bottom)
      assert.ok(bottom > 680 && bottom <= 740, `the button ends at ${bottom}`)
    },
  },
  {
    name: 'where the system’s own colours are forced, the time bar is seen all the same',
    only: 'chromium',
    async run(view) {
      const session = await view.page.createCDPSession()
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
      await view.paste(good)
      const seen = await view.page.$$eval('body, #times .track, #times .window, #times .tick', (all) =>
        all.map((one) => getComputedStyle(one).backgroundColor),
      )
      assert.equal(seen.length, 4)
      assert.equal(new Set(seen).size, 4, `colours: ${seen.join(', ')}`)
      await session.detach()
    },
  },
  {
    name: 'next to nothing moves while the page loads, while one types and when a key is made',
    async run(view, { browserName }) {
      // Only Chromium measures shifts; Firefox compares where things stand.
      if (browserName === 'firefox') {
        const tops = () =>
          view.page.$$eval('h2', (all) => all.map((title) => Math.round(title.getBoundingClientRect().top)))
        await read(view)
        const before = await tops()
        await view.put('claims', (await view.value('claims')).replace('alice', 'robert'))
        await view.rest()
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
      const shifted = async (when) => {
        await new Promise((done) => setTimeout(done, 300))
        const { shifts, moved } = await view.page.evaluate(() => {
          const found = { shifts: window.shifts, moved: window.moved }
          window.shifts = 0
          window.moved = []
          return found
        })
        assert.ok(shifts < 0.02, `${when}: ${shifts} by ${moved.join(', ')}`)
      }
      for (const [width, height] of [
        [360, 740],
        [768, 1000],
        [1280, 900],
        [1280, 2000],
      ]) {
        await view.page.setViewport({ width, height })
        await view.load()
        await shifted(`while it loads, ${width} by ${height}`)
        await view.page.goto('about:blank')
        await view.load(`#token=${good}`)
        await shifted(`while it loads with a token, ${width} by ${height}`)
      }
      await view.paste(keys.p256.pem)
      await view.page.evaluate(() => {
        window.shifts = 0
      })
      await view.page.focus('#claims')
      await view.page.keyboard.press('ArrowDown')
      await view.page.keyboard.type(' ')
      await view.rest()
      await shifted('while one types')
      await view.page.locator('#generate').click()
      await view.rest()
      await shifted('with a key that was made')
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
