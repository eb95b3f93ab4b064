// The two views. Arrow keys move between the tabs, as the ARIA pattern has it.

import { byId } from '../lib/dom.js'

const names = ['mint', 'check']

/** @param {string} name @param {boolean} [focus] */
export function showTab(name, focus = false) {
  for (const one of names) {
    const chosen = one === name
    const tab = byId('tab-' + one)
    tab.setAttribute('aria-selected', String(chosen))
    tab.tabIndex = chosen ? 0 : -1
    byId('panel-' + one).hidden = !chosen
    if (chosen && focus) tab.focus()
  }
}

/** @param {(name: string) => void} shown */
export function tabs(shown) {
  for (const [i, name] of names.entries()) {
    const tab = byId('tab-' + name)
    const go = (/** @type {string} */ to, /** @type {boolean} */ focus) => {
      showTab(to, focus)
      shown(to)
    }
    tab.addEventListener('click', () => go(name, false))
    tab.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: names.length - 1 - i }
      const step = steps[/** @type {keyof typeof steps} */ (event.key)]
      if (step === undefined) return
      event.preventDefault()
      go(names[(i + step + names.length) % names.length], true)
    })
  }
}
