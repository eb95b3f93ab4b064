// The algorithms the core has, grouped by kind of key.

import { byId, h, message } from '../lib/dom.js'
import { texts } from '../texts.js'

/** @param {(name: string) => void} changed */
export function algorithmMenu(changed) {
  const select = byId('algorithm')
  /** @type {any[]} */
  let all = []
  select.addEventListener('change', () => {
    warn()
    changed(select.value)
  })

  function warn() {
    message('algorithm', select.value === 'none' ? texts.noneWarning : '', 'warn')
  }

  return {
    /** @param {any[]} algorithms as the library lists them */
    fill(algorithms) {
      all = algorithms.filter(({ supported }) => supported)
      const wanted = select.value
      /** @type {Map<string, any>} */
      const groups = new Map()
      for (const { name, keyType } of all) {
        if (!groups.has(keyType))
          groups.set(
            keyType,
            h('optgroup', { label: texts.groups[/** @type {keyof typeof texts.groups} */ (keyType)] || keyType }),
          )
        groups.get(keyType).append(h('option', { value: name }, name))
      }
      const none = h('optgroup', { label: texts.groups.none }, h('option', { value: 'none' }, texts.none))
      select.replaceChildren(...groups.values(), none)
      if (wanted) select.value = wanted
    },
    get value() {
      return select.value
    },
    set value(name) {
      select.value = name
      warn()
    },
    /** What is known of the chosen one; undefined for none. */
    get known() {
      return all.find(({ name }) => name === select.value)
    },
    /** @param {string} name */
    has: (name) => name === 'none' || all.some((one) => one.name === name),
    /** @param {string} text @param {'bad' | 'note'} [state] */
    say: (text, state) => message('algorithm', text, state),
    quiet: warn,
  }
}
