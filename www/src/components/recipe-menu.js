// Recipes: a menu, where the service documents it, and the fields to fill in.

import { fieldsOf, recipeOf, recipes } from '../data/recipes.js'
import { byId, h, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {{chosen: (id: string) => void, changed: (before: Record<string, string>) => void}} on `before` is what the
 *   fields held
 */
export function recipeMenu({ chosen, changed }) {
  const select = byId('recipe')
  const place = byId('recipe-fields')
  /** @type {Record<string, string>} */
  const kept = {}
  let shown = ''
  /** @type {Record<string, string>} */
  let values = {}
  select.append(h('option', { value: '' }, texts.recipe.none))
  select.addEventListener('change', () => chosen(select.value))

  function list() {
    for (const kind of /** @type {const} */ (['standards', 'services']))
      select.append(
        h(
          'optgroup',
          { label: texts.recipe.kinds[kind] },
          ...recipes[kind].map((recipe) => h('option', { value: recipe.id }, texts.recipe.title(recipe))),
        ),
      )
  }

  const fields = () => fieldsOf(recipeOf(shown) ?? { fill: [], variables: {} })
  const inputOf = (/** @type {string} */ name) => byId('field-' + name)

  /** @param {import('../data/recipes.js').Field} of */
  function field({ name, about, example, secret }) {
    const id = 'field-' + name
    const input = h('input', {
      id,
      name,
      type: secret ? 'password' : 'text',
      placeholder: example ?? null,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-describedby': id + '-message',
      oninput: () => take({ [name]: input.value.trim() }),
    })
    input.value = values[name]
    limit(input)
    return h(
      'div',
      { class: 'field' },
      h('label', { for: id }, texts.recipe.field({ name, about })),
      input,
      h('p', { class: 'message', id: id + '-message' }),
    )
  }

  /** @param {Record<string, string>} fresh */
  function take(fresh) {
    const before = values
    values = { ...values, ...fresh }
    Object.assign(kept, fresh)
    changed(before)
  }

  return {
    list,
    get id() {
      return shown
    },
    get recipe() {
      return recipeOf(shown)
    },
    get values() {
      return values
    },
    /** What may go into a link. */
    get shareable() {
      return Object.fromEntries(fields().flatMap(({ name, secret }) => (secret ? [] : [[name, values[name]]])))
    },
    /** What was typed for one service serves the next one where the field is the same. @param {string} id @param {Record<string, any>} [given] */
    show(id, given = {}) {
      const recipe = recipeOf(id)
      select.value = shown = recipe ? id : ''
      const all = fields()
      values = Object.fromEntries(
        all.map(({ name, usual, example }) => [name, String(given[name] ?? (kept[name] || (usual && example) || ''))]),
      )
      place.hidden = !all.length
      place.replaceChildren(...all.map(field))
      message('recipe')
      if (!recipe) return
      const key = recipe.secrets?.find(({ name }) => name === 'clientKey')
      message(
        'recipe',
        [texts.recipe.about(recipe), key && texts.recipe.key(key)].filter(Boolean).join(' ') + ' ',
        'note',
      )
      const { hostname } = new URL(recipe.docs)
      // It opens a page of its own, which learns nothing of this one.
      byId('recipe-message').append(
        h(
          'a',
          { href: recipe.docs, target: '_blank', rel: 'noopener noreferrer' },
          texts.recipe.docs(hostname.replace(/^www\./, '')),
        ),
      )
    },
    /** @param {[string, string][]} pairs */
    fill(pairs) {
      for (const [name, value] of pairs) if (inputOf(name)) inputOf(name).value = value
      take(Object.fromEntries(pairs))
    },
    /** The names of fields as the reader sees them. @param {string[]} names */
    labels: (names) =>
      names.map((name) => {
        const field = fields().find((one) => one.name === name.replace(/^(?:number|sha256):/, ''))
        return field ? texts.recipe.field(field) : name
      }),
    /** The first field that is not filled in. */
    firstOpen: () => inputOf(fields().find(({ name, optional }) => !optional && !values[name])?.name ?? ''),
  }
}
