// Out of the page: the clipboard and files.

import { texts } from '../texts.js'
import { announce } from './dom.js'

/**
 * Copies, and says so on the button.
 *
 * @param {string} text
 * @param {HTMLElement} [button]
 * @returns {Promise<boolean>}
 */
export async function copy(text, button) {
  let done = true
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // No permission, or an insecure origin.
    done = false
  }
  if (button) flash(button, done ? texts.copied : texts.notCopied)
  announce(done ? texts.copied : texts.notCopied)
  return done
}

/** @param {HTMLElement} button @param {string} text */
function flash(button, text) {
  button.dataset.flash = text
  setTimeout(() => delete button.dataset.flash, 1600)
}

/** @param {string} name @param {string} text @param {string} [type] */
export function download(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
