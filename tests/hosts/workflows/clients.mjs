// How each API client runs a ready-made collection: `run(collection, environment, overrides, folder)` sends its requests
// with some variables changed, and answers { code, output }.
import { createRequire } from 'node:module'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { COLLECTIONS, HOSTS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

const load = createRequire(join(HOSTS, 'installs/postman/index.js'))
const pairs = (flag, overrides) => Object.entries(overrides).flatMap(([key, value]) => [flag, `${key}=${value}`])

export function newman(collection, environment, more = []) {
  return (overrides) =>
    run(programs.newman, [
      'run',
      join(COLLECTIONS, 'postman', `${collection}.postman_collection.json`),
      '-e',
      join(COLLECTIONS, 'postman', `${environment}.postman_environment.json`),
      ...pairs('--env-var', overrides),
      ...more,
    ])
}

/**
 * The runtime of the newest Postman itself, which gives scripts a random source; `vault` are secrets by name, which it
 * lets them read.
 */
export async function postman(collection, environment, overrides, _folder, vault = {}) {
  const { Collection, VariableScope } = load('postman-collection')
  const { Runner } = load('postman-runtime')
  const read = async (name) => JSON.parse(await readFile(join(COLLECTIONS, 'postman', name), 'utf8'))
  const { name, values } = await read(`${environment}.postman_environment.json`)
  const changed = Object.entries(overrides).map(([key, value]) => ({ key, value }))
  const scope = new VariableScope({ name, values: [...values.filter(({ key }) => !(key in overrides)), ...changed] })
  const source = new Collection(await read(`${collection}.postman_collection.json`))
  const secrets = Object.entries(vault).map(([key, value]) => ({ key: `vault:${key}`, value }))
  const vaultSecrets = new VariableScope({ prefix: 'vault:', values: secrets })
  vaultSecrets._ = { allowScriptAccess: async () => true }
  const told = []
  return new Promise((resolve, reject) => {
    new Runner().run(source, { environment: scope, vaultSecrets }, (error, started) => {
      if (error) return reject(error)
      started.start({
        assertion: (_, results) => {
          for (const { passed, name, error } of results) if (!passed) told.push(`${name}: ${error?.message}`)
        },
        exception: (_, problem) => told.push(problem.message),
        done: () => resolve({ code: told.length, output: told.join('\n') }),
      })
    })
  })
}

const bruno =
  (...mode) =>
  async (collection, environment, overrides, folder) => {
    await cp(join(COLLECTIONS, 'bruno', collection), folder, { recursive: true })
    // Its command line takes no line breaks in a value.
    const values = Object.fromEntries(
      Object.entries(overrides).map(([key, value]) => [key, value.replace(/\n/g, '\\n')]),
    )
    return run(programs.bruno, ['run', '-r', '--env', environment, ...mode, ...pairs('--env-var', values)], {
      cwd: folder,
    })
  }

async function hoppscotch(collection, name, overrides, folder) {
  const environment = JSON.parse(await readFile(join(COLLECTIONS, 'hoppscotch', `${name}.environment.json`), 'utf8'))
  for (const [key, value] of Object.entries(overrides)) {
    environment.variables = environment.variables.filter((variable) => variable.key !== key)
    environment.variables.push({ key, initialValue: value, currentValue: value, secret: false })
  }
  const file = join(folder, 'environment.json')
  await writeFile(file, JSON.stringify(environment))
  const size = collection === 'client-generated' ? (name.startsWith('HS') ? '-hmac' : '-usual') : ''
  return run(programs.hoppscotch, ['test', join(COLLECTIONS, 'hoppscotch', `${collection}${size}.json`), '-e', file], {
    cwd: folder,
  })
}

async function httpyac(collection, environment, overrides, folder) {
  await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
  return run(
    programs.httpyac,
    ['send', `${collection}.http`, '-a', '-o', 'none', '-e', environment, ...pairs('--var', overrides)],
    {
      cwd: folder,
    },
  )
}

async function apidog(_collection, environment, overrides, folder) {
  const scenario = JSON.parse(await readFile(join(COLLECTIONS, 'apidog', `${environment}.apidog-cli.json`), 'utf8'))
  const { values } = scenario.environment.variable
  for (const [key, value] of Object.entries(overrides)) {
    const known = values.find((entry) => entry.key === key)
    if (known) known.value = value
    else values.push({ key, value, type: 'any' })
  }
  await writeFile(join(folder, 'scenario.json'), JSON.stringify(scenario))
  return run(programs.apidog, ['run', 'scenario.json', '-r', 'cli'], { cwd: folder })
}

/** `sendsWithoutToken`: the host sends a request even if its script has failed. */
export const clients = [
  { name: 'newman', run: (collection, environment, overrides) => newman(collection, environment)(overrides) },
  { name: 'postman-runtime', run: postman },
  { name: 'bruno safe', run: bruno() },
  { name: 'bruno developer', run: bruno('--sandbox', 'developer') },
  { name: 'hoppscotch', run: hoppscotch },
  { name: 'httpyac', run: httpyac },
  { name: 'apidog', run: apidog, sendsWithoutToken: true },
]
