// A Bruno collection: a folder of .bru files, with the library in lib/, where scripts can `require` it.
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

/** An expression costs hardly anything; a script behind the answer would make Bruno build its sandbox twice for each request. */
const ANSWER =
  "res.status === 401 || res.headers['dpop-nonce'] ? [res.status, req.getUrl(), res.headers['dpop-nonce']].join(' ') : ''"

export function bruno({ source, library, bundle, environments, recipes }) {
  const lib = {
    // The whole library, for scripts of the user's own.
    'jwtmint.js': library.usual,
    'jwtmint-signing.js': library.signing.usual,
    'jwtmint-signing-hmac.js': library.signing.hmac,
    'jwtmint-full.js': library.full,
    'jwtmint-workflow.js': bundle('bruno/host.mjs'),
  }
  const shared = {
    'collection.bru': [
      block('auth', 'mode: bearer'),
      block('auth:bearer', 'token: {{jwt}}'),
      block('script:pre-request', source('bruno/before.mjs')),
      block('vars:post-response', `jwtmintAnswer: ${ANSWER}`),
    ].join('\n'),
    ...Object.fromEntries(Object.entries(lib).map(([name, text]) => [`lib/${name}`, text])),
  }
  const files = { 'bruno/own/post-response.js': `${source('bruno/after.js')}\n` }
  const folder = (name, title, requests, members) => {
    const own = {
      'bruno.json': { version: '1', name: title, type: 'collection' },
      ...shared,
      ...Object.fromEntries(requests.map((request, at) => [`${request.name}.bru`, file(request, at + 1)])),
      ...environmentFiles(members),
    }
    for (const [path, content] of Object.entries(own)) files[`bruno/${name}/${path}`] = content
  }
  folder(
    'client-generated',
    'jwtmint: token signed by the client',
    REQUESTS.client,
    environments.clients.map((member) => ({ ...member, values: { audience: ADDRESS, ...member.values } })),
  )
  folder('server-generated', 'jwtmint: token from a login', REQUESTS.server, [
    { ...environments.login, values: { loginUrl: `${ADDRESS}/login`, ...environments.login.values } },
  ])
  for (const recipe of recipes) {
    const { values, secrets } = environmentOf(recipe)
    files[`bruno/recipes/${recipe.id}.bru`] = environmentFile(recipe.id, values, secrets)
  }
  return files
}

/** Bruno keeps the values of secret variables outside the file; .env is its place for them. */
function environmentFiles(members) {
  const files = {}
  for (const { algorithm, values, secrets } of members)
    files[`environments/${algorithm}.bru`] = environmentFile(algorithm, { baseUrl: ADDRESS, ...values }, secrets)
  files['.env'] = members
    .flatMap(({ algorithm, secrets }) =>
      Object.entries(secrets).map(([key, value]) => `${variableName(algorithm, key)}='${value}'\n`),
    )
    .join('')
  return files
}

function environmentFile(id, values, secrets) {
  const variables = Object.entries(values).map(([key, value]) => `${key}: ${value}`)
  const secret = Object.keys(secrets).map((key) => `${key}: {{process.env.${variableName(id, key)}}}`)
  return block('vars', [...variables, ...secret].join('\n'))
}

const variableName = (id, key) => `${id}_${key}`.toUpperCase().replace(/-/g, '_')

function file({ name, method, path, body, open }, seq) {
  const meta = block('meta', `name: ${name}\ntype: http\nseq: ${seq}`)
  const call = block(
    method.toLowerCase(),
    `url: {{baseUrl}}${path}\nbody: ${body ? 'json' : 'none'}\nauth: ${open ? 'none' : 'inherit'}`,
  )
  const content = body ? `\n${block('body:json', body)}` : ''
  return `${meta}\n${call}${content}\n${block('assert', 'res.status: eq 200')}`
}

function block(name, content) {
  const indented = content.split('\n').map((line) => (line ? `  ${line}` : line))
  return `${name} {\n${indented.join('\n')}\n}\n`
}
