// Steps back for what the page itself has replaced: nothing that somebody typed is lost to a menu, a paste or a button.

import { byId } from '../lib/dom.js'

const MOST = 30

/**
 * @param {() => any} read
 * @param {(state: any) => void} write
 */
export function undoing(read, write) {
  const button = byId('undo')
  /** @type {any[]} */
  const steps = []
  button.addEventListener('click', () => {
    const former = steps.pop()
    button.disabled = !steps.length
    if (former) write(former)
  })
  return {
    /** Keeps what is there, about to be replaced. */
    keep() {
      const state = read()
      if (JSON.stringify(state) === JSON.stringify(steps[steps.length - 1])) return
      steps.push(state)
      if (steps.length > MOST) steps.shift()
      button.disabled = false
    },
  }
}
