// A Postman collection (format 2.1) that mints this very token for every request, and its environment.

import load from '../../../pkg/collections/postman/load.js?text'
import stop from '../../../pkg/collections/postman/stop.js?text'
import { postmanScript } from './formats.js'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/**
 * @param {import('./code.js').Mint} mint
 * @param {string} library the text of jwtmint/script
 */
export function collection(mint, library) {
  const script = `${load.trim()}\n${stop.trim()}\ntry {\n${postmanScript(mint).replace(/^(?=.)/gm, '  ')}\n} catch (error) {\n  stopRequest(error)\n}`
  return {
    info: { name: 'jwtmint: a fresh token for every request', schema: SCHEMA },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }],
    variable: [{ key: 'jwtmintScript', value: library, type: 'string' }],
    item: [
      {
        name: 'A request with a fresh token',
        request: { method: 'GET', header: [], url: { raw: '{{baseUrl}}', host: ['{{baseUrl}}'] } },
      },
    ],
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
