// The key in all its forms, each to copy or to save.

import { copy, download } from '../lib/clipboard.js'
import { byId, h } from '../lib/dom.js'
import { texts } from '../texts.js'

export function halves() {
  const body = byId('halves-body')
  const details = byId('halves')
  /** @type {any} */
  let about = null
  // Nothing private is put into the page before somebody asks to see it.
  details.addEventListener('toggle', paint)

  function paint() {
    if (!details.open) return body.replaceChildren()
    if (!about) return body.replaceChildren(h('p', { class: 'note' }, texts.halves.empty))
    body.replaceChildren(...about.forms.map(form))
    if (about.thumbprint)
      body.append(h('p', { class: 'note' }, texts.halves.thumbprint + ': ', h('code', {}, about.thumbprint)))
  }

  return {
    /** @param {any} key what the worker says of it, or null */
    show(key) {
      about = key
      paint()
    },
  }
}

/** @param {{name: string, text: string, file: string}} form */
function form({ name, text, file }) {
  const title = texts.halves[/** @type {keyof typeof texts.halves} */ (name)]
  const label = (/** @type {string} */ word) => `${word}: ${title}`
  const shown = h('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': title }, text)
  return h(
    'section',
    { class: 'form', 'data-form': name },
    h(
      'div',
      { class: 'title-row' },
      h('h3', {}, title),
      h(
        'span',
        { class: 'row' },
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': label(texts.halves.copy),
            onclick: (/** @type {Event} */ event) =>
              copy(text, /** @type {HTMLElement} */ (event.currentTarget), shown),
          },
          texts.halves.copy,
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': label(texts.halves.download),
            onclick: () => download(file, text + (text.endsWith('\n') ? '' : '\n'), 'text/plain'),
          },
          texts.halves.download,
        ),
      ),
    ),
    shown,
  )
}
