// The compiled WebAssembly, from inside the page itself: the page that is one file has nothing beside it.
import bytes from '#wasm'

/** @param {boolean} [whole] with ML-DSA, which is not inside */
export const loadModule = async (whole = false) => {
  if (whole) throw new Error('ML-DSA is not in this file')
  return WebAssembly.compile(bytes)
}

/** Whether ML-DSA can be had. */
export const hasMore = false
