// The values that may be the secret in what was copied with its wrapping: a line of an environment, YAML, JSON, quotes, 0x.

const ASSIGNED =
  /^[ \t]*(?:- +)?(?:(?:export|set|const|let|var) +|\$env:)?["']?([\w.-]+)["']?[ \t]*(?:=>?|:)[ \t]*(.+)$/gm
const QUOTED = /^(["'`])(.*)\1$/s
const MOST = 10
/** A longer name would not fit on a button. */
const LONGEST_NAME = 30

/** @param {string} text @returns {{name: string, text: string}[]} a value without a name has an empty one */
export function secretsIn(text) {
  const lines = [...text.matchAll(ASSIGNED)].map(([, name, value]) => ({ name, text: value }))
  const bare = text.trim().replace(/^0x/i, '')
  return [...inJson(text), ...lines, { name: '', text: bare }]
    .map(({ name, text }) => ({ name: name.length > LONGEST_NAME ? '' : name, text: unquoted(text) }))
    .filter((one) => one.text && one.text !== text.trim())
    .slice(0, MOST)
}

/** @param {string} text */
const unquoted = (text) =>
  text
    .trim()
    .replace(/[;,]$/, '')
    .replace(QUOTED, (_, _mark, inside) => inside)

/** All texts in it, by the names of their members. @param {string} text */
function inJson(text) {
  const found = /** @type {{name: string, text: string}[]} */ ([])
  try {
    JSON.parse(text, (name, value) => {
      if (typeof value === 'string') found.push({ name, text: value })
      return value
    })
  } catch {
    // No JSON.
  }
  return found
}
