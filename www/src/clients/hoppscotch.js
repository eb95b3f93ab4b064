// A Hoppscotch collection and its environment. The collection's script carries the library as text, as the ready-made one does.

import {
  hoppscotchCollection,
  hoppscotchEnvironment,
  hoppscotchRequest,
} from '../../../pkg/collections/build/client-files.mjs'
import { hoppscotchScript, proves } from '../lib/fresh.js'
import { COLLECTION, REQUEST, partsOf } from './shared.js'

const KEEP_NONCE = `const nonce = hopp.response.headers.find(({ key }) => key.toLowerCase() === 'dpop-nonce')
if (nonce) hopp.env.active.set('dpopNonce', nonce.value)`
const NO_AUTH = { authType: 'none', authActive: true }

/** @type {import('./index.js').Client} */
export const hoppscotch = {
  collectionName: 'jwtmint.hoppscotch_collection.json',
  environmentName: 'jwtmint.hoppscotch_environment.json',
  open: (name) => `<<${name}>>`,
  collection(use, library) {
    const { method, headers, form, text } = partsOf(use)
    const own = (/** @type {string} */ text) => text.replace(/\{\{(jwt|dpopProof)\}\}/g, '<<$1>>')
    const request = hoppscotchRequest({
      name: REQUEST,
      method,
      endpoint: '<<baseUrl>>',
      headers: headers.map(([key, value]) => ({ key, value, active: true, description: '' })),
      auth: NO_AUTH,
      body: form
        ? {
            contentType: 'application/x-www-form-urlencoded',
            body: form.map(([name, value]) => `${name}: ${own(value)}`).join('\n'),
          }
        : text
          ? { contentType: 'application/json', body: own(text) }
          : undefined,
    })
    return hoppscotchCollection(COLLECTION, {
      auth: NO_AUTH,
      scripts: { before: hoppscotchScript(use, JSON.stringify(library)), after: proves(use) ? KEEP_NONCE : '' },
      requests: [request],
    })
  },
  environment: ({ name, values, secrets }) => hoppscotchEnvironment('jwtmint-page', name, values, secrets),
}
