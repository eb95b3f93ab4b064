// The address of a request in the form in which it is sent: scheme and host in lower case, no default port, a path that
// begins with a slash, everything else percent-encoded (RFC 3986 section 6.2.2). Scripts have no URL class everywhere.
import { Problem } from './problem.mjs'
import { utf8 } from './bytes.mjs'

const DEFAULT_PORTS = { http: '80', https: '443' }

/** The client's own variables, which a part of the address that the token does not name may still hold. */
const OPEN = /(\{\{[^{}]*\}\}|<<[^<>]*>>)/

/**
 * Answers { sent, url, htu, target, origin, host, path, query }: `sent` is what has to go out for the rest to be true, with the
 * user name and password that an address may carry, and that no token may.
 */
export function address(text) {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)(\?[^#]*)?/is.exec(text.trim())
  const scheme = (match[1] || 'http').toLowerCase()
  const user = /^.*@/.exec(match[2])
  const authority = match[2].slice(user ? user[0].length : 0).toLowerCase()
  if (OPEN.test(match[2]) || OPEN.test(match[3])) {
    throw new Problem(
      'The address of the request holds a variable that nothing has replaced, so that the token cannot name it. Give the variable a value in the active environment.',
    )
  }
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d*)?$/.test(authority)) {
    throw new Problem(
      'The address of the request has no host name of plain letters, so that the token cannot name it. Write it out as https://name/path.',
    )
  }
  const port = /:(\d*)$/.exec(authority.replace(/^\[.*\]/, (literal) => literal.replace(/:/g, '.')))
  const bare = port && (port[1] === '' || port[1] === DEFAULT_PORTS[scheme])
  const host = bare ? authority.slice(0, port.index) : authority
  const path = encoded(withoutDots(match[3].replace(/\\/g, '/')) || '/', /[!$%&'()*+,\-./0-9:;=@A-Z[\]_a-z|~]/)
  // Some clients leave a question mark away that nothing follows.
  const query = encoded(match[4] === '?' ? '' : match[4] || '', /[!$%&()*+,\-./0-9:;=?@A-Z[\\\]^_`a-z{|}~]/)
  const origin = `${scheme}://${host}`
  const sent = `${scheme}://${user ? user[0] : ''}${host}${path}${query}`
  return {
    sent,
    url: origin + path + query,
    htu: origin + path,
    target: path + query,
    origin,
    host,
    path,
    query: query.slice(1),
  }
}

/** The address with the values of its path's variables, which clients write as `/:name`; `values` are pairs of name and value. */
export function withPathVariables(url, values) {
  const known = new Map(values)
  return url.replace(/\/:([^/?#]+)/g, (segment, name) => (known.has(name) ? `/${known.get(name) ?? ''}` : segment))
}

function encoded(text, safe) {
  return text
    .split(OPEN)
    .map((part, at) =>
      at % 2
        ? part
        : part.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/g, (one) => (safe.test(one) ? one : percent(one))),
    )
    .join('')
}

function percent(character) {
  return Array.from(utf8(character), (byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`).join('')
}

/** RFC 3986 section 5.2.4. */
function withoutDots(path) {
  if (!/(^|\/)\.{1,2}(\/|$)/.test(path)) return path
  const kept = []
  const parts = path.split('/')
  parts.forEach((part, at) => {
    const last = at === parts.length - 1
    if (part === '..') {
      if (kept.length > 1) kept.pop()
      if (last) kept.push('')
    } else if (part === '.') {
      if (last) kept.push('')
    } else kept.push(part)
  })
  return kept.join('/')
}
