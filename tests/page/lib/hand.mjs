// A reader's hand: it pastes, clicks, chooses, types and presses, and counts what it does.

export class Hand {
  actions = 0

  /** @param {import('./view.mjs').View} view */
  constructor(view) {
    this.view = view
  }

  /** @param {string} text @param {string} [id] the box; else the page itself */
  paste(text, id) {
    this.actions++
    return this.view.paste(text, id)
  }

  /** Pastes into a page that is still at work. @param {string} text */
  pasteAtOnce(text) {
    this.actions++
    return this.view.paste(text, '', false)
  }

  /** @param {string} name @param {string} text */
  drop(name, text) {
    this.actions++
    return this.view.drop(name, text)
  }

  /** @param {string} selector */
  async click(selector) {
    this.actions++
    await this.view.page.locator(selector).click()
    await this.view.rest()
  }

  /** Chooses in a menu. @param {string} id @param {string} value */
  async choose(id, value) {
    this.actions++
    await this.view.page.select('#' + id, value)
    await this.view.rest()
  }

  /** Fills in a field. @param {string} id @param {string} text */
  async fill(id, text) {
    this.actions++
    await this.view.page.focus('#' + id)
    await this.view.page.keyboard.type(text)
    await this.view.rest()
  }

  /** Selects a word in a box, as a double click does. @param {string} id @param {string} word */
  async select(id, word) {
    this.actions++
    await this.view.page.evaluate(
      (id, word) => {
        const box = document.getElementById(id)
        box.focus()
        box.setSelectionRange(box.value.indexOf(word), box.value.indexOf(word) + word.length)
      },
      id,
      word,
    )
  }

  /** Types where the cursor is. @param {string} text */
  async type(text) {
    this.actions++
    await this.view.page.keyboard.type(text)
    await this.view.rest()
  }

  /** Presses keys together. @param {...string} names */
  async press(...names) {
    this.actions++
    for (const name of names) await this.view.page.keyboard.down(name)
    for (const name of names.reverse()) await this.view.page.keyboard.up(name)
    await this.view.rest()
  }
}
