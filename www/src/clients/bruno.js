// A Bruno collection as one file, as Bruno exports and imports it: the request, the script and the library that it requires.

import { fresh, proves } from '../lib/fresh.js'
import { COLLECTION, REQUEST, partsOf } from './shared.js'

const KEEP_NONCE = `const nonce = res.getHeader('dpop-nonce')
if (nonce) bru.setVar('dpopNonce', nonce)`

/** @type {import('./index.js').Client} */
export const bruno = {
  collectionName: 'jwtmint.bruno_collection.json',
  environmentName: 'jwtmint.bruno_environment.json',
  collection(use, library) {
    const { method, headers, form, text } = partsOf(use)
    const pairs = (/** @type {string[][]} */ all) => all.map(([name, value]) => ({ name, value, enabled: true }))
    // What a token signs is sent as it stands; Bruno would lay out JSON.
    const mode = form ? 'formUrlEncoded' : !text ? 'none' : use.request.detached ? 'text' : 'json'
    const request = {
      method,
      url: '{{baseUrl}}',
      headers: pairs(headers),
      params: [],
      auth: { mode: 'none' },
      body: { mode, ...(mode !== 'none' && { [mode]: form ? pairs(form) : text }) },
      script: {},
      vars: {},
      assertions: [],
      tests: '',
      docs: '',
    }
    return {
      version: '1',
      name: COLLECTION,
      items: [
        {
          type: 'folder',
          name: 'lib',
          items: [{ type: 'js', name: 'jwtmint.js', filename: 'jwtmint.js', fileContent: library }],
        },
        { type: 'http-request', name: REQUEST, seq: 1, request },
      ],
      root: { request: { script: { req: fresh.bruno(use), ...(proves(use) && { res: KEEP_NONCE }) } } },
    }
  },
  environment({ name, values, secrets }) {
    const variables = (/** @type {Record<string, string>} */ all, /** @type {boolean} */ secret) =>
      Object.entries(all).map(([name, value]) => ({ name, value, type: 'text', enabled: true, secret }))
    return { name, variables: [...variables(values, false), ...variables(secrets, true)] }
  },
}
