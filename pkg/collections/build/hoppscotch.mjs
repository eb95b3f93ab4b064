// A Hoppscotch collection and its environments; the collection's own script runs before that of each request.
import { ADDRESS } from './demo.mjs'

const NO_AUTH = { authType: 'none', authActive: true }

export function hoppscotch({ source, library, environments }) {
  const load = source('hoppscotch/load.js')
  const sign = source('shared/client-token.js', 'hoppscotch/client-generated.js')
  const files = {}
  for (const [size, title] of [
    ['hmac', 'HS256, HS384, HS512'],
    ['full', 'every algorithm'],
  ]) {
    files[`hoppscotch/client-generated-${size}.json`] = {
      v: 12,
      name: `jwtmint: token signed by the client (${title})`,
      folders: [],
      requests: [
        request('List the orders', 'GET', '/partner/orders'),
        request('Send a payment', 'POST', '/partner/payments', '{"to": "Zoë", "amount": 12.5}'),
      ],
      auth: NO_AUTH,
      headers: [],
      variables: [],
      description: null,
      // A function as replacement: the library's text may hold $& and the like.
      preRequestScript: `${load.replace('JWTMINT_SCRIPT', () => JSON.stringify(library[size]))}\n\n${sign}`,
      testScript: '',
    }
  }
  for (const { name, algorithm, values, secrets } of environments.clients) {
    const plain = Object.entries({ baseUrl: ADDRESS, audience: ADDRESS, ...values })
    files[`hoppscotch/${algorithm}.environment.json`] = {
      v: 2,
      id: `jwtmint-demo-${algorithm.toLowerCase()}`,
      name,
      variables: [
        ...plain.map(([key, value]) => ({ key, initialValue: value, currentValue: value, secret: false })),
        ...Object.entries(secrets).map(([key, value]) => ({
          key,
          initialValue: value,
          currentValue: value,
          secret: true,
        })),
      ],
    }
  }
  return files
}

function request(name, method, path, body = null) {
  return {
    v: '17',
    name,
    method,
    endpoint: `<<baseUrl>>${path}`,
    params: [],
    headers: [],
    auth: NO_AUTH,
    body: { contentType: body && 'application/json', body },
    preRequestScript: '',
    testScript: "hopp.test('the API accepts the token', () => {\n  hopp.expect(hopp.response.statusCode).toBe(200)\n})",
    requestVariables: [],
    responses: {},
  }
}
