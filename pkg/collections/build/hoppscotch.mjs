// A Hoppscotch collection and its environments; the collection's own script runs before that of each request.
import { hoppscotchCollection, hoppscotchEnvironment, hoppscotchRequest } from './client-files.mjs'
import { ADDRESS, REQUESTS } from './demo.mjs'
import { environmentOf } from './environment.mjs'

const NO_AUTH = { authType: 'none', authActive: true }
const BEARER = { authType: 'bearer', authActive: true, token: '<<jwt>>' }
/** Which files of the library a collection carries: this sandbox reads them again for each request. */
const SIZES = {
  hmac: 'HS256, HS384, HS512',
  usual: 'secrets and private keys',
  full: 'every algorithm and passphrases',
}

export function hoppscotch({ source, library, bundle, environments, recipes }) {
  const workflow = bundle('hoppscotch/host.mjs')
  const script = (size) => {
    // A login signs nothing: without a size the script has no library.
    const held = { workflow, ...(size && { [size]: library.signing[size] ?? library[size] }) }
    // The usual file does what the small one does; the full one does everything.
    const names =
      !size || size === 'hmac'
        ? ''
        : size === 'usual'
          ? 'jwtmintFiles.hmac = jwtmintFiles.usual'
          : 'jwtmintFiles.hmac = jwtmintFiles.usual = jwtmintFiles.full'
    // A function as replacement: the library's text may hold $& and the like.
    return source('hoppscotch/run.mjs').replace('JWTMINT_FILES', () => `${JSON.stringify(held)}\n${names}`)
  }
  const after = bundle('hoppscotch/after.mjs')
  const files = {}
  for (const [size, title] of Object.entries(SIZES)) {
    files[`hoppscotch/client-generated-${size}.json`] = collection(
      `jwtmint: token signed by the client (${title})`,
      { before: script(size), after },
      REQUESTS.client,
    )
    files[`hoppscotch/own/pre-request-${size}.js`] = `${script(size)}\n`
  }
  files['hoppscotch/own/post-request.js'] = after
  files['hoppscotch/server-generated.json'] = collection(
    'jwtmint: token from a login',
    { before: script(), after },
    REQUESTS.server,
  )
  files['hoppscotch/login.environment.json'] = hoppscotchEnvironment(
    'jwtmint-demo-login',
    environments.login.name,
    { baseUrl: ADDRESS, loginUrl: `${ADDRESS}/login`, ...environments.login.values },
    environments.login.secrets,
  )
  for (const { name, algorithm, values, secrets } of environments.clients)
    files[`hoppscotch/${algorithm}.environment.json`] = hoppscotchEnvironment(
      `jwtmint-demo-${algorithm.toLowerCase()}`,
      name,
      { baseUrl: ADDRESS, audience: ADDRESS, ...values },
      secrets,
    )
  for (const recipe of recipes) {
    const { name, values, secrets } = environmentOf(recipe, (variable) => `<<${variable}>>`)
    files[`hoppscotch/recipes/${recipe.id}.environment.json`] = hoppscotchEnvironment(
      `jwtmint-recipe-${recipe.id}`,
      name,
      values,
      secrets,
    )
  }
  return files
}

const collection = (name, scripts, requests) =>
  hoppscotchCollection(name, { auth: BEARER, scripts, requests: requests.map(request) })

const request = ({ name, method, path, body = null, open }) =>
  hoppscotchRequest({
    name,
    method,
    endpoint: `<<baseUrl>>${path}`,
    auth: open ? NO_AUTH : { authType: 'inherit', authActive: true },
    body: { contentType: body && 'application/json', body },
    test: "hopp.test('the API accepts the request', () => {\n  hopp.expect(hopp.response.statusCode).toBe(200)\n})",
  })
