// Header or claims as JSON to write in, with what each line means at its end.

import { json } from '../lib/colours.js'
import { announce, byId, message } from '../lib/dom.js'
import { characterAt, format, isJson, lineAndColumn } from '../lib/json-text.js'
import { texts } from '../texts.js'
import { explain } from './explain.js'
import { notesOf } from './notes.js'
import { overlay } from './overlay.js'

/** Less room than this holds no word worth reading, in pixels. */
const LEAST_ROOM = 72

/**
 * @param {'claims' | 'header'} id
 * @param {() => void} changed
 */
export function jsonEditor(id, changed) {
  let breaksAt = -1
  let meanings = /** @type {Record<string, string>} */ ({})
  const editor = overlay(
    id,
    (text) => json(text, breaksAt, notesOf(text, meanings)),
    () => {
      breaksAt = -1
      fit()
      table()
      changed()
    },
  )
  const { box, colours } = editor
  const details = byId(id + '-explained')
  details.addEventListener('toggle', table)
  new ResizeObserver(fit).observe(colours)

  /**
   * Each note gets the room that is left in its line; where that is little, the note says only what it begins with, and
   * without room it stays away.
   */
  function fit() {
    const width = colours.clientWidth
    const notes = /** @type {HTMLElement[]} */ ([...colours.querySelectorAll('.j-note')])
    for (const note of notes) {
      note.textContent = note.dataset.whole ??= note.textContent ?? ''
      note.style.maxWidth = ''
    }
    const rooms = notes.map((note) => width - note.offsetLeft - 12)
    const wanted = notes.map((note) => note.scrollWidth)
    notes.forEach((note, i) => {
      if (wanted[i] > rooms[i]) note.textContent = (note.dataset.whole ?? '').split(/[:,]/)[0]
      note.style.maxWidth = rooms[i] + 'px'
      note.classList.toggle('cramped', rooms[i] < LEAST_ROOM)
    })
  }

  function table() {
    byId(id + '-meanings').replaceChildren(details.open ? explain(box.value, meanings) : '')
  }

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
      breaksAt = -1
      editor.value = text
      fit()
      table()
    },
    /** What the names mean, once that is there. @param {Record<'claims' | 'header', Record<string, string>>} all */
    learn(all) {
      meanings = all[id]
      this.refresh()
    },
    /** Times that are told by the clock go on. */
    refresh() {
      editor.paint()
      fit()
      table()
    },
    /** @param {{message: string, position?: number} | null} error */
    fail(error) {
      const before = breaksAt
      const lead = box.value.length - box.value.trimStart().length
      breaksAt = error?.position === undefined ? -1 : lead + characterAt(box.value.trimStart(), error.position)
      if (before !== breaksAt) {
        editor.paint()
        fit()
      }
      if (!error) return message(id)
      const { line, column } = lineAndColumn(box.value, breaksAt)
      message(id, (breaksAt < 0 ? '' : texts.atLine(line, column)) + error.message)
    },
  }
  editor.paint()
  return api
}
