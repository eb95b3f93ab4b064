// A .http file for httpyac (its command line and its editor extension), with the library beside it.
import { ADDRESS } from './demo.mjs'

export function httpyac({ source, library, environments }) {
  const named = environments.clients.map(({ algorithm, values, secrets }) => [
    algorithm,
    { baseUrl: ADDRESS, audience: ADDRESS, ...values, ...secrets, passphrase: '', tokenId: '' },
  ])
  return {
    'httpyac/client-generated.http': [
      request('List the orders', 'GET', '/partner/orders'),
      request('Send a payment', 'POST', '/partner/payments', '{"to": "Zoë", "amount": 12.5}'),
    ].join('\n###\n'),
    'httpyac/http-client.env.json': Object.fromEntries(named),
    'httpyac/lib/jwtmint.js': library.full,
    'httpyac/lib/authorise.js': `${source('httpyac/authorise.js')}\n`,
    'httpyac/lib/client-token.js': `${source('shared/client-token.js')}\n\nmodule.exports = { clientToken }\n`,
  }
}

function request(name, method, path, body) {
  const target = `{ method: '${method}', url: baseUrl + '${path}', body: ${body ? 'payload' : "''"} }`
  const names = [
    'clientKey',
    'clientId',
    'audience',
    'algorithm',
    'keyId',
    'passphrase',
    'tokenLifetime',
    'tokenId',
    'bindToken',
  ]
  const script = [
    ...(body ? [`exports.payload = '${body}'`] : []),
    `const { authorise } = require('./lib/authorise.js')`,
    `const variables = { ${names.join(', ')} }`,
    `exports.authorization = authorise(variables, ${target.replace('payload', 'exports.payload')})`,
  ]
  return [
    `# @name ${name.replaceAll(' ', '_')}`,
    '{{',
    ...script.map((line) => `  ${line}`),
    '}}',
    `${method} {{baseUrl}}${path}`,
    'Authorization: {{authorization}}',
    ...(body ? ['Content-Type: application/json', '', '{{payload}}'] : []),
    '',
    '?? status == 200',
    '',
  ].join('\n')
}
