// Where the runtimes that npm installed are. The launchers of `deno` and `bun` rely on install scripts,
// which careful npm settings do not run, so the platform packages are installed by themselves.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('node_modules', import.meta.url))

export const deno = () => program('@deno', ['deno', 'deno.exe'])
export const bun = () => program('@oven', ['bin/bun', 'bin/bun.exe'])

/** @param {string} scope @param {string[]} names */
function program(scope, names) {
  const folder = join(modules, scope)
  for (const platform of existsSync(folder) ? readdirSync(folder) : []) {
    for (const name of names) {
      const file = join(folder, platform, name)
      if (existsSync(file) && runs(file)) return file
    }
  }
  throw new Error(`No ${scope} program that runs here is installed: run \`npm ci\` in tests/js.`)
}

/** A package for another C library or processor is installed beside the right one. */
function runs(file) {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
