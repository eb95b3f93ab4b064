// Postman collections (format 2.1) and environments; Newman and Postman read the same files.
import { postmanCollection, postmanVariables } from './client-files.mjs'
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

const BEARER = { type: 'bearer', bearer: [{ key: 'token', value: '{{jwt}}', type: 'string' }] }

export function postman({ source, library, bundle, environments, recipes }) {
  const scripts = {
    prerequest: source('postman/load.js', 'postman/stop.js', 'postman/run.js'),
    test: source('postman/after.js'),
  }
  const texts = {
    jwtmintScript: library.usual,
    jwtmintScriptFull: library.full,
    jwtmintWorkflow: bundle('postman/host.mjs'),
  }
  const files = {
    'postman/server-generated.postman_collection.json': collection(
      'jwtmint: token from a login',
      scripts,
      texts,
      REQUESTS.server,
    ),
    'postman/client-generated.postman_collection.json': collection(
      'jwtmint: token signed by the client',
      scripts,
      texts,
      REQUESTS.client,
    ),
    'postman/login.postman_environment.json': environment(environments.login, { loginUrl: '{{baseUrl}}/login' }),
    // For a collection of one's own: these globals once, and the scripts into its Scripts tab.
    'postman/own/jwtmint.postman_globals.json': postmanVariables('jwtmint', 'globals', texts),
    'postman/own/pre-request.js': `${scripts.prerequest.replaceAll('pm.collectionVariables.get', 'pm.variables.get')}\n`,
    'postman/own/post-response.js': `${scripts.test}\n`,
  }
  for (const member of environments.clients) {
    files[`postman/${member.algorithm}.postman_environment.json`] = environment(member, { audience: '{{baseUrl}}' })
  }
  for (const recipe of recipes) {
    files[`postman/recipes/${recipe.id}.postman_environment.json`] = environment(environmentOf(recipe), {}, {})
  }
  return files
}

const collection = (name, scripts, texts, requests) =>
  postmanCollection(name, { auth: BEARER, scripts, texts, item: requests.map(request) })

function request({ name, method, path, body, open }) {
  const test = ["pm.test('the API accepts the request', function () {", '  pm.response.to.have.status(200)', '})']
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: test } }],
    request: {
      ...(open && { auth: { type: 'noauth' } }),
      method,
      header: body ? [{ key: 'Content-Type', value: 'application/json' }] : [],
      url: { raw: `{{baseUrl}}${path}`, host: ['{{baseUrl}}'], path: path.slice(1).split('/') },
      ...(body && { body: { mode: 'raw', raw: body } }),
    },
  }
}

const environment = ({ name, values, secrets }, more, base = { baseUrl: ADDRESS }) =>
  postmanVariables(name, 'environment', { ...base, ...more, ...values }, secrets)
