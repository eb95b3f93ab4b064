// Finds the token in whatever was pasted: a header, a command, a URL, an answer in JSON.

// A token starts with the base64url of `{"`, which is `eyJ`; with white space in the JSON, `ey`, `ew` or `e3`.
const INSIDE = /\be[wy3][A-Za-z0-9_+/=%-]*\.[A-Za-z0-9_+/=%-]*(?:\.[A-Za-z0-9_+/=%-]*)*/g
const SCHEME = /^\s*(?:["']?authorization["']?\s*[:=]\s*["']?)?(?:bearer|dpop|jwt)\s+/i

/**
 * @param {string} pasted
 * @returns {{token: string, from: 'token' | 'bearer' | 'header' | 'curl' | 'url' | 'json' | 'text' | 'lines' | 'none', count: number}}
 */
export function extract(pasted) {
  const text = pasted.trim()
  if (!text) return { token: '', from: 'token', count: 0 }
  // Nothing but the token's own letters: as it stands, even if it is broken.
  if (!/\s/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\/|[?&#"'{}]/i.test(text))
    return { token: text, from: 'token', count: 1 }
  if (/^[\w\s.=+/-]+$/.test(text) && text.includes('.') && /^e[wy3]/.test(text) && !SCHEME.test(text)) {
    return { token: text.replace(/\s+/g, ''), from: 'lines', count: 1 }
  }
  const after = text.replace(SCHEME, '')
  if (after !== text && /^[\w.=+/%\s-]+$/.test(after)) {
    return {
      token: after.replace(/\s+/g, ''),
      from: /^\s*["']?authorization/i.test(text) ? 'header' : 'bearer',
      count: 1,
    }
  }
  const found = text.match(INSIDE) || []
  if (!found.length) return { token: '', from: 'none', count: 0 }
  const from = /^\$?\s*curl\b/i.test(text)
    ? 'curl'
    : /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text)
      ? 'url'
      : /^[[{]/.test(text)
        ? 'json'
        : /authorization/i.test(text)
          ? 'header'
          : 'text'
  const distinct = new Set(found)
  return { token: found[0].includes('%') ? decoded(found[0]) : found[0], from, count: distinct.size }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
