// The recipes: the collections' data, and a few standards; what each makes of its fields.

import { CLIENT_ASSERTION, GRANTS } from '../../../pkg/collections/shared/exchange.mjs'
import { at } from '../../../pkg/collections/shared/key-file.mjs'
import { uuid } from '../core/computed.js'
import { objectOf } from '../lib/decode.js'
import { format, unicodeEscape } from '../lib/json-text.js'
import { fillJson, fillText, secondsFromNow } from '../lib/placeholders.js'

/**
 * @typedef {{name: string, about: string, example?: string, usual?: boolean, secret?: boolean, optional?: boolean}} Field
 * @typedef {object} Recipe as pkg/collections/recipes/recipe.schema.json has it
 * @property {string} id
 * @property {string} title
 * @property {string} docs address of the service's documentation
 * @property {string} about
 * @property {Field[]} fill
 * @property {Field[]} [secrets]
 * @property {Record<string, any>} variables
 * @property {any} [request]
 */

/** By kind, as the menu shows them; they come later. @type {{standards: Recipe[], services: Recipe[]}} */
export const recipes = { standards: [], services: [] }

/** @param {string} id @returns {Recipe | undefined} */
export const recipeOf = (id) =>
  Object.values(recipes)
    .flat()
    .find((recipe) => recipe.id === id)

/** Secrets that have a place of their own on the page. */
const KEYS = ['clientKey', 'passphrase']
/** A server may name a nonce that the next proof has to repeat (RFC 9449 section 8). @type {Field} */
const NONCE = { name: 'dpopNonce', about: 'Nonce, if an answer has a DPoP-Nonce header', optional: true }

/** Whether a proof is sent beside the token. @param {Recipe | undefined} recipe */
export const proves = (recipe) => !!recipe?.variables.dpop

/** What there is to fill in; what the vendor's key file says is filled in by the file. @param {Recipe} recipe @returns {Field[]} */
export function fieldsOf(recipe) {
  const { fill, secrets = [], variables } = recipe
  const inFile = new Set([...JSON.stringify(variables).matchAll(/\[\[(key:([\w.]+))\]\]/g)].map(([, name]) => name))
  return [
    ...[...inFile].map((name) => ({
      name,
      about: name.replace(/^.*[:.]/, ''),
      secret: /secret/i.test(name),
    })),
    ...fill,
    ...secrets.filter(({ name }) => !KEYS.includes(name)).map((field) => ({ ...field, secret: true })),
    ...(proves(recipe) || variables.claims?.nonce ? [NONCE] : []),
  ]
}

/** The fields that a vendor's key file fills. @param {Recipe} recipe @param {any} file @returns {[string, string][]} */
export const fromFile = (recipe, file) =>
  fieldsOf(recipe).flatMap(({ name }) => {
    const value = name.startsWith('key:') ? at(file, name.slice(4)) : undefined
    return typeof value === 'string' ? [[name, value]] : []
  })

/** The recipe a vendor's key file belongs to: the one that takes most from it. @param {any} file */
export function recipeForFile(file) {
  const takes = (/** @type {Recipe} */ recipe) => {
    const wanted = fieldsOf(recipe).filter(({ name }) => name.startsWith('key:')).length
    return wanted === fromFile(recipe, file).length ? wanted : 0
  }
  const [best] = recipes.services.toSorted((a, b) => takes(b) - takes(a))
  return best && takes(best) ? best : undefined
}

/**
 * The members of header and claims, as templates. A token has `iat` and `exp` unless the recipe says otherwise; null takes
 * a member out.
 *
 * @param {Recipe} recipe
 */
function templatesOf({ fill, variables, request }) {
  const { algorithm = 'RS256', issuedAtOffset = '', tokenLifetime = '60s' } = variables
  const keyId = variables.keyId ?? (fill.some(({ name }) => name === 'keyId') ? '{{keyId}}' : null)
  const own = variables.claims
  return {
    header: { alg: algorithm, typ: 'JWT', kid: keyId, ...variables.header },
    claims: variables.detachedBody
      ? request.json
      : { ...own, ...without(own, { iat: `[[now${issuedAtOffset}]]`, exp: `[[now+${tokenLifetime}]]` }) },
  }
}

/** @param {any} taken @param {any} members */
const without = (taken, members) => Object.fromEntries(Object.entries(members).filter(([name]) => !(name in taken)))

/** The members of a part with its fields filled in: names and JSON texts. @param {Recipe} recipe @param {'header' | 'claims'} part @param {Record<string, any>} values @returns {[string, string][]} */
function members(recipe, part, values) {
  return Object.entries(templatesOf(recipe)[part])
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [fillText(name, values), fillJson(JSON.stringify(value), values)])
}

/** What only the moment knows, where it is the whole of a member. @param {string} raw @returns {string | undefined} JSON text */
function ofTheMoment(raw) {
  const [, name] = /^"\[\[(now.*|id)\]\]"$/.exec(raw) ?? []
  if (name === 'id') return JSON.stringify(uuid())
  return name && String(Math.floor(Date.now() / 1000) + secondsFromNow(name))
}

/**
 * Header and claims of a recipe as JSON text, filled as far as the fields go. `live` tells of each claim that is worked
 * out for each token how it is, and what it was worked out as.
 *
 * @param {Recipe} recipe
 * @param {Record<string, any>} values
 */
export function textsOf(recipe, values) {
  /** @type {Record<string, {raw: string, from: string}>} */
  const live = {}
  const claims = members(recipe, 'claims', values).map(([name, from]) => {
    const raw = ofTheMoment(from) ?? from
    if (raw !== from) live[name] = { raw, from }
    return [name, raw]
  })
  return { live, claims: object(claims), header: object(members(recipe, 'header', values)) }
}

/** @param {string[][]} all */
const object = (all) => format(`{${all.map(([name, raw]) => `${JSON.stringify(name)}:${raw}`).join(',')}}`)

/**
 * What another value of a field changes: the members by their names before, and what they are now.
 *
 * @param {Recipe} recipe
 * @param {'header' | 'claims'} part
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 * @returns {{old: string, name: string, raw: string}[]}
 */
export function changesOf(recipe, part, before, after) {
  const now = members(recipe, part, after)
  return members(recipe, part, before).flatMap(([old, was], i) => {
    const [name, raw] = now[i]
    return old === name && was === raw ? [] : [{ old, name, raw: ofTheMoment(raw) ?? raw }]
  })
}

/** How a token is sent where nothing else is known. */
const BEARER = { url: 'https://api.example.com/', headers: { Authorization: 'Bearer {{jwt}}' } }

/** What a token endpoint wants, by its grant. @param {Recipe} recipe */
function exchange({ fill, variables }) {
  const { grant, tokenUrl, tokenMethod, tokenHeaders, tokenBody, tokenBodyFormat, scope, dpop } = variables
  const { type, format, assertion, scope: takesScope } = /** @type {any} */ (GRANTS)[grant]
  const placed = (/** @type {any} */ given = {}) =>
    JSON.parse(JSON.stringify(given).replaceAll('[[assertion]]', '{{jwt}}'))
  return {
    method: tokenMethod ?? 'POST',
    url: tokenUrl,
    headers: { ...placed(tokenHeaders), ...(dpop && { DPoP: '{{dpopProof}}' }) },
    [tokenBodyFormat ?? format]: {
      ...(type && { grant_type: type }),
      ...(assertion === 'client_assertion' && { client_assertion_type: CLIENT_ASSERTION }),
      ...(assertion && { [assertion]: '{{jwt}}' }),
      ...(takesScope && (scope || fill.some(({ name }) => name === 'scope')) && { scope: scope ?? '{{scope}}' }),
      ...placed(tokenBody),
    },
  }
}

/** What no method has: it stands in commands and files without quotes. */
const NO_METHOD = /[^A-Z-]|^-|^$/
/** What no address has as it is: clients take braces for variables, lines end at line breaks, `-` begins an option. */
const NO_URL = /[\p{Cc} "<>\\^`{|}]/gu
/** What is not sent: fields that are empty, marks that clients take for variables, such as the one with the key; line breaks. */
const NOT_SENT = /\{\{(?!(?:jwt|dpopProof)\}\})|\[\[|<<|\p{Cc}/u

/**
 * What the service wants to be sent; a header whose field is empty is left out. `text` is a body that is no form, and
 * `detached` tells that it is what the token signs. Whoever sends a link has written the fields, so none of them is more than
 * a value: in a command, a script, or a client's file.
 *
 * @param {Recipe | undefined} recipe
 * @param {Record<string, any>} values
 */
export function requestOf(recipe, values) {
  const { method, url, headers, form, json, script } = !recipe
    ? BEARER
    : recipe.variables.tokenUrl
      ? exchange(recipe)
      : (recipe.request ?? BEARER)
  const fill = (/** @type {string} */ text) => fillText(text, values)
  const pairs = (/** @type {Record<string, string>} */ map = {}) =>
    Object.entries(map)
      .map(([name, text]) => [name, fill(text)])
      .filter(([, text]) => !NOT_SENT.test(text))
  const given = pairs(headers)
  const verb = fill(method ?? 'GET').toUpperCase()
  return {
    method: NO_METHOD.test(verb) ? 'GET' : verb,
    url: fillText(url ?? '', values, (text) => text.replace(NO_URL, encodeURIComponent)).replace(/^-/, '%2D'),
    headers: json ? [...given, ['Content-Type', 'application/json']] : given,
    form: form ? pairs(form) : null,
    text: json ? fillJson(JSON.stringify(json), values, (text) => text.replace(/[<{]/g, unicodeEscape)) : null,
    script: fillText(script ?? '', values, (text) =>
      JSON.stringify(text)
        .slice(1, -1)
        .replace(/['<\u2028\u2029]/g, unicodeEscape),
    ),
    detached: !!recipe?.variables.detachedBody,
  }
}

/**
 * Fields in what somebody pasted, by their names: lines such as `ACCOUNT_SID=…`, or JSON.
 *
 * @param {Recipe} recipe
 * @param {string} text
 * @returns {[string, string][]}
 */
export function fieldsIn(recipe, text) {
  const plain = (/** @type {string} */ name) => name.replace(/[^a-z\d]/gi, '').toLowerCase()
  const lines = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:](.*)$/gm)].map(([, name, value]) => [
    name,
    value.trim().replace(/^["']|["']$/g, ''),
  ])
  const pairs = Object.entries(objectOf(text) ?? Object.fromEntries(lines))
  return fieldsOf(recipe).flatMap(({ name }) => {
    const [, value] = pairs.find(([given]) => plain(given).length > 2 && plain(name).endsWith(plain(given))) ?? []
    return typeof value === 'string' ? [[name, value]] : []
  })
}
