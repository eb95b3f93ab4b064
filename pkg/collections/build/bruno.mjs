// A Bruno collection: a folder of .bru files, with the library in lib/, where scripts can `require` it.
import { ADDRESS } from './demo.mjs'

export function bruno({ source, library, environments }) {
  const files = {
    'bruno/bruno.json': { version: '1', name: 'jwtmint', type: 'collection' },
    'bruno/collection.bru': block('script:pre-request', source('bruno/client-generated.js')),
    'bruno/lib/jwtmint.js': library.full,
    'bruno/lib/jwtmint-hmac.js': library.hmac,
    'bruno/lib/client-token.js': `${source('shared/client-token.js')}\n\nmodule.exports = { clientToken }\n`,
    'bruno/List the orders.bru': request('List the orders', 1, 'get', '/partner/orders'),
    'bruno/Send a payment.bru': request(
      'Send a payment',
      2,
      'post',
      '/partner/payments',
      '{"to": "Zoë", "amount": 12.5}',
    ),
  }
  for (const { algorithm, values, secrets } of environments.clients) {
    const text = { baseUrl: ADDRESS, audience: ADDRESS, ...values }
    // Bruno keeps the values of secret variables outside the file; .env is its place for them.
    const variables = Object.entries(text).map(([key, value]) => `${key}: ${value}`)
    const secret = Object.keys(secrets).map((key) => `${key}: {{process.env.${variableName(algorithm, key)}}}`)
    files[`bruno/environments/${algorithm}.bru`] = block('vars', [...variables, ...secret].join('\n'))
  }
  files['bruno/.env'] = environments.clients
    .flatMap(({ algorithm, secrets }) =>
      Object.entries(secrets).map(([key, value]) => `${variableName(algorithm, key)}='${value}'\n`),
    )
    .join('')
  return files
}

const variableName = (algorithm, key) => `${algorithm}_${key}`.toUpperCase()

function request(name, seq, method, path, body) {
  const meta = block('meta', `name: ${name}\ntype: http\nseq: ${seq}`)
  const call = block(method, `url: {{baseUrl}}${path}\nbody: ${body ? 'json' : 'none'}\nauth: none`)
  const content = body ? `\n${block('body:json', body)}` : ''
  return `${meta}\n${call}${content}\n${block('assert', 'res.status: eq 200')}`
}

function block(name, content) {
  const indented = content.split('\n').map((line) => (line ? `  ${line}` : line))
  return `${name} {\n${indented.join('\n')}\n}\n`
}
