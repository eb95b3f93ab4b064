// Files for the API clients: the request that signs its token afresh, and the variables it asks for.

import { environmentOf } from '../../../pkg/collections/build/environment.mjs'
import { isJson } from '../lib/json-text.js'
import { CLIENT_VARIABLE, fillJson, fillText } from '../lib/placeholders.js'
import { bruno } from './bruno.js'
import { hoppscotch } from './hoppscotch.js'
import { httpyac } from './httpyac.js'
import { postman } from './postman.js'

/**
 * @typedef {{name: string, values: Record<string, string>, secrets: Record<string, string>}} Environment
 * @typedef {object} Client
 * @property {string} collectionName
 * @property {string} environmentName
 * @property {(use: import('../lib/requests.js').Use, library: string) => any} collection text, or what is written as JSON;
 *   `library` is the text of jwtmint/script
 * @property {(environment: Environment) => any} environment what is written as JSON
 * @property {(name: string) => string} [open] how the client writes a variable, if not as `{{name}}`
 */

/** By their names in the menu. @type {Record<string, Client>} */
const clients = { postman, bruno, hoppscotch, httpyac }

/** @param {string} client @param {import('../lib/requests.js').Use} use @param {string} library */
export function collectionFile(client, use, library) {
  const { collectionName, collection } = clients[client]
  return { name: collectionName, text: written(collection(use, library)) }
}

/** @param {string} client @param {Parameters<typeof variablesOf>[1]} from */
export function environmentFile(client, from) {
  const { environmentName, environment, open = (name) => `{{${name}}}` } = clients[client]
  return { name: environmentName, text: written(environment(variablesOf(open, from))) }
}

/** @param {any} content */
const written = (content) => (typeof content === 'string' ? content : JSON.stringify(content, null, 2))

/** A text, or JSON as text. @param {string} text @param {Record<string, string>} values */
const withFile = (text, values) => (isJson(text) ? fillJson : fillText)(text, values)

/**
 * What this page's collection asks for, and with a recipe what the ready-made collections ask for.
 *
 * @param {(name: string) => string} open
 * @param {{url: string, key: {text: string, passphrase: string}, recipe: import('../data/recipes.js').Recipe | undefined, filled: Record<string, string>, secret: boolean}} from
 *   `key` has empty texts, unless the reader wants the key in the file; `filled` are the recipe's fields, of which those that
 *   are secret stay empty unless the reader wants them in the file
 * @returns {Environment}
 */
function variablesOf(open, { url, key, recipe, filled, secret }) {
  const own = url.replace(/\{\{(\w+)\}\}/g, (_, name) => open(name))
  const values = /** @type {Record<string, string>} */ ({ baseUrl: own })
  const secrets = /** @type {Record<string, string>} */ ({
    jwtKey: key.text,
    ...(key.passphrase && { jwtPassphrase: key.passphrase }),
  })
  if (!recipe) return { name: 'jwtmint', values, secrets }
  const asked = environmentOf({ secrets: [{ name: 'clientKey', about: '' }], ...recipe }, open)
  // The key's file is not here, only what it says.
  const plain = Object.fromEntries(Object.entries(filled).filter(([, value]) => !CLIENT_VARIABLE.test(value)))
  const ofFile = Object.fromEntries(Object.entries(plain).filter(([name]) => name.startsWith('key:')))
  for (const [name, value] of Object.entries(asked.values))
    values[name] = name in recipe.variables ? withFile(value, ofFile) : (plain[name] ?? '')
  for (const name of Object.keys(asked.secrets)) secrets[name] = secret ? (filled[name] ?? '') : ''
  Object.assign(secrets, { clientKey: key.text, ...('passphrase' in secrets && { passphrase: key.passphrase }) })
  return { name: `jwtmint: ${recipe.title}`, values, secrets }
}
