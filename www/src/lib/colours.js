// Text as coloured elements: JSON by the kind of its words, tokens by their parts.

import { texts } from '../texts.js'
import { h } from './dom.js'
import { wordsOf } from './json-text.js'
import { LONGEST_COLOURED, size } from './limits.js'

/**
 * JSON in colours. A mistake at `breaksAt` is marked.
 *
 * @param {string} text
 * @param {number} [breaksAt]
 */
export function json(text, breaksAt = -1) {
  const fragment = document.createDocumentFragment()
  let plain = ''
  const flush = () => {
    if (plain) fragment.append(plain)
    plain = ''
  }
  for (const word of wordsOf(text)) {
    const broken = breaksAt >= word.at && breaksAt < word.at + word.text.length && word.kind !== 'space'
    if (word.kind === 'space' || (word.kind === 'mark' && !broken)) {
      plain += word.text
      continue
    }
    flush()
    const placeholder = word.kind === 'string' && word.text.includes('{{')
    fragment.append(
      h('span', { class: 'j-' + (placeholder ? 'placeholder' : word.kind) + (broken ? ' broken' : '') }, word.text),
    )
  }
  flush()
  return fragment
}

/**
 * A token in its parts, the dots between them. What is longer than a browser lays out with ease is cut in the middle.
 *
 * @param {HTMLElement} place
 * @param {string} token
 * @param {number} [breaksAt] where to mark it, as an offset
 */
export function tokenInto(place, token, breaksAt = -1) {
  const names = ['header', 'payload', 'signature']
  const children = []
  let from = 0
  for (let part = 0; from <= token.length && part < 8; part++) {
    const dot = part < 7 ? token.indexOf('.', from) : -1
    const end = dot < 0 ? token.length : dot
    children.push(...partOf(token.slice(from, end), 'part-' + (names[part] || 'more'), breaksAt - from))
    if (dot < 0) break
    children.push(h('span', { class: 'dot' }, '.'))
    from = dot + 1
  }
  place.replaceChildren(...children)
}

/** @param {string} text @param {string} style @param {number} breaksAt */
function partOf(text, style, breaksAt) {
  if (!(breaksAt >= 0 && breaksAt <= text.length)) return [h('span', { class: style }, shortened(text))]
  const from = Math.max(0, breaksAt - LONGEST_COLOURED / 8)
  return [
    h('span', { class: style }, shortened(text.slice(0, from)) + text.slice(from, breaksAt)),
    h('mark', { class: 'broken', title: texts.breaksHere }, text.slice(breaksAt, breaksAt + 1) || '␣'),
    h('span', { class: style }, shortened(text.slice(breaksAt + 1))),
  ]
}

/** @param {string} text */
export function shortened(text) {
  const keep = LONGEST_COLOURED / 8
  return text.length <= keep * 2 ? text : text.slice(0, keep) + texts.shortened(size(text.length - keep)) + ' … '
}
