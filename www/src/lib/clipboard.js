// Out of the page: the clipboard and files.

import { texts } from '../texts.js'
import { announce } from './dom.js'

/**
 * Copies, and says so on the button. Where the browser does not allow it, what is shown is selected, to be copied by hand.
 *
 * @param {string} text
 * @param {HTMLElement} button
 * @param {HTMLElement} [shown] where the text stands in the page
 * @param {string} [warning] what has to be known of the text
 * @returns {Promise<boolean>}
 */
export async function copy(text, button, shown, warning = '') {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // No permission, or an insecure origin. A text that is shown shortened must not be taken for the whole.
    const box = shown instanceof HTMLTextAreaElement ? shown : null
    const whole = (box ? box.value : shown?.textContent) === text
    if (whole && box) box.select()
    else if (whole) getSelection()?.selectAllChildren(/** @type {HTMLElement} */ (shown))
    flash(button, whole ? texts.selected : texts.notCopied, 5000)
    return false
  }
  flash(button, warning || texts.copied, warning ? 4000 : 1600)
  return true
}

/** @param {HTMLElement} button @param {string} text @param {number} time in milliseconds */
function flash(button, text, time) {
  button.dataset.flash = text
  announce(text)
  setTimeout(() => {
    if (button.dataset.flash === text) delete button.dataset.flash
  }, time)
}

/** @param {string} name @param {string} text */
export function download(name, text) {
  const url = URL.createObjectURL(
    new Blob([text], { type: name.endsWith('.json') ? 'application/json' : 'text/plain' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
