// Postman collections (format 2.1) and environments; Newman and Postman read the same files.
import { ADDRESS } from './demo.mjs'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

export function postman({ source, library, environments }) {
  const parts = [
    'postman/load.js',
    'postman/stop.js',
    'shared/client-token.js',
    'postman/authorise.js',
    'postman/client-generated.js',
  ]
  const clientScript = source(...parts)
  const serverScript = source('postman/load.js', 'postman/stop.js', 'postman/server-generated.js')
  const files = {
    'postman/server-generated.postman_collection.json': collection(
      'jwtmint: token from a login',
      serverScript,
      library.hmac,
      [request('List the orders', 'GET', '/orders')],
    ),
    'postman/login.postman_environment.json': environment(environments.login, { loginUrl: '{{baseUrl}}/login' }),
  }
  for (const [size, title] of [
    ['hmac', 'HS256, HS384, HS512'],
    ['full', 'every algorithm'],
  ]) {
    files[`postman/client-generated-${size}.postman_collection.json`] = collection(
      `jwtmint: token signed by the client (${title})`,
      clientScript,
      library[size],
      clientRequests(),
    )
  }
  for (const member of environments.clients) {
    files[`postman/${member.algorithm}.postman_environment.json`] = environment(member, { audience: '{{baseUrl}}' })
  }
  return files
}

function clientRequests() {
  return [
    request('List the orders', 'GET', '/partner/orders'),
    request('Send a payment', 'POST', '/partner/payments', '{"to": "Zoë", "amount": 12.5}'),
  ]
}

function collection(name, script, library, item) {
  return {
    info: { name, schema: SCHEMA },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }],
    variable: [{ key: 'jwtmintScript', value: library, type: 'string' }],
    item,
  }
}

function request(name, method, path, body) {
  const test = ["pm.test('the API accepts the token', function () {", '  pm.response.to.have.status(200)', '})']
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: test } }],
    request: {
      method,
      header: body ? [{ key: 'Content-Type', value: 'application/json' }] : [],
      url: { raw: `{{baseUrl}}${path}`, host: ['{{baseUrl}}'], path: path.slice(1).split('/') },
      ...(body && { body: { mode: 'raw', raw: body } }),
    },
  }
}

function environment({ name, values, secrets }, more) {
  const plain = { baseUrl: ADDRESS, ...more, ...values }
  return {
    name,
    values: [
      ...Object.entries(plain).map(([key, value]) => ({ key, value, type: 'default', enabled: true })),
      ...Object.entries(secrets).map(([key, value]) => ({ key, value, type: 'secret', enabled: true })),
    ],
    _postman_variable_scope: 'environment',
  }
}
