// .http files for httpyac (its command line and its editor extension), with its configuration and the library beside them.
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

export function httpyac({ source, library, bundle, environments, recipes }) {
  const named = environments.clients.map(({ algorithm, values, secrets }) => [
    algorithm,
    { baseUrl: ADDRESS, audience: ADDRESS, ...values, ...secrets },
  ])
  const { login } = environments
  return {
    'httpyac/client-generated.http': requests(REQUESTS.client),
    'httpyac/server-generated.http': requests(REQUESTS.server),
    'httpyac/http-client.env.json': {
      ...Object.fromEntries(named),
      login: { baseUrl: ADDRESS, loginUrl: `${ADDRESS}/login`, ...login.values, ...login.secrets },
    },
    'httpyac/httpyac.config.js': `${source('httpyac/httpyac.config.js')}\n`,
    'httpyac/lib/jwtmint.js': library.usual,
    'httpyac/lib/jwtmint-hmac.js': library.hmac,
    'httpyac/lib/jwtmint-full.js': library.full,
    'httpyac/lib/jwtmint-workflow.js': bundle('httpyac/host.mjs'),
    ...Object.fromEntries(
      recipes.map((recipe) => {
        const { values, secrets } = environmentOf(recipe)
        return [`httpyac/recipes/${recipe.id}.env.json`, { [recipe.id]: { ...values, ...secrets } }]
      }),
    ),
  }
}

const requests = (all) => all.map(request).join('\n###\n')

function request({ name, method, path, body, open }) {
  return [
    `# @name ${name.replaceAll(' ', '_')}`,
    `${method} {{baseUrl}}${path}`,
    ...(open ? [] : ['Authorization: Bearer {{jwt}}']),
    ...(body ? ['Content-Type: application/json', '', body] : []),
    '',
    '?? status == 200',
    '',
  ].join('\n')
}
