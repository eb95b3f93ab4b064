// The one door to the recipes: where their data come from is nobody else's business.

import { fillJson, fillText } from '../lib/placeholders.js'
import { format } from '../lib/json-text.js'
import { uuid } from '../core/computed.js'
import { templates } from './templates.js'

/**
 * @typedef {object} Recipe
 * @property {string} id
 * @property {string} docs address of the service's documentation
 * @property {string} algorithm
 * @property {Record<string, unknown>} [header]
 * @property {Record<string, unknown>} claims
 * @property {string[]} [fields]
 * @property {Record<string, string>} [preset]
 * @property {string[]} [secret] fields that are never shared
 * @property {Record<string, string>} [keyFile]
 * @property {{pattern: string, field: string}} [keyName]
 * @property {any} [request]
 */

export const recipes = /** @type {Recipe[]} */ (templates)

/** @param {string} id @returns {Recipe | undefined} */
export const recipeOf = (id) => recipes.find((recipe) => recipe.id === id)

/** The recipe a vendor's key file belongs to. @param {Record<string, string>} file */
export const recipeForFile = (file) =>
  recipes.find(({ keyFile }) => keyFile && Object.keys(keyFile).every((name) => name in file))

/**
 * Header and claims of a recipe as JSON text, filled as far as the fields go. `live` tells of each member that is
 * worked out for each token how it is, and what it was worked out as.
 *
 * @param {Recipe} recipe
 * @param {Record<string, string>} values
 */
export function textsOf(recipe, values) {
  const now = Math.floor(Date.now() / 1000)
  /** @type {Record<string, {raw: string, from: string}>} */
  const live = {}
  const claims = Object.entries(recipe.claims).map(([name, value]) => {
    const raw = filled(value, values, now)
    if (typeof value === 'string' && /^\{\{(?:now|uuid)/.test(value)) live[name] = { raw, from: JSON.stringify(value) }
    return [name, raw]
  })
  const header = { alg: recipe.algorithm, typ: 'JWT', ...recipe.header }
  return {
    live,
    claims: object(claims),
    header: object(Object.entries(header).map(([name, value]) => [name, filled(value, values, now)])),
  }
}

/** @param {string[][]} members */
const object = (members) => format(`{${members.map(([name, raw]) => `${JSON.stringify(name)}:${raw}`).join(',')}}`)

/**
 * The members that a field goes into, as JSON text.
 *
 * @param {Record<string, unknown> | undefined} part
 * @param {string} field
 * @param {Record<string, string>} values
 * @returns {[string, string][]}
 */
export function membersWith(part, field, values) {
  const uses = new RegExp(`\\{\\{(?:number:)?${field}\\}\\}`)
  return Object.entries(part ?? {})
    .filter(([, value]) => typeof value === 'string' && uses.test(value))
    .map(([name, value]) => [name, filled(value, values, 0)])
}

/** @param {unknown} value @param {Record<string, string>} values @param {number} now */
function filled(value, values, now) {
  /** @type {Record<string, unknown>} */
  const known = { ...values, uuid: uuid() }
  for (const [, offset] of String(value).matchAll(/\{\{now([+-]\d+)?\}\}/g))
    known['now' + (offset ?? '')] = now + Number(offset ?? 0)
  for (const [name, text] of Object.entries(values)) if (/^\d+$/.test(text)) known['number:' + name] = Number(text)
  return fillJson(JSON.stringify(value), known)
}

/**
 * What the service wants to be sent; a header whose field is empty is left out.
 *
 * @param {any} request
 * @param {Record<string, string>} values
 */
export function requestOf(request, values) {
  const fill = (/** @type {string} */ text) => fillText(text, values)
  const pairs = (/** @type {Record<string, string>} */ map = {}) =>
    Object.entries(map)
      .map(([name, text]) => [name, fill(text)])
      .filter(([, text]) => !/\{\{(?!token)/.test(text))
  return {
    method: fill(request.method ?? 'GET').toUpperCase(),
    url: fill(request.url ?? ''),
    headers: pairs(request.headers),
    form: request.form ? pairs(request.form) : null,
    script: request.script ? fill(request.script) : '',
  }
}

/** How a token is sent where nothing else is known. */
export const BEARER = {
  method: 'GET',
  url: 'https://api.example.com/',
  headers: { Authorization: 'Bearer {{token}}' },
}
