// A project of its own outside the repository's packages, with the tarball installed as users do it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const workspace = join(root, 'target/packaging')
export const installed = join(workspace, 'node_modules/jwtmint')

/** The tarball that `cargo xtask test` has packed, or one packed now. */
export function tarball() {
  if (env.JWTMINT_TARBALL) return env.JWTMINT_TARBALL
  const target = join(root, 'target')
  execFileSync('npm', ['pack', '--silent', '--pack-destination', target], { cwd: join(root, 'pkg') })
  const packed = readdirSync(target).filter((name) => /^jwtmint-.*\.tgz$/.test(name))
  return join(target, packed.sort().pop())
}

/** @param {string} file the tarball */
export function install(file) {
  rmSync(workspace, { recursive: true, force: true })
  put('package.json', JSON.stringify({ name: 'consumer', private: true }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error', file], {
    cwd: workspace,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/**
 * Writes a file of a consumer.
 *
 * @param {string} name
 * @param {string} text
 * @returns {string} its path
 */
export function put(name, text) {
  const file = join(workspace, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}
