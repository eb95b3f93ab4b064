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
      () => document.querySelector('#version')?.textContent || !document.querySelector('#trouble')?.hidden,
      'the module',
    )
    await this.rest()
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
      [...document.querySelectorAll('.message, .trouble, .key-lines, .statement, .detail')]
        .map((place) => place.textContent)
        .filter(Boolean),
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
    return this.page.evaluate((id) => document.getElementById(id).value, id)
  }

  shown(id) {
    return this.page.$eval('#' + id, (element) => element.checkVisibility())
  }

  token() {
    return this.value('token')
  }

  /** Pastes, as the keyboard does: over what a box holds, or into none. @param {string} text @param {string} [id] the box @param {boolean} [rests] whether to wait for what comes of it */
  async paste(text, id = '', rests = true) {
    await this.page.evaluate(
      (text, id) => {
        const box = id ? document.getElementById(id) : document.body
        if (id) box.select()
        else document.activeElement?.blur()
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        const event = new ClipboardEvent('paste', {
          bubbles: true,
          cancelable: true,
          clipboardData,
          // Firefox takes the data under names of its own.
          dataType: 'text/plain',
          data: text,
        })
        // What nobody takes goes into the box, as the browser does it.
        if (box.dispatchEvent(event) && id) {
          box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
          box.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
      },
      text,
      id,
    )
    if (rests) await this.rest()
  }

  /** Drops files onto the page. @param {...string} given their names, each with its text */
  async drop(...given) {
    await this.page.evaluate((given) => {
      const dataTransfer = new DataTransfer()
      for (let i = 0; i < given.length; i += 2) dataTransfer.items.add(new File([given[i + 1]], given[i]))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    }, given)
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 60)))
    await this.rest()
  }

  /** The facts: what each says and how it stands. @returns {Promise<Record<'signature' | 'time' | 'claims', {state: string, statement: string, detail: string, cures: string[]}>>} */
  facts() {
    return this.page.evaluate(() =>
      Object.fromEntries(
        ['signature', 'time', 'claims'].map((name) => {
          const place = document.getElementById('fact-' + name)
          const text = (part) => place.querySelector(part).textContent
          return [
            name,
            {
              state: place.dataset.state,
              statement: text('.statement'),
              detail: text('.detail'),
              cures: [...place.querySelectorAll('.cure')].map((button) => button.dataset.cure),
            },
          ]
        }),
      ),
    )
  }

  /** @param {string} id of the cure */
  async cure(id) {
    await this.page.$eval(`[data-cure="${id}"]`, (button) => button.click())
    await this.rest()
  }

  /** The claims as the token says them. */
  async claims() {
    return JSON.parse(Buffer.from((await this.token()).split('.')[1], 'base64url').toString())
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
    return this.page.$eval(`.checks [data-check="${name}"]`, (item) => item.dataset.status)
  }

  /** No silent trouble. */
  clean() {
    assert.deepEqual(
      this.faults.filter((fault) => !this.provoked?.test(fault)),
      [],
    )
  }
}
