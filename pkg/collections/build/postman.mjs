// Postman collections (format 2.1) and environments; Newman and Postman read the same files.
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
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
    'postman/own/jwtmint.postman_globals.json': {
      name: 'jwtmint',
      values: Object.entries(texts).map(([key, value]) => ({ key, value, type: 'default', enabled: true })),
      _postman_variable_scope: 'globals',
    },
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

function collection(name, scripts, texts, requests) {
  return {
    info: { name, schema: SCHEMA },
    auth: BEARER,
    event: Object.entries(scripts).map(([listen, script]) => ({
      listen,
      script: { type: 'text/javascript', exec: script.split('\n') },
    })),
    variable: Object.entries(texts).map(([key, value]) => ({ key, value, type: 'string' })),
    item: requests.map(request),
  }
}

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

function environment({ name, values, secrets }, more, base = { baseUrl: ADDRESS }) {
  const plain = { ...base, ...more, ...values }
  return {
    name,
    values: [
      ...Object.entries(plain).map(([key, value]) => ({ key, value, type: 'default', enabled: true })),
      ...Object.entries(secrets).map(([key, value]) => ({ key, value, type: 'secret', enabled: true })),
    ],
    _postman_variable_scope: 'environment',
  }
}
