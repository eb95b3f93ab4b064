// Text as coloured elements: JSON by the kind of its words, tokens by their parts.

import { texts } from '../texts.js'
import { h } from './dom.js'
import { wordsOf } from './json-text.js'
import { LONGEST_COLOURED, size } from './limits.js'
import { unfilledIn } from './placeholders.js'

/**
 * @typedef {{text: string, state: string, before?: string}} Note `before` ends what the line has turned round, so that the
 *   note stands behind it
 */

/**
 * JSON in colours. A mistake at `breaksAt` is marked.
 *
 * @param {string} text
 * @param {number} [breaksAt]
 * @param {Map<number, Note>} [notes] what is said at the end of a line, by the line's number from 0
 */
export function json(text, breaksAt = -1, notes = new Map()) {
  const fragment = document.createDocumentFragment()
  let plain = ''
  let line = 0
  const endLine = () => {
    const note = notes.get(line++)
    if (!note) return
    plain += note.before ?? ''
    flush()
    fragment.append(h('span', { class: 'j-note', 'data-state': note.state }, note.text))
  }
  const flush = () => {
    if (plain) fragment.append(plain)
    plain = ''
  }
  for (const word of wordsOf(text)) {
    const broken = breaksAt >= word.at && breaksAt < word.at + word.text.length && word.kind !== 'space'
    if (word.kind === 'space') {
      const [first, ...lines] = word.text.split('\n')
      plain += first
      for (const rest of lines) {
        endLine()
        plain += '\n' + rest
      }
      continue
    }
    if (word.kind === 'mark' && !broken) {
      plain += word.text
      continue
    }
    flush()
    const placeholder = word.kind === 'string' && unfilledIn(word.text).length
    fragment.append(
      h('span', { class: 'j-' + (placeholder ? 'placeholder' : word.kind) + (broken ? ' broken' : '') }, word.text),
    )
  }
  endLine()
  flush()
  return fragment
}

const PARTS = { 3: ['header', 'payload', 'signature'], 5: ['header', 'key', 'iv', 'payload', 'tag'] }

/**
 * A token in its parts, the dots between them; what has changed since `before` is marked for a moment.
 *
 * @param {string} token
 * @param {{breaksAt?: number, before?: string}} [marks] `breaksAt` is an offset
 */
export function tokenInParts(token, { breaksAt = -1, before = '' } = {}) {
  const texts = token.split('.', 9)
  const names = PARTS[/** @type {3 | 5} */ (texts.length)] ?? PARTS[3]
  const former = before ? before.split('.', 9) : []
  const fragment = document.createDocumentFragment()
  let from = 0
  texts.forEach((text, i) => {
    const style = 'part-' + (names[i] ?? 'more')
    if (i) fragment.append(h('span', { class: 'dot' }, '.'))
    fragment.append(...partOf(text, style, breaksAt - from, former.length === texts.length ? former[i] : text))
    from += text.length + 1
  })
  if (from <= token.length) fragment.append(h('span', { class: 'part-more' }, token.slice(from - 1)))
  return fragment
}

/** @param {string} text @param {string} style @param {number} breaksAt @param {string} former */
function partOf(text, style, breaksAt, former) {
  if (breaksAt >= 0 && breaksAt <= text.length)
    return [
      h('span', { class: style }, text.slice(0, breaksAt)),
      h('mark', { class: 'broken' }, text.slice(breaksAt, breaksAt + 1)),
      h('span', { class: style }, text.slice(breaksAt + 1)),
    ]
  if (former === text) return [h('span', { class: style }, text)]
  let start = 0
  while (start < text.length && text[start] === former[start]) start++
  let end = 0
  while (end < text.length - start && text[text.length - 1 - end] === former[former.length - 1 - end]) end++
  return [
    h('span', { class: style }, text.slice(0, start)),
    h('span', { class: style + ' changed' }, text.slice(start, text.length - end)),
    h('span', { class: style }, text.slice(text.length - end)),
  ]
}

/** @param {string} text */
export function shortened(text) {
  const keep = LONGEST_COLOURED / 8
  return text.length <= keep * 2 ? text : text.slice(0, keep) + texts.shortened(size(text.length - keep)) + ' … '
}
