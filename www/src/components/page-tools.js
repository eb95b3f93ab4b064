// What belongs to the page as a whole: the shortcuts, what it has asked of the network, what it keeps.

import { byId } from '../lib/dom.js'
import { holdsSecret } from '../lib/share.js'
import { texts } from '../texts.js'

/** @param {{copyToken: () => void, copyCurl: () => void}} on */
export function shortcuts({ copyToken, copyCurl }) {
  const dialog = byId('shortcuts')
  byId('help').addEventListener('click', () => dialog.showModal())
  byId('shortcuts-close').addEventListener('click', () => dialog.close())
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return event.shiftKey ? copyCurl() : copyToken()
    }
    const writing = /** @type {Element} */ (event.target).closest('input, textarea, select')
    if (event.key === '?' && !writing && !event.ctrlKey && !event.metaKey && !dialog.open) dialog.showModal()
  })
}

/** How many requests the browser has on record since the page was complete. */
export function watchRequests() {
  const since = performance.now()
  const place = byId('requests')
  const count = () => {
    const later = performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime > since && !/^(?:blob|data):/.test(name))
    place.textContent = texts.requests(later.length)
  }
  count()
  new PerformanceObserver(count).observe({ type: 'resource' })
}

const NAME = 'jwtmint-draft'

/**
 * Keeps the work until the tab is closed, if the reader wishes; never a key.
 *
 * @param {() => {draft: any, key: string}} read the work, and the key that must not be in it
 */
export function keeping(read) {
  const box = byId('keep')
  let former = null
  try {
    former = JSON.parse(sessionStorage.getItem(NAME) ?? 'null')
  } catch {
    // Storage is closed or holds something else: nothing is kept.
  }
  box.checked = !!former
  const save = () => {
    try {
      const { draft, key } = read()
      if (box.checked && !holdsSecret(draft, key)) sessionStorage.setItem(NAME, JSON.stringify(draft))
      else sessionStorage.removeItem(NAME)
    } catch {
      box.checked = false
    }
  }
  box.addEventListener('change', save)
  return { former, save: () => box.checked && save() }
}
