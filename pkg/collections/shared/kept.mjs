// Tokens from an exchange, kept for further requests under a name made of everything that made them, hashed: another
// user, key, environment, audience or scope is another name. The host keeps one text for all of them.
import { sha256 } from '@noble/hashes/sha2.js'
import { base64url, utf8 } from './bytes.mjs'

/** A token is fetched anew when it has less than this left. */
const SPARE_SECONDS = 10

export function nameOf(parts) {
  return base64url(sha256(utf8(JSON.stringify(parts))))
}

/** `keep` has read() and write(text). */
export function keptTokens(keep, now) {
  function all() {
    try {
      const found = JSON.parse(keep.read() || '{}')
      return found && typeof found === 'object' ? found : {}
    } catch {
      return {}
    }
  }
  const fresh = (entry) => entry && typeof entry.token === 'string' && entry.until > now + SPARE_SECONDS

  function write(name, entries) {
    const others = Object.entries(all()).filter(([other, kept]) => other !== name && fresh(kept))
    keep.write(JSON.stringify(Object.fromEntries([...others, ...entries])))
  }

  return {
    get(name) {
      const entry = all()[name]
      return fresh(entry) ? entry : undefined
    },
    put: (name, entry) => write(name, [[name, entry]]),
    drop: (name) => name !== undefined && write(name, []),
  }
}
