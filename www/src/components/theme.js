// Light and dark: the system's choice, or the reader's, which is all this page ever stores.

import { byId } from '../lib/dom.js'

const NAME = 'jwtmint-colours'

export function theme() {
  const select = byId('theme')
  const apply = (/** @type {string} */ value) => {
    document.documentElement.dataset.theme = value
  }
  try {
    const kept = localStorage.getItem(NAME)
    if (kept === 'light' || kept === 'dark') select.value = kept
  } catch {
    // Storage is closed: the system decides.
  }
  apply(select.value)
  select.addEventListener('change', () => {
    apply(select.value)
    try {
      if (select.value === 'auto') localStorage.removeItem(NAME)
      else localStorage.setItem(NAME, select.value)
    } catch {
      // Storage is closed: the choice lasts as long as the page.
    }
  })
}
