// An Apidog test scenario, as Apidog exports one for its command line. The app imports the Postman files beside it.
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

export function apidog({ source, library, bundle, environments, recipes }) {
  const script = source('apidog/run.js')
  const workflow = bundle('postman/host.mjs')
  const texts = (size) => ({ jwtmintScript: hidden(library[size]), jwtmintWorkflow: hidden(workflow) })
  const files = {}
  for (const { name, algorithm, values, secrets } of environments.clients) {
    const variables = { baseUrl: ADDRESS, audience: '{{baseUrl}}', ...values, ...secrets }
    const size = algorithm === 'HS256' ? 'hmac' : 'usual'
    files[`apidog/${algorithm}.apidog-cli.json`] = scenario(
      name,
      { ...variables, ...texts(size) },
      script,
      REQUESTS.client,
    )
  }
  const { name, values, secrets } = environments.login
  files['apidog/login.apidog-cli.json'] = scenario(
    name,
    { baseUrl: ADDRESS, loginUrl: '{{baseUrl}}/login', ...values, ...secrets, ...texts('hmac') },
    script,
    REQUESTS.server,
  )
  for (const recipe of recipes) {
    const own = environmentOf(recipe)
    files[`apidog/recipes/${recipe.id}.apidog-cli.json`] = scenario(
      own.name,
      { baseUrl: ADDRESS, ...own.values, ...own.secrets, ...texts('usual') },
      script,
      [{ name: 'A request', method: 'GET', path: '/' }],
    )
  }
  return files
}

/** Apidog takes the value of a variable for a template; what opens a tag there is written as one other character. */
const OPENERS = { '{{': '\u27e6', '{%': '\u27ea', '{#': '\u27e8' }

function hidden(text) {
  const used = Object.values(OPENERS).find((mark) => text.includes(mark))
  if (used)
    throw new Error(`A script holds ${used}, which stands for another text in Apidog's files; choose another mark.`)
  return text.replace(/\{[{%#]/g, (opener) => OPENERS[opener])
}

function scenario(name, variables, script, requests) {
  const parameter = { header: [], query: [], body: [], cookie: [] }
  return {
    apidogCli: '1.2.21',
    item: [{ item: requests.map((request) => item(request, script)) }],
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

function item({ name, method, path, body, open }, script) {
  const id = name.toLowerCase().replaceAll(' ', '-')
  const test = "pm.test('the API accepts the request', function () { pm.response.to.have.status(200) })"
  const event = (listen, text) => ({
    listen,
    script: { id: `${id}-${listen}`, type: 'text/javascript', exec: text.split('\n') },
  })
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
      header: [
        ...(open ? [] : [{ key: 'Authorization', value: 'Bearer {{jwt}}' }]),
        ...(body ? [{ key: 'Content-Type', value: 'application/json' }] : []),
      ],
      method,
      body: body ? { mode: 'raw', raw: body, type: 'application/json' } : {},
      type: 'http',
    },
    response: [],
    event: open ? [event('test', test)] : [event('prerequest', script), event('test', test)],
    type: 'http',
    metaInfo: { id, type: 'http', name },
  }
}
