// A text box over its own coloured copy. Both lie in one grid cell, so the copy gives the box its height.

import { json } from '../lib/colours.js'
import { announce, byId, message } from '../lib/dom.js'
import { format, isJson, lineAndColumn, characterAt } from '../lib/json-text.js'
import { keep, limit, LONGEST_COLOURED } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {string} id
 * @param {() => void} changed
 */
export function jsonEditor(id, changed) {
  const box = byId(id)
  const colours = byId(id + '-colours')
  const frame = byId(id + '-editor')
  let breaksAt = -1

  function paint() {
    const plain = box.value.length > LONGEST_COLOURED
    frame.classList.toggle('plain', plain)
    // The last line break needs something after it to take up a line.
    colours.replaceChildren(plain ? '' : json(box.value, breaksAt), '\n')
  }

  limit(box)
  box.addEventListener('input', () => {
    breaksAt = -1
    paint()
    changed()
  })
  byId(id + '-format').addEventListener('click', () => {
    const text = box.value.trim()
    if (!text) return
    if (!isJson(text)) {
      announce(texts.cannotFormat)
      if (!byId(id + '-message').textContent) message(id, texts.cannotFormat, 'note')
      return
    }
    api.value = format(text)
    announce(texts.formatted)
    changed()
  })

  const api = {
    get value() {
      return box.value
    },
    set value(text) {
      box.value = text
      keep(box)
      breaksAt = -1
      paint()
    },
    /** @param {{message: string, position?: number} | null} error */
    fail(error) {
      if (!error) {
        message(id)
        if (breaksAt >= 0) {
          breaksAt = -1
          paint()
        }
        return
      }
      if (error.position === undefined) return message(id, error.message)
      const indent = box.value.length - box.value.trimStart().length
      breaksAt = indent + characterAt(box.value.trimStart(), error.position)
      const { line, column } = lineAndColumn(box.value, breaksAt)
      message(id, texts.atLine(line, column) + error.message)
      paint()
    },
  }
  paint()
  return api
}
