// A .http file for httpyac, and its environment; the library lies beside them.

import { httpyacFile } from '../lib/fresh.js'

/** @type {import('./index.js').Client} */
export const httpyac = {
  collectionName: 'jwtmint.http',
  environmentName: 'http-client.env.json',
  collection: httpyacFile,
  environment: ({ values, secrets }) => ({ jwtmint: { ...values, ...secrets } }),
}
