// The key in all its forms, each to copy or to save. Nothing private stands in the page before somebody asks to see it.

import { copy, download } from '../lib/clipboard.js'
import { byId, h } from '../lib/dom.js'
import { texts } from '../texts.js'

export function keyForms() {
  const details = byId('forms')
  const body = byId('forms-body')
  const jwks = byId('copy-jwks')
  let set = ''
  jwks.addEventListener('click', () => copy(set, jwks))
  return {
    /** @param {any} about what the worker says of the key, or null */
    show(about) {
      details.hidden = !about
      set = about?.forms.find((/** @type {any} */ { name }) => name === 'publicSet')?.text ?? ''
      jwks.hidden = !set
      body.replaceChildren(
        ...(about?.forms ?? []).map(form),
        about?.thumbprint
          ? h('p', { class: 'note' }, texts.forms.thumbprint + ': ', h('code', {}, about.thumbprint))
          : '',
      )
    },
  }
}

/** @param {{name: string, text: string, file: string}} form */
function form({ name, text, file }) {
  const title = texts.forms[/** @type {keyof typeof texts.forms} */ (name)]
  const shown = h('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': title, hidden: true })
  const button = (/** @type {string} */ word, /** @type {(event: Event) => void} */ work, more = {}) =>
    h('button', { type: 'button', class: 'quiet', 'aria-label': `${word}: ${title}`, onclick: work, ...more }, word)
  const look = button(
    texts.forms.show,
    () => {
      shown.hidden = !shown.hidden
      shown.textContent = shown.hidden ? '' : text
      look.setAttribute('aria-expanded', String(!shown.hidden))
    },
    { 'aria-expanded': 'false' },
  )
  return h(
    'div',
    { class: 'form', 'data-form': name },
    h('span', { class: 'form-name' }, title),
    h(
      'span',
      { class: 'row' },
      look,
      button(texts.forms.copy, (event) => copy(text, /** @type {HTMLElement} */ (event.currentTarget), shown), {
        'data-copy': name,
      }),
      button(texts.forms.save, () => download(file, text + (text.endsWith('\n') ? '' : '\n')), {
        'data-save': name,
      }),
    ),
    shown,
  )
}
