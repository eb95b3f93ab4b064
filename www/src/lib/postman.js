// A Postman collection (format 2.1) that signs this very token afresh for every request, and its environment.

import { environmentOf } from '../../../pkg/collections/build/environment.mjs'
import load from '../../../pkg/collections/postman/load.js?text'
import stop from '../../../pkg/collections/postman/stop.js?text'
import { decode } from './decode.js'
import { postmanScript } from './fresh.js'
import { isJson } from './json-text.js'
import { fillJson, fillText } from './placeholders.js'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/** The next proof has the nonce that this answer names (RFC 9449 section 8). */
const KEEP_NONCE = [
  "const nonce = pm.response.headers.get('DPoP-Nonce')",
  "if (nonce) pm.collectionVariables.set('dpopNonce', nonce)",
]

/**
 * @param {import('./requests.js').Use} use
 * @param {string} library the text of jwtmint/script
 */
export function collection(use, library) {
  const script = `${load.trim()}\n${stop.trim()}\ntry {\n${postmanScript(use).replace(/^(?=.)/gm, '  ')}\n} catch (error) {\n  stopRequest(error)\n}`
  const pairs = (/** @type {string[][]} */ all) => all.map(([key, value]) => ({ key, value, type: 'text' }))
  const { method, headers, form, text, detached } = use.request
  const body = form
    ? { mode: 'urlencoded', urlencoded: pairs(form) }
    : { mode: 'raw', raw: detached ? decode(use.token).claims : text }
  const request = {
    method,
    // What holds the token is set by the script.
    header: pairs(headers.filter(([, text]) => !/\{\{(?:jwt|dpopProof)\}\}/.test(text))),
    url: { raw: '{{baseUrl}}', host: ['{{baseUrl}}'] },
    ...((form || text) && { body }),
  }
  const event = [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }]
  if (headers.some(([, text]) => text.includes('{{dpopProof}}')))
    event.push({ listen: 'test', script: { type: 'text/javascript', exec: KEEP_NONCE } })
  return {
    info: { name: 'jwtmint: a fresh token for every request', schema: SCHEMA },
    event,
    variable: [{ key: 'jwtmintScript', value: library, type: 'string' }],
    item: [{ name: 'A request with a fresh token', request }],
  }
}

/** A text, or JSON as text. @param {string} text @param {Record<string, string>} values */
const withFile = (text, values) => (isJson(text) ? fillJson : fillText)(text, values)

/**
 * What this page's collection asks for, and with a recipe what the ready-made collections ask for.
 *
 * @param {string} url
 * @param {{text: string, passphrase: string}} key empty texts, unless the reader wants the key in the file
 * @param {{recipe: import('../data/recipes.js').Recipe | undefined, values: Record<string, string>, secret: boolean}} of
 *   `values` are the recipe's fields; those that are secret stay empty unless the reader wants them in the file
 */
export function environment(url, { text, passphrase }, { recipe, values, secret }) {
  const plain = /** @type {Record<string, string>} */ ({ baseUrl: url })
  const hidden = /** @type {Record<string, string>} */ ({
    jwtKey: text,
    ...(passphrase && { jwtPassphrase: passphrase }),
  })
  if (recipe) {
    const own = environmentOf({ secrets: [{ name: 'clientKey', about: '' }], ...recipe })
    // The key's file is not here, only what it says.
    const ofFile = Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('key:')))
    const filled = (/** @type {string} */ name, /** @type {string} */ value) =>
      name in recipe.variables ? withFile(value, ofFile) : (values[name] ?? '')
    for (const [name, value] of Object.entries(own.values)) plain[name] = filled(name, value)
    for (const name of Object.keys(own.secrets)) hidden[name] = secret ? (values[name] ?? '') : ''
    Object.assign(hidden, { clientKey: text, ...('passphrase' in hidden && { passphrase }) })
  }
  const variables = (/** @type {Record<string, string>} */ all, /** @type {string} */ type) =>
    Object.entries(all).map(([key, value]) => ({ key, value, type, enabled: true }))
  return {
    name: recipe ? `jwtmint: ${recipe.title}` : 'jwtmint',
    values: [...variables(plain, 'default'), ...variables(hidden, 'secret')],
    _postman_variable_scope: 'environment',
  }
}
