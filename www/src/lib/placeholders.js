// `{{name}}` in claims, header and fields: replaced by what a field holds or what is computed for each token.

const PLACEHOLDER = /\{\{\s*([a-z_]+(?::[a-z_]+)?(?:\s*[+-]\s*\d+)?)\s*\}\}/g
const WHOLE = new RegExp('"' + PLACEHOLDER.source + '"', 'g')

/** The names used in the texts, each once. */
export function namesIn(...texts) {
  const names = new Set()
  for (const text of texts) for (const match of text.matchAll(PLACEHOLDER)) names.add(match[1].replace(/\s/g, ''))
  return [...names]
}

/** What stands in double braces, of whatever spelling: other programs have placeholders of their own. */
export function unfilledIn(...texts) {
  const names = new Set()
  for (const text of texts) for (const match of text.matchAll(/\{\{\s*([^{}"]{1,60}?)\s*\}\}/g)) names.add(match[1])
  return [...names]
}

/**
 * Fills JSON text. A string that is nothing but a placeholder whose value is not text becomes that value;
 * elsewhere a value becomes part of the string, escaped. What has no value stays as it stands.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fillJson(text, values) {
  const filled = (name) => values[name.replace(/\s/g, '')]
  return text
    .replace(WHOLE, (whole, name) => {
      const value = filled(name)
      return value === undefined || value === '' || typeof value === 'string' ? whole : JSON.stringify(value)
    })
    .replace(PLACEHOLDER, (whole, name) => {
      const value = filled(name)
      if (value === undefined || value === '') return whole
      return JSON.stringify(typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(1, -1)
    })
}

/**
 * Fills plain text.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fillText(text, values) {
  return text.replace(PLACEHOLDER, (whole, name) => {
    const value = values[name.replace(/\s/g, '')]
    return value === undefined || value === '' ? whole : String(value)
  })
}
