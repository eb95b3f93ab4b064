// How each API client runs a ready-made collection: `run(algorithm, overrides, folder)` sends both requests of the
// client-generated collection with some variables changed, and answers { code, output }.
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

const sizeFor = (algorithm) => (algorithm.startsWith('HS') ? 'hmac' : 'full')

async function bruno(algorithm, overrides, folder, mode) {
  await cp(join(COLLECTIONS, 'bruno'), folder, { recursive: true })
  return run(programs.bruno, ['run', '-r', '--env', algorithm, ...mode, ...pairs('--env-var', overrides)], {
    cwd: folder,
  })
}

async function hoppscotch(algorithm, overrides, folder) {
  const environment = JSON.parse(
    await readFile(join(COLLECTIONS, 'hoppscotch', `${algorithm}.environment.json`), 'utf8'),
  )
  for (const [key, value] of Object.entries(overrides)) {
    environment.variables = environment.variables.filter((variable) => variable.key !== key)
    environment.variables.push({ key, initialValue: value, currentValue: value, secret: false })
  }
  const file = join(folder, 'environment.json')
  await writeFile(file, JSON.stringify(environment))
  const collection = join(COLLECTIONS, 'hoppscotch', `client-generated-${sizeFor(algorithm)}.json`)
  return run(programs.hoppscotch, ['test', collection, '-e', file], { cwd: folder })
}

async function httpyac(algorithm, overrides, folder) {
  await cp(join(COLLECTIONS, 'httpyac'), folder, { recursive: true })
  return run(
    programs.httpyac,
    [
      'send',
      'client-generated.http',
      '-a',
      '-e',
      algorithm,
      ...Object.entries(overrides).flatMap(([key, value]) => ['--var', `${key}=${value}`]),
    ],
    { cwd: folder },
  )
}

async function apidog(algorithm, overrides, folder) {
  const scenario = JSON.parse(await readFile(join(COLLECTIONS, 'apidog', `${algorithm}.apidog-cli.json`), 'utf8'))
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
  {
    name: 'newman',
    run: (algorithm, overrides) => newman(`client-generated-${sizeFor(algorithm)}`, algorithm)(overrides),
  },
  {
    name: 'newman, full file',
    only: 'HS256',
    run: (algorithm, overrides) => newman('client-generated-full', algorithm)(overrides),
  },
  { name: 'bruno safe', run: (algorithm, overrides, folder) => bruno(algorithm, overrides, folder, []) },
  {
    name: 'bruno developer',
    run: (algorithm, overrides, folder) => bruno(algorithm, overrides, folder, ['--sandbox', 'developer']),
  },
  { name: 'hoppscotch', run: hoppscotch },
  { name: 'httpyac', run: httpyac },
  { name: 'apidog', run: apidog, sendsWithoutToken: true },
]
