// Files that the page saved, taken into the clients they are for and run there.
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { HOSTS, programs } from '../../hosts/lib/places.mjs'
import { run } from '../../hosts/lib/process.mjs'

const brunos = createRequire(join(HOSTS, 'installs/bruno/package.json'))

/**
 * Each runs the collection with a copy of its request beside it, which is sent after it.
 *
 * @type {Record<string, (files: {collection: string, environment: string, library: string}, folder: string) => Promise<{code: unknown, output: string}>>}
 */
export const clients = {
  async postman({ collection, environment }, folder) {
    await writeFile(join(folder, 'collection.json'), withCopy(collection, 'item'))
    await writeFile(join(folder, 'environment.json'), environment)
    return run(programs.newman, ['run', 'collection.json', '-e', 'environment.json'], { cwd: folder })
  },

  async bruno({ collection, environment }, folder) {
    await writeFile(join(folder, 'environment.json'), environment)
    // Bruno keeps collections in one of two formats, as its user likes.
    for (const format of ['bru', 'yml'])
      await imported(JSON.parse(withCopy(collection, 'items')), join(folder, format), format)
    const given = ['run', '-r', '--env-file', '../environment.json']
    const first = await run(programs.bruno, given, { cwd: join(folder, 'bru') })
    return first.code === 0 ? run(programs.bruno, given, { cwd: join(folder, 'yml') }) : first
  },

  async hoppscotch({ collection, environment }, folder) {
    await writeFile(join(folder, 'collection.json'), withCopy(collection, 'requests'))
    await writeFile(join(folder, 'environment.json'), environment)
    return run(programs.hoppscotch, ['test', 'collection.json', '-e', 'environment.json'], { cwd: folder })
  },

  async httpyac({ collection, environment, library }, folder) {
    await writeFile(join(folder, 'jwtmint.http'), `${collection}\n###\n${collection}`)
    await writeFile(join(folder, 'http-client.env.json'), environment)
    await writeFile(join(folder, 'jwtmint.js'), library)
    return run(programs.httpyac, ['send', 'jwtmint.http', '-a', '-e', 'jwtmint'], { cwd: folder })
  },
}

/** @param {string} collection @param {string} list where its requests stand, the one that was saved last */
function withCopy(collection, list) {
  const { [list]: requests, ...rest } = JSON.parse(collection)
  const last = requests.at(-1)
  return JSON.stringify({ ...rest, [list]: [...requests, { ...last, name: `${last.name}, again`, seq: 2 }] })
}

/**
 * What Bruno's application does with a file: it numbers all parts, holds them against its schema and writes them out. Its
 * command line has the same writer for all but scripts.
 *
 * @param {any} collection @param {string} folder @param {string} format
 */
async function imported(collection, folder, format) {
  await brunos('@usebruno/schema').collectionSchema.validate(numbered(collection))
  await mkdir(folder)
  for (const { name, items } of collection.items.filter(({ type }) => type === 'folder')) {
    await mkdir(join(folder, name))
    for (const { filename, fileContent } of items) await writeFile(join(folder, name, filename), fileContent)
  }
  const items = collection.items.filter(({ type }) => type !== 'folder')
  const { createCollectionFromBrunoObject } = brunos('@usebruno/cli/src/utils/collection.js')
  await createCollectionFromBrunoObject({ ...collection, items }, folder, { format })
}

/** With an identifier for each part that the schema wants to have one. @param {any} collection */
function numbered(collection) {
  const uid = '0'.repeat(21)
  const all = (/** @type {any[]} */ parts) => parts.map((part) => ({ uid, ...part }))
  const item = (/** @type {any} */ { items, request, ...rest }) => ({
    uid,
    ...rest,
    ...(items && { items: items.map(item) }),
    ...(request && {
      request: {
        ...request,
        headers: all(request.headers),
        body: {
          ...request.body,
          ...(request.body.formUrlEncoded && { formUrlEncoded: all(request.body.formUrlEncoded) }),
        },
      },
    }),
  })
  return { uid, ...collection, items: collection.items.map(item) }
}
