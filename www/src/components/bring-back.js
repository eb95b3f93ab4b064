// One step back for what the page itself has replaced: nothing that somebody typed is lost to a menu or a button.
// Going back keeps what stood there, so that the same button goes forward again.

import { byId } from '../lib/dom.js'

/**
 * @template T
 * @param {string} id of the button
 * @param {() => T} read
 * @param {(value: T) => void} write
 */
export function bringBack(id, read, write) {
  const button = byId(id)
  /** @type {T} */
  let kept
  button.addEventListener('click', () => {
    const now = read()
    write(kept)
    kept = now
  })
  return {
    /** Keeps what is there, about to be replaced. */
    keep() {
      kept = read()
      button.hidden = false
    },
  }
}
