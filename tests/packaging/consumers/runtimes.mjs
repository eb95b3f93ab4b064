// Deno, Bun and workerd.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { bun, deno } from '../../js/runtimes.mjs'
import { esm } from '../app.mjs'
import { put, workspace } from '../workspace.mjs'
import { rsa, run } from './node.mjs'

/** @type {[string, () => string | Promise<string>][]} */
export const tests = [
  // Without any permission: nothing is read, fetched or asked for.
  [
    'Deno',
    () =>
      run(deno(), ['run', '--quiet', '--no-prompt', '--node-modules-dir=manual', put('deno.mjs', esm('jwtmint', rsa))]),
  ],
  ['Bun', () => run(bun(), ['run', put('bun.mjs', esm('jwtmint', rsa))])],
  [
    'Bun, compiled into one program',
    () => {
      const program = join(workspace, 'bun-program')
      run(bun(), ['build', '--compile', '--outfile', program, put('bun-compile.mjs', esm('jwtmint', rsa))])
      return run(program, [])
    },
  ],
  [
    'workerd',
    () => workerd('worker', esm('jwtmint', rsa, 'export default { fetch: () => new Response(use()) }'), answer),
  ],
]

/** @param {typeof fetch} ask */
async function answer(ask) {
  return await (await ask('http://localhost/')).text()
}

/**
 * Bundled as wrangler does it: the condition workerd, and the .wasm left as a module beside the script.
 *
 * @param {string} name
 * @param {string} text the worker
 * @param {(ask: typeof fetch) => Promise<string>} use
 */
export async function workerd(name, text, use) {
  const source = put(`${name}.mjs`, text)
  const outfile = join(workspace, `${name}/index.mjs`)
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    logLevel: 'warning',
  })
  const folder = dirname(outfile)
  const modules = readdirSync(folder).map((name) => ({
    type: /** @type {any} */ (name.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule'),
    path: join(folder, name),
  }))
  modules.sort((a, b) => Number(a.type === 'CompiledWasm') - Number(b.type === 'CompiledWasm'))
  if (modules.length !== 2) return `expected the script and one .wasm, found ${modules.length} files`
  const miniflare = new Miniflare({ modulesRoot: folder, modules, compatibilityDate: '2026-01-01' })
  try {
    return await use(/** @type {any} */ (miniflare.dispatchFetch.bind(miniflare)))
  } finally {
    await miniflare.dispose()
  }
}
