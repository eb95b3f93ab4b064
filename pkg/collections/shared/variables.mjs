// The variables as the client resolves them, and what each kind of value may look like.
import { mapStrings } from './json-text.mjs'
import { problem, kindOf } from './problem.mjs'

const SECONDS = { s: 1, m: 60, h: 3600, d: 86400 }
/** Variables of keys and passwords, in which brackets mean nothing. */
export const TAKEN_AS_IT_IS = [
  'clientKey',
  'dpopKey',
  'passphrase',
  'certificate',
  'user',
  'password',
  'clientSecret',
  'refreshToken',
  'accessToken',
]
/** Variables in which placeholders are filled in, when they are read as JSON. */
const PLACED = ['claims', 'header', 'tokenBody', 'tokenHeaders']
/** `{{name}` and `[[name]`. */
const HALF_OPEN = /\{\{[^{}]*(\}(?!\})|$)|\[\[[a-z][^[\]]*(\](?!\])|$)/i
const YES = ['true', 'yes', 'on', '1']
const NO = ['false', 'no', 'off', '0']

/**
 * `host.raw(name)` is the value as it was typed (undefined where there is none), `host.resolve(text)` replaces the
 * client's own variables, `host.open` matches one that nothing has replaced and captures its name.
 */
export function variables(host, overrides, fields) {
  // Each is read once a request: in sandboxes a reading is a call out of it, and a dynamic variable another value each time.
  const raw = kept((name) => (name in overrides ? overrides[name] : host.raw(name)))

  function resolved(name, text) {
    const value = host.resolve(text)
    const open = host.open.exec(value)
    if (open) throw unresolved(name, open[0], (open[1] ?? open[2]).trim(), host.notation)
    return value
  }

  /** The resolved text, or undefined for a variable that is missing or blank. `[[key:field]]` is read from the key file. */
  const text = kept((name) => {
    const value = raw(name)
    if (value === undefined || value === null || value === '') return undefined
    const found = resolved(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
    if (found.trim() === '') return undefined
    if (TAKEN_AS_IT_IS.includes(name) || PLACED.includes(name)) return found
    return found.replace(/\[\[\s*([a-zA-Z][^[\]]*)\]\]/g, (_, written) => {
      const placeholder = written.trim()
      if (placeholder.startsWith('key:')) return fields(name, placeholder.slice(4).trim())
      throw problem(
        name,
        `holds the placeholder [[${placeholder}]]`,
        `Placeholders are filled in where ${PLACED.map((one) => `"${one}"`).join(', ')} hold them: write the value there.`,
      )
    })
  })

  function demanded(name, why) {
    const value = text(name)
    if (value === undefined) {
      throw problem(name, 'is empty', `${why}: choose the environment that has it, or give it a value there.`)
    }
    return value
  }

  function yesNo(name, otherwise = false) {
    const value = text(name)
    if (value === undefined) return otherwise
    const word = value.trim().toLowerCase()
    if (YES.includes(word)) return true
    if (NO.includes(word)) return false
    throw problem(name, `holds ${kindOf(value)} that is neither yes nor no`, 'Write true or false.')
  }

  /** Seconds: digits alone, or with s, m, h or d behind them; below zero only where `signed`. */
  function seconds(name, { otherwise, signed = false } = {}) {
    const value = text(name)
    if (value === undefined) return otherwise
    const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*([smhd]?)\s*$/.exec(value)
    const number = match ? Math.round(Number(match[1]) * (SECONDS[match[2]] || 1)) : Number.NaN
    if (!(number > 0 || (signed && number <= 0))) {
      throw problem(
        name,
        `holds ${kindOf(value)} that is not a time`,
        `Write a number of seconds, or a number with s, m, h or d behind it, such as ${signed ? '-60s' : '5m'}.`,
      )
    }
    return number
  }

  /**
   * A JSON text. Where what was typed is JSON already, each string in it is resolved alone, so that no value of a
   * variable can break out of its string; otherwise (`{"n": {{number}}}`) the text is resolved first. `place` fills in
   * the placeholders of one string and answers JSON text, or undefined where there is none.
   */
  function json(name, place) {
    const value = raw(name)
    if (value === undefined || value === null) return undefined
    const typed = (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/^\uFEFF/, '')
    if (typed.trim() === '') return undefined
    const byString = isJson(typed)
    const whole = byString ? typed : resolved(name, typed)
    if (!isJson(whole)) {
      throw problem(
        name,
        `holds ${kindOf(whole)} that is not JSON: ${fault(whole)}`,
        'Correct it there; names, texts and placeholders stand in double quotes.',
      )
    }
    const inside = byString ? (string) => resolved(name, string) : (string) => string
    return mapStrings(whole, (string) => {
      if (byString) demandClosed(name, string)
      return place(string, inside)
    })
  }

  function jsonObject(name, place) {
    const value = json(name, place)
    if (value !== undefined && !/^\s*\{/.test(value))
      throw problem(name, `holds ${kindOf(JSON.parse(value))}`, 'Write a JSON object: { "name": value, … }.')
    return value
  }

  return { raw, resolved, text, demanded, yesNo, seconds, json, jsonObject, has: (name) => text(name) !== undefined }
}

export function demandClosed(name, text) {
  if (HALF_OPEN.test(text))
    throw problem(
      name,
      'holds a placeholder that is not closed',
      'It ends with the brackets it begins with: {{…}} or [[…]].',
    )
}

function kept(read) {
  const known = new Map()
  return (name) => {
    if (!known.has(name)) known.set(name, read(name))
    return known.get(name)
  }
}

function unresolved(name, written, open, notation) {
  if (open === 'undefined')
    return problem(
      name,
      'holds the word undefined, which stands for a variable that is missing',
      'Give that one a value.',
    )
  const [, place, inside] = /^(vault:|process\.env\.)(.*)$/.exec(open) ?? []
  const own = notation?.(open) ?? written
  const next =
    place === 'vault:'
      ? `Add the secret "${inside}" to Postman's vault and allow scripts to read it; Newman and other clients have no vault, so give "${name}" a value in the environment there.`
      : place
        ? `Give "${inside}" a value in the file .env of the collection, or in the environment of the program.`
        : own === written
          ? `Give "${open}" a value in the active environment or collection.`
          : `In this client a variable is written ${own}.`
  return problem(name, `holds ${written}, which nothing has replaced`, next)
}

function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Where a JSON text breaks, without a piece of it: engines quote the text around the place. */
function fault(text) {
  try {
    JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(error.message)
    if (position) return `it breaks at character ${Number(position[1]) + 1}`
  }
  return 'a bracket, quote or comma is missing or too many'
}
