// Bodies as text. Clients write forms and multipart bodies in ways of their own, and only after the script; so the
// adapters have them written here and send that text instead: what was hashed is then what goes out.
import { Problem } from './problem.mjs'

/** application/x-www-form-urlencoded; all but RFC 3986's unreserved characters are escaped, a space as %20. */
export function urlencoded(pairs) {
  const one = (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return pairs.map(([name, value]) => `${one(name)}=${one(value)}`).join('&')
}

/** multipart/form-data (RFC 7578) of text fields, with a boundary that no field contains. */
export function multipart(pairs) {
  let boundary = 'jwtmint-form'
  while (pairs.some((pair) => pair.join('\n').includes(boundary))) boundary += '-x'
  const quoted = (name) => name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
  const parts = pairs.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  return { type: `multipart/form-data; boundary=${boundary}`, text: `${parts.join('')}--${boundary}--\r\n` }
}

/** JSON without comments and trailing commas, as clients that allow them send it. */
export function withoutComments(text) {
  const isJson = (candidate) => {
    try {
      JSON.parse(candidate)
      return true
    } catch {
      return false
    }
  }
  if (isJson(text)) return text
  const bare = text
    .replace(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (found) => (found[0] === '"' ? found : ''))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found[0] === '"' ? found : ''))
  return isJson(bare) ? bare : text
}

/** Why a body cannot be known: the reason is the client's, the way out the tester's. */
export function unknowable(client, kind, why) {
  return new Problem(
    `The token is to carry the digest of the body, but ${client} does not show a script ${kind}: ${why}. Send the body as text, or leave bindToken and [[bodyHash]] out for this request.`,
  )
}
