// From what stands in a key box to a key. The last few are kept: a key is read once, not at every letter typed elsewhere.

import { importKey } from 'jwtmint/web'

const KEPT = 3
/** @type {Map<string, any>} */
const keys = new Map()

/** @param {{text: string, encoding: string, passphrase: string}} input */
export function keyOf({ text, encoding, passphrase }) {
  const name = JSON.stringify([text, encoding, passphrase])
  let key = keys.get(name)
  if (!key) {
    const options = passphrase ? { passphrase } : undefined
    key = importKey(
      encoding === 'auto' ? text : { secret: encoding === 'utf8' ? text : text.trim(), encoding },
      options,
    )
  }
  // Last used stands last; the first one has to go.
  keys.delete(name)
  keys.set(name, key)
  if (keys.size > KEPT) {
    const [oldest] = keys.keys()
    keys.get(oldest).free()
    keys.delete(oldest)
  }
  return key
}
