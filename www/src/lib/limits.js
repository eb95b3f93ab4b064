// What a box takes. A token is at most 1 MiB for the core; nothing larger is worth slowing a browser down for.

import { texts } from '../texts.js'
import { message } from './dom.js'

export const LONGEST = 1 << 20

/** Beyond this, text is shown without colours: colouring costs an element per word. */
export const LONGEST_COLOURED = 60_000

/** @param {number} length */
export function size(length) {
  return length < 2048
    ? length + ' B'
    : length < 1 << 21
      ? Math.round(length / 1024) + ' KiB'
      : (length / 1048576).toFixed(1) + ' MiB'
}

/** @type {WeakMap<Element, string>} what to go back to */
const kept = new WeakMap()

/** To be told when a script, not a reader, has filled a box. @param {HTMLTextAreaElement | HTMLInputElement} box */
export const keep = (box) => kept.set(box, box.value)

/**
 * Refuses what is too long before the browser lays it out, and says so; what was there is kept.
 *
 * @param {HTMLTextAreaElement | HTMLInputElement} box
 */
export function limit(box) {
  const longest = box instanceof HTMLTextAreaElement ? LONGEST : 1 << 14
  keep(box)
  box.addEventListener('beforeinput', (event) => {
    const given =
      /** @type {InputEvent} */ (event).data ??
      /** @type {InputEvent} */ (event).dataTransfer?.getData('text/plain') ??
      ''
    if (given.length > longest) refuse(event, given.length)
  })
  box.addEventListener('paste', (event) => {
    const given = /** @type {ClipboardEvent} */ (event).clipboardData?.getData('text/plain') ?? ''
    if (given.length > longest) refuse(event, given.length)
  })
  box.addEventListener('drop', (event) => {
    const given = /** @type {DragEvent} */ (event).dataTransfer?.getData('text/plain') ?? ''
    if (given.length > longest) refuse(event, given.length)
  })
  // Ahead of the listeners that work with the value: what came in another way is taken back.
  box.addEventListener(
    'input',
    (event) => {
      if (box.value.length <= longest) {
        keep(box)
        return
      }
      const length = box.value.length
      box.value = kept.get(box) || ''
      refuse(event, length)
    },
    { capture: true },
  )

  /** @param {Event} event @param {number} length */
  function refuse(event, length) {
    event.preventDefault()
    event.stopImmediatePropagation()
    message(box.id, texts.tooLong(size(length), size(longest)))
  }
}
