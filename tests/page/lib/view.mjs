// The page as its reader works it: fills boxes, presses buttons, reads what it says.
import assert from 'node:assert/strict'

const PATIENCE = 30_000

export class View {
  /** What went wrong behind the page's back: console messages, exceptions, foreign requests. */
  faults = []
  /** What a case provokes itself. @type {RegExp | null} */
  provoked = null

  /** @param {import('puppeteer-core').Page} page @param {string} address */
  constructor(page, address) {
    this.page = page
    this.address = address
    const own = address.replace(/[^/]*$/, '')
    page.on('console', (message) => {
      if (['error', 'warn', 'assert'].includes(message.type()))
        this.faults.push(`console ${message.type()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.faults.push(`exception: ${error?.message ?? error}`))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(own) && !url.startsWith('blob:') && !url.startsWith('data:'))
        this.faults.push(`request: ${url}`)
    })
  }

  /** @param {string} [fragment] */
  async load(fragment = '') {
    await this.page.goto(this.address + fragment)
    await this.until(
      () => document.querySelector('#token')?.textContent.length > 20 || !document.querySelector('#trouble')?.hidden,
      'the first token',
    )
  }

  /** Waits for a condition in the page. @param {Function} condition @param {string} what @param {...any} args */
  async until(condition, what, ...args) {
    try {
      await this.page.waitForFunction(condition, { timeout: PATIENCE, polling: 25 }, ...args)
    } catch (error) {
      throw new Error(`waited in vain for ${what}; the page says: ${JSON.stringify(await this.said())}`, {
        cause: error,
      })
    }
  }

  said() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.message, .trouble, .known')].map((place) => place.textContent).filter(Boolean),
    )
  }

  /** Puts a value into a box as pasting does: at once, with one event. @param {string} id @param {string} value */
  put(id, value) {
    return this.page.evaluate(
      (id, value) => {
        const box = document.getElementById(id)
        if (box.type === 'checkbox') box.checked = value
        else box.value = value
        box.dispatchEvent(new Event('input', { bubbles: true }))
        box.dispatchEvent(new Event('change', { bubbles: true }))
      },
      id,
      value,
    )
  }

  click(id) {
    return this.page.evaluate((id) => document.getElementById(id).click(), id)
  }

  text(id) {
    return this.page.$eval('#' + id, (element) => element.textContent)
  }

  value(id) {
    return this.page.$eval('#' + id, (element) => element.value)
  }

  shown(id) {
    return this.page.$eval('#' + id, (element) => element.checkVisibility())
  }

  token() {
    return this.text('token')
  }

  /** The token that comes of an action. @param {() => Promise<any>} action @returns {Promise<string>} */
  async minted(action) {
    const before = await this.token()
    await action()
    await this.until(
      (before) =>
        document.querySelector('#token').textContent !== before && document.querySelector('#token-stale').hidden,
      'a new token',
      before,
    )
    return this.token()
  }

  /** Waits until a message says what it should. @param {string} id @param {RegExp} pattern */
  async says(id, pattern) {
    await this.until(
      (id, source, flags) => new RegExp(source, flags).test(document.getElementById(id).textContent),
      `${pattern} in #${id}`,
      id,
      pattern.source,
      pattern.flags,
    )
    return this.text(id)
  }

  /** Turns to the other view and pastes. @param {string} pasted @param {string} [key] */
  async check(pasted, key = '') {
    await this.click('tab-check')
    await this.put('check-key', key)
    await this.put('paste', pasted)
    await this.rest()
  }

  /** Waits until no job is under way and none follows. */
  rest() {
    return this.page.evaluate(
      (patience) =>
        new Promise((done, failed) => {
          const start = performance.now()
          let quiet = 0
          const look = () => {
            quiet = document.documentElement.dataset.working === '0' ? quiet + 1 : 0
            if (quiet > 2) done()
            else if (performance.now() - start > patience) failed(new Error('the page never came to rest'))
            else setTimeout(look, 12)
          }
          look()
        }),
      PATIENCE,
    )
  }

  /** @param {string} name */
  status(name) {
    return this.page.$eval(`#checks [data-check="${name}"]`, (item) => item.dataset.status)
  }

  verdict() {
    return this.page.$eval('#verdict', (element) => element.dataset.state)
  }

  /** No silent trouble. */
  clean() {
    assert.deepEqual(
      this.faults.filter((fault) => !this.provoked?.test(fault)),
      [],
    )
  }
}
