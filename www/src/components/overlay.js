// A text box over its own coloured copy. Both lie in one grid cell, so the copy gives the box its height.

import { byId } from '../lib/dom.js'
import { keep, limit, LONGEST_COLOURED } from '../lib/limits.js'

/**
 * @param {string} id
 * @param {(text: string) => Node} colour
 * @param {() => void} typed
 */
export function overlay(id, colour, typed) {
  const box = byId(id)
  const colours = byId(id + '-colours')
  const frame = byId(id + '-editor')

  function paint() {
    const plain = box.value.length > LONGEST_COLOURED
    frame.classList.toggle('plain', plain)
    // The last line break needs something after it to take up a line.
    colours.replaceChildren(plain ? '' : colour(box.value), '\n')
  }

  limit(box)
  box.addEventListener('input', () => {
    paint()
    typed()
  })
  return {
    box,
    colours,
    frame,
    paint,
    get value() {
      return box.value
    },
    set value(text) {
      box.value = text
      keep(box)
      paint()
    },
  }
}
