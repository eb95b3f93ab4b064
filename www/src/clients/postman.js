// A Postman collection (format 2.1) that signs this very token afresh for every request, and its environment.

import { postmanCollection, postmanVariables } from '../../../pkg/collections/build/client-files.mjs'
import load from '../../../pkg/collections/postman/load.js?text'
import stop from '../../../pkg/collections/postman/stop.js?text'
import { indented, postmanScript, proves } from '../lib/fresh.js'
import { COLLECTION, REQUEST, partsOf } from './shared.js'

/** The next proof has the nonce that this answer names (RFC 9449 section 8). */
const KEEP_NONCE = `const nonce = pm.response.headers.get('DPoP-Nonce')
if (nonce) pm.collectionVariables.set('dpopNonce', nonce)`

/** @type {import('./index.js').Client} */
export const postman = {
  collectionName: 'jwtmint.postman_collection.json',
  environmentName: 'jwtmint.postman_environment.json',
  collection(use, library) {
    const { method, headers, form, text } = partsOf(use)
    const pairs = (/** @type {string[][]} */ all) => all.map(([key, value]) => ({ key, value, type: 'text' }))
    const request = {
      method,
      header: pairs(headers),
      url: { raw: '{{baseUrl}}', host: ['{{baseUrl}}'] },
      ...((form || text) && {
        body: form ? { mode: 'urlencoded', urlencoded: pairs(form) } : { mode: 'raw', raw: text },
      }),
    }
    const signing = indented(postmanScript(use))
    return postmanCollection(COLLECTION, {
      scripts: {
        prerequest: `${load.trim()}\n${stop.trim()}\ntry {\n${signing}\n} catch (error) {\n  stopRequest(error)\n}`,
        ...(proves(use) && { test: KEEP_NONCE }),
      },
      texts: { jwtmintScript: library },
      item: [{ name: REQUEST, request }],
    })
  },
  environment: ({ name, values, secrets }) => postmanVariables(name, 'environment', values, secrets),
}
