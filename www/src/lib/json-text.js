// JSON as text: its words, its layout, its members. The text is never rebuilt from parsed values, so integers
// beyond 2^53, the order of names and the spelling of numbers stay as they were written.

/** A character as JSON, and JavaScript, may write any. @param {string} character */
export const unicodeEscape = (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0')

const WORD = /"(?:[^"\\\n]|\\.)*"?|-?\d[\d.eE+-]*|[A-Za-z]+|[{}[\],:]|\s+|[\s\S]/g

/**
 * @typedef {{kind: 'name' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'other', text: string, at: number}} Word
 * @param {string} text
 * @returns {Word[]}
 */
export function wordsOf(text) {
  /** @type {Word[]} */
  const words = []
  /** @type {Word | null} */
  let last = null
  for (const match of text.matchAll(WORD)) {
    const [found] = match
    const word = { kind: kindOf(found), text: found, at: match.index }
    if (found === ':' && last && last.kind === 'string') last.kind = 'name'
    if (word.kind !== 'space') last = word
    words.push(word)
  }
  return words
}

/** @param {string} text @returns {Word['kind']} */
function kindOf(text) {
  const first = text[0]
  if (first === '"') return 'string'
  if ('{}[],:'.includes(first)) return 'mark'
  if (/\s/.test(first)) return 'space'
  if (/[-\d]/.test(first)) return /\d/.test(text) ? 'number' : 'other'
  return /^(true|false|null)$/.test(text) ? 'word' : 'other'
}

/** @param {string} text */
export function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Lays out valid JSON with two spaces; its words stay as they are. @param {string} text */
export function format(text) {
  const words = wordsOf(text).filter((word) => word.kind !== 'space')
  let out = ''
  let depth = 0
  const line = () => '\n' + '  '.repeat(depth)
  words.forEach((word, i) => {
    const next = words[i + 1]?.text
    if (word.text === '{' || word.text === '[') {
      depth++
      out += word.text
      if (next !== '}' && next !== ']') out += line()
    } else if (word.text === '}' || word.text === ']') {
      depth--
      const before = words[i - 1]?.text
      out += (before === '{' || before === '[' ? '' : line()) + word.text
    } else if (word.text === ',') out += ',' + line()
    else if (word.text === ':') out += ': '
    else out += word.text
  })
  return out
}

/** For reading: laid out where it is JSON of a length that anybody reads. @param {string} text */
export const laidOut = (text) => (text.length < 60_000 && isJson(text) ? format(text) : text)

/** The same JSON without white space between its words. @param {string} text */
export const compact = (text) =>
  wordsOf(text)
    .map((word) => (word.kind === 'space' ? '' : word.text))
    .join('')

/**
 * The members of a JSON object, each value as it stands in the text, with where it stands.
 *
 * @param {string} text
 * @returns {{name: string, raw: string, from: number, to: number}[]}
 */
export function members(text) {
  const found = []
  let depth = 0
  let name = ''
  let from = -1
  let to = -1
  for (const word of wordsOf(text)) {
    if (word.kind === 'space') continue
    if (depth === 1 && word.kind === 'name') name = nameOf(word.text)
    const closes = word.text === '}' || word.text === ']'
    if (from >= 0 && depth === 1 && (word.text === ',' || closes)) {
      if (to > from) found.push({ name, raw: text.slice(from, to), from, to })
      from = -1
    }
    if (from === -2) from = word.at
    if (depth === 1 && word.text === ':' && from === -1) from = -2
    if (word.text === '{' || word.text === '[') depth++
    if (closes) depth--
    to = word.at + word.text.length
  }
  return found
}

/** @param {string} quoted */
function nameOf(quoted) {
  try {
    return JSON.parse(quoted)
  } catch {
    return quoted
  }
}

/**
 * The text with one member of its object changed or added; all else stays as it was written.
 *
 * @param {string} text
 * @param {string} name
 * @param {string | null} raw the value as JSON text; null takes the member out
 */
export function withMember(text, name, raw) {
  const all = members(text)
  const at = all.findIndex((member) => member.name === name)
  if (raw === null) {
    if (at < 0) return text
    const rest = all.filter((_, i) => i !== at).map((one) => `${JSON.stringify(one.name)}: ${one.raw}`)
    return rest.length ? `{\n  ${rest.join(',\n  ')}\n}` : '{}'
  }
  if (at >= 0) return text.slice(0, all[at].from) + raw + text.slice(all[at].to)
  const member = `${JSON.stringify(name)}: ${raw}`
  const last = all[all.length - 1]
  return last ? `${text.slice(0, last.to)},\n  ${member}${text.slice(last.to)}` : `{\n  ${member}\n}`
}

/** Where an offset lies, counted from 1. @param {string} text @param {number} offset */
export function lineAndColumn(text, offset) {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/**
 * The offset in characters of an offset in UTF-8 bytes.
 *
 * @param {string} text
 * @param {number} bytes
 */
export function characterAt(text, bytes) {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length
}
