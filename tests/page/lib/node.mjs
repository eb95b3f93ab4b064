// Programs that the page shows, run by Node with the package as it was built.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

/** @param {string} program @param {Record<string, string>} env @returns {Promise<string>} what it printed */
export async function runWithPackage(program, env) {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-page-'))
  try {
    mkdirSync(join(folder, 'node_modules'))
    cpSync(join(root, 'pkg'), join(folder, 'node_modules/jwtmint'), {
      recursive: true,
      filter: (path) => !path.includes('collections'),
    })
    writeFileSync(join(folder, 'x.mjs'), program)
    // Not synchronous: the program may talk to a server of this process.
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'x.mjs')], {
      env: { ...process.env, ...env },
    })
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}
