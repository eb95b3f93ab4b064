// Recipes: a menu, where the service documents it, and the fields to fill in.

import { recipeOf, recipes } from '../data/recipes.js'
import { byId, h, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {{chosen: (id: string) => void, changed: (field: string) => void}} on
 */
export function recipeMenu({ chosen, changed }) {
  const select = byId('recipe')
  const fields = byId('recipe-fields')
  /** @type {Record<string, string>} */
  const kept = {}
  let shown = ''
  select.append(h('option', { value: '' }, texts.recipe.none))
  for (const { id } of recipes)
    select.append(h('option', { value: id }, texts.recipes[/** @type {keyof typeof texts.recipes} */ (id)] ?? id))
  select.addEventListener('change', () => chosen(select.value))

  const inputs = () => /** @type {HTMLInputElement[]} */ ([...fields.querySelectorAll('input')])

  /** @param {string} name @param {string} value */
  function field(name, value) {
    const id = 'field-' + name
    const input = h('input', {
      id,
      name,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-describedby': id + '-message',
      oninput: () => {
        kept[name] = input.value
        changed(name)
      },
    })
    input.value = value
    limit(input)
    return h(
      'div',
      { class: 'field' },
      h('label', { for: id }, texts.fields[/** @type {keyof typeof texts.fields} */ (name)] ?? name),
      input,
      h('p', { class: 'message', id: id + '-message' }),
    )
  }

  return {
    get id() {
      return shown
    },
    get recipe() {
      return recipeOf(shown)
    },
    get values() {
      return Object.fromEntries(inputs().map(({ name, value }) => [name, value.trim()]))
    },
    /** What may go into a link. */
    get shareable() {
      const secret = recipeOf(shown)?.secret ?? []
      return Object.fromEntries(Object.entries(this.values).filter(([name]) => !secret.includes(name)))
    },
    /** What was typed for one service serves the next one where the field is the same. @param {string} id @param {Record<string, string>} [values] */
    show(id, values = {}) {
      const recipe = recipeOf(id)
      select.value = shown = recipe ? id : ''
      const names = recipe?.fields ?? []
      fields.hidden = !names.length
      fields.replaceChildren(
        ...names.map((name) => field(name, String(values[name] ?? (kept[name] || recipe?.preset?.[name] || '')))),
      )
      message('recipe')
      if (!recipe) return
      const docs = texts.docs[/** @type {keyof typeof texts.docs} */ (recipe.id)] ?? recipe.docs
      message('recipe', texts.recipe.about(docs), 'note')
      link(byId('recipe-message'), docs, recipe.docs)
    },
    /** @param {string} name @param {string} value */
    fill(name, value) {
      const input = inputs().find((one) => one.name === name)
      if (!input) return
      input.value = kept[name] = value
      changed(name)
    },
    /** The names of fields as the reader sees them. @param {string[]} names */
    labels: (names) =>
      names.map(
        (name) => texts.fields[/** @type {keyof typeof texts.fields} */ (name.replace(/^number:/, ''))] ?? name,
      ),
    /** The first field that is not filled in. */
    firstOpen: () => inputs().find(({ value }) => !value.trim()),
  }
}

/** Makes the words a link. It opens a page of its own, which learns nothing of this one. @param {HTMLElement} place @param {string} words @param {string} href */
function link(place, words, href) {
  const [before, after] = (place.textContent || '').split(words)
  place.replaceChildren(before, h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words), after)
}
