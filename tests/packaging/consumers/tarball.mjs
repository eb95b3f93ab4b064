// What is in the tarball: every file that is needed, and none that is not.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { installed } from '../workspace.mjs'

const EXPECTED = [
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  'THIRD-PARTY.txt',
  'dist/full.js',
  'dist/full.mjs',
  'dist/inline.js',
  'dist/inline.mjs',
  'dist/jsonwebtoken-node.mjs',
  'dist/jsonwebtoken.cjs',
  'dist/jsonwebtoken.mjs',
  'dist/jwtmint.wasm',
  'dist/node.cjs',
  'dist/node.mjs',
  'dist/remote-node.mjs',
  'dist/remote.cjs',
  'dist/remote.mjs',
  'dist/script-full.js',
  'dist/script-full.mjs',
  'dist/script-hmac.js',
  'dist/script-hmac.mjs',
  'dist/script-jsonwebtoken.js',
  'dist/script-jsonwebtoken.mjs',
  'dist/script.js',
  'dist/script.mjs',
  'dist/web.mjs',
  'dist/worker.mjs',
  'package.json',
  'types/index.d.mts',
  'types/index.d.ts',
  'types/results.d.ts',
  'types/jsonwebtoken.d.mts',
  'types/jsonwebtoken.d.ts',
  'types/remote.d.mts',
  'types/remote.d.ts',
  'types/web.d.mts',
]

/** @type {[string, () => string][]} */
export const tests = [
  ['the files of the tarball', () => difference(files())],
  ['no dependencies, no scripts that run on installing', manifest],
  ['no path of the machine it was built on', () => withText(/\/(?:home|root|work|tmp|Users)\//)],
  ['no code made from text', () => withText(/\beval\(|new Function\(/)],
]

function files() {
  return readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
    .sort()
}

function difference(found) {
  const missing = EXPECTED.filter((name) => !found.includes(name))
  const extra = found.filter((name) => !EXPECTED.includes(name))
  return missing.length || extra.length
    ? `missing: ${missing.join(', ') || 'none'}; not needed: ${extra.join(', ') || 'none'}`
    : 'good'
}

function manifest() {
  const { dependencies, scripts, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  )
  return dependencies || scripts || optionalDependencies || peerDependencies ? 'package.json has some' : 'good'
}

function withText(pattern) {
  const found = files().filter(
    (name) => statSync(join(installed, name)).size < 4e6 && pattern.test(readFileSync(join(installed, name), 'latin1')),
  )
  return found.length ? `found in ${found.join(', ')}` : 'good'
}
