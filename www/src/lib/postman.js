// A Postman collection (format 2.1) that signs this very token afresh for every request, and its environment.

import load from '../../../pkg/collections/postman/load.js?text'
import stop from '../../../pkg/collections/postman/stop.js?text'
import { decode } from './decode.js'
import { postmanScript } from './fresh.js'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

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
    header: pairs(headers.filter(([, text]) => !text.includes('{{jwt}}'))),
    url: { raw: '{{baseUrl}}', host: ['{{baseUrl}}'] },
    ...((form || text) && { body }),
  }
  return {
    info: { name: 'jwtmint: a fresh token for every request', schema: SCHEMA },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }],
    variable: [{ key: 'jwtmintScript', value: library, type: 'string' }],
    item: [{ name: 'A request with a fresh token', request }],
  }
}

/**
 * @param {string} url
 * @param {{text: string, passphrase: string}} key empty texts, unless the reader wants the key in the file
 */
export function environment(url, { text, passphrase }) {
  const variable = (/** @type {string} */ key, /** @type {string} */ value, type = 'default') => ({
    key,
    value,
    type,
    enabled: true,
  })
  const values = [variable('baseUrl', url), variable('jwtKey', text, 'secret')]
  if (passphrase) values.push(variable('jwtPassphrase', passphrase, 'secret'))
  return { name: 'jwtmint', values, _postman_variable_scope: 'environment' }
}
