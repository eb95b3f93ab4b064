// Templates: a menu, where the service documents it, and the fields to fill in.

import { templates } from '../data/templates.js'
import { byId, h, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {(template: any) => void} chosen
 * @param {() => void} changed
 */
export function templateMenu(chosen, changed) {
  const select = byId('template')
  const fields = byId('template-fields')
  /** @type {Record<string, string>} */
  const kept = {}
  /** The template whose fields are shown: while the menu is being changed, not yet the one chosen. */
  let shown = ''
  select.append(h('option', { value: '' }, texts.template.none))
  for (const { id } of templates)
    select.append(h('option', { value: id }, texts.templates[/** @type {keyof typeof texts.templates} */ (id)]))
  select.addEventListener('change', () => {
    const template = templates.find(({ id }) => id === select.value)
    if (template) chosen(template)
    else show('', {})
  })

  const current = () => templates.find(({ id }) => id === shown)
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...fields.querySelectorAll('input')])

  /** @param {string} id @param {Record<string, unknown>} values */
  function show(id, values) {
    // What was typed for one service serves the next one where the field is the same.
    for (const input of inputs()) kept[input.name] = input.value
    select.value = shown = id
    const template = current()
    tell([])
    fields.replaceChildren(
      ...(template?.fields || []).map((name) =>
        field(name, values[name] ?? (kept[name] || /** @type {any} */ (template)?.preset?.[name] || '')),
      ),
    )
  }

  /** Where the service documents it, and what is not filled in. @param {string[]} labels */
  function tell(labels) {
    const template = current()
    const docs = template ? texts.docs[/** @type {keyof typeof texts.docs} */ (template.id)] : ''
    message(
      'template',
      template
        ? texts.template.about(docs) + (labels.length ? ' ' + texts.template.unfilled(labels.join(', ')) : '')
        : '',
      labels.length ? 'warn' : 'note',
    )
    if (template) link(byId('template-message'), docs, template.docs)
  }

  /** @param {string} name @param {unknown} value */
  function field(name, value) {
    const id = 'field-' + name
    const input = h('input', {
      id,
      name,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-describedby': id + '-message',
      oninput: changed,
    })
    input.value = String(value)
    limit(input)
    return h(
      'div',
      { class: 'field' },
      h('label', { for: id }, texts.fields[/** @type {keyof typeof texts.fields} */ (name)]),
      input,
      h('p', { class: 'message', id: id + '-message' }),
    )
  }

  return {
    get id() {
      return shown
    },
    get values() {
      return Object.fromEntries(inputs().map(({ name, value }) => [name, value.trim()]))
    },
    /** What may go into a link. */
    get shareable() {
      const secret = /** @type {any} */ (current())?.secret || []
      return Object.fromEntries(Object.entries(this.values).filter(([name]) => !secret.includes(name)))
    },
    show,
    /** @param {string[]} names of what is not filled in */
    open(names) {
      tell(
        names
          .map((name) => texts.fields[/** @type {keyof typeof texts.fields} */ (name.replace(/^number:/, ''))])
          .filter(Boolean),
      )
    },
  }
}

/** Makes the words a link. It opens a page of its own, which learns nothing of this one. @param {HTMLElement} place @param {string} words @param {string} href */
function link(place, words, href) {
  const [before, after] = (place.textContent || '').split(words)
  place.replaceChildren(before, h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words), after)
}
