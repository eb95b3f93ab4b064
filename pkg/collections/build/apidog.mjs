// An Apidog test scenario, as Apidog exports one for its command line. The app imports the Postman files beside it.
import { ADDRESS } from './demo.mjs'

export function apidog({ source, library, environments }) {
  const parts = [
    'apidog/load.js',
    'apidog/stop.js',
    'shared/client-token.js',
    'postman/authorise.js',
    'apidog/client-generated.js',
  ]
  const script = source(...parts)
  const files = {}
  for (const environment of environments.clients) {
    files[`apidog/${environment.algorithm}.apidog-cli.json`] = scenario(
      environment,
      script,
      environment.algorithm === 'HS256' ? library.hmac : library.full,
    )
  }
  return files
}

function scenario({ name, values, secrets }, script, library) {
  const variables = { baseUrl: ADDRESS, audience: '{{baseUrl}}', ...values, ...secrets, jwtmintScript: library }
  const parameter = { header: [], query: [], body: [], cookie: [] }
  return {
    apidogCli: '1.2.21',
    item: [
      {
        item: [
          request('List the orders', 'GET', '/partner/orders', script),
          request('Send a payment', 'POST', '/partner/payments', script, '{"to": "Zoë", "amount": 12.5}'),
        ],
      },
    ],
    environment: {
      id: 1,
      name,
      variable: {
        id: 'jwtmint',
        values: Object.entries(variables).map(([key, value]) => ({ key, value, type: 'any' })),
      },
      type: 'normal',
      parameter,
    },
    globals: { baseUrl: '', baseUrls: {}, variable: { id: 'globals', values: [] }, parameter },
    projectOptions: {},
  }
}

function request(name, method, path, script, body) {
  const id = name.toLowerCase().replaceAll(' ', '-')
  const test = "pm.test('the API accepts the token', function () { pm.response.to.have.status(200) })"
  return {
    id,
    name,
    request: {
      url: {
        raw: `{{baseUrl}}${path}`,
        host: ['{{baseUrl}}'],
        path: path.slice(1).split('/'),
        query: [],
        variable: [],
      },
      header: body ? [{ key: 'Content-Type', value: 'application/json' }] : [],
      method,
      body: body ? { mode: 'raw', raw: body, type: 'application/json' } : {},
      type: 'http',
    },
    response: [],
    event: [
      { listen: 'prerequest', script: { id: `${id}-sign`, type: 'text/javascript', exec: script.split('\n') } },
      { listen: 'test', script: { id: `${id}-test`, type: 'text/javascript', exec: [test] } },
    ],
    type: 'http',
    metaInfo: { id, type: 'http', name },
  }
}
