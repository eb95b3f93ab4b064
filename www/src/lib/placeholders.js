// What stands for a value in claims, header and requests, written as in the collections: `{{name}}` is what the field of
// that name holds, `[[name]]` what only the moment, the key or the request knows.

const FIELD = String.raw`\{\{\s*([A-Za-z]\w*)\s*\}\}`
const MOMENT = String.raw`\[\[\s*(now(?:\s*[+-]\s*\d+(?:\s*[smhd])?)?|id(?::hex)?|method|url|htu|origin|host|path|query|jwk|thumbprint|fingerprint|x5t(?:#S256)?|qsh|(?:key|number|sha256):[\w.]+)\s*\]\]`
const PLACEHOLDER = new RegExp(`${FIELD}|${MOMENT}`, 'g')
const WHOLE = new RegExp(`"(?:${FIELD}|${MOMENT})"`, 'g')
/** Nothing has replaced it: the rule of every client (`open` in pkg/collections). Its name is of whatever spelling. */
const OPEN = /\{\{([^{}"]*)\}\}/g
/** What begins a variable in an API client, which would put the value of another in, such as the key. */
export const CLIENT_VARIABLE = /\{\{|<</
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 }

const bare = (/** @type {string} */ name) => name.replace(/\s/g, '')

/** @param {string} name `now`, `now+5m`, `now-60` */
export function secondsFromNow(name) {
  const [, sign, count, unit] = /^now(?:([+-])(\d+)([smhd]?))?$/.exec(bare(name)) ?? []
  return count ? Number(sign + count) * (SECONDS[/** @type {'s'} */ (unit)] ?? 1) : 0
}

/** The names of the moment that the texts use, each once. @param {...string} texts */
export function momentsIn(...texts) {
  const found = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)])
  return [...new Set(found.flatMap(([, , moment]) => (moment ? [bare(moment)] : [])))]
}

/** What nothing has replaced. @param {...string} texts */
export function unfilledIn(...texts) {
  const open = texts.flatMap((text) => [...text.matchAll(OPEN)].map(([, name]) => name.trim()))
  return [...new Set([...open, ...momentsIn(...texts)])]
}

/** @param {Record<string, any>} values fields by their names, moments in their brackets @param {string} field @param {string} moment */
function valueOf(values, field, moment) {
  if (field) return values[field]
  const name = bare(moment)
  if (name.startsWith('key:')) return values[name]
  if (name.startsWith('number:')) {
    const digits = values[name.slice(7)]
    return /^\d+$/.test(digits) ? Number(digits) : undefined
  }
  return values[`[[${name}]]`]
}

const missing = (/** @type {unknown} */ value) => value === undefined || value === ''

/**
 * Fills JSON text. A string that is nothing but a placeholder whose value is not text becomes that value;
 * elsewhere a value becomes part of the string, escaped. What has no value stays as it stands.
 *
 * @param {string} text
 * @param {Record<string, any>} values
 * @param {(escaped: string) => string} [written] escapes more than JSON has to
 */
export function fillJson(text, values, written = (escaped) => escaped) {
  return text
    .replace(WHOLE, (whole, field, moment) => {
      const value = valueOf(values, field, moment)
      return missing(value) || typeof value === 'string' ? whole : JSON.stringify(value)
    })
    .replace(PLACEHOLDER, (whole, field, moment) => {
      const value = valueOf(values, field, moment)
      if (missing(value)) return whole
      return written(JSON.stringify(typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(1, -1))
    })
}

/** What RFC 9449 has only where it is given: the hash of an access token, and a server's nonce. */
export const IF_GIVEN = /"(?:\[\[sha256:accessToken\]\]|\{\{dpopNonce\}\})"/

/** @param {string} text JSON without spaces between its words, filled in */
export function withoutEmpty(text) {
  return text.replace(new RegExp(`,?"(?:ath|nonce)":${IF_GIVEN.source}`, 'g'), '').replace(/^\{,/, '{')
}

/**
 * Fills plain text.
 *
 * @param {string} text
 * @param {Record<string, any>} values
 * @param {(value: string) => string} [written] how a value is written where it stands
 */
export function fillText(text, values, written = (value) => value) {
  return text.replace(PLACEHOLDER, (whole, field, moment) => {
    const value = valueOf(values, field, moment)
    return missing(value) ? whole : written(String(value))
  })
}
