// How each API client runs a ready-made collection: `run(collection, environment, overrides, folder)` sends its requests
// with some variables changed, and answers { code, output }.
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { COLLECTIONS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

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

async function apidog(collection, environment, overrides, folder) {
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
  { name: 'bruno safe', run: bruno() },
  { name: 'bruno developer', run: bruno('--sandbox', 'developer') },
  { name: 'hoppscotch', run: hoppscotch },
  { name: 'httpyac', run: httpyac },
  { name: 'apidog', run: apidog, sendsWithoutToken: true },
]
