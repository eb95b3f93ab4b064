// What a key that was read can be used for here.

export const TOO_WEAK = ['ERR_KEY_WEAK']

/** The algorithms it can sign with. @param {any} about what the worker says of it, or null @returns {string[]} */
export function usable(about) {
  if (!about || about.type === 'public') return []
  const inSet = about.keys?.some((/** @type {any} */ { type }) => type !== 'public')
  return about.keys && !inSet ? [] : about.algorithms
}
