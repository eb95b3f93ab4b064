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
    () =>
      workerd(
        'worker',
        esm('jwtmint', rsa, 'export default { fetch: async () => new Response(await useAsync()) }'),
        answer,
      ),
  ],
  [
    'workerd with nodejs_compat, lent and not',
    () => workerd('worker-lent', esm('jwtmint', rsa, LENT), answer, ['nodejs_compat']),
  ],
]

/** Tokens are the same bytes with and without what node:crypto lends there, and each verifies the other. */
const LENT = `
function lent() {
  const warnings = []
  console.warn = (text) => warnings.push(text)
  const keys = [[importKey(RSA), 'RS256'], [importKey(RSA), 'PS256'], [generateKey('ES256'), 'ES256']]
  for (const [key, algorithm] of keys) {
    const [one, two] = [true, false].map((inUse) => {
      if (setHostCrypto(inUse) !== inUse) throw new Error('setHostCrypto ' + inUse)
      return sign({ sub: 'consumer' }, key, { algorithm, noTimestamp: true })
    })
    if (algorithm !== 'PS256' && one !== two) throw new Error(algorithm + ': ' + one + ' ' + two)
    for (const inUse of [true, false]) {
      setHostCrypto(inUse)
      for (const token of [one, two]) verify(token, key.publicKey(), { algorithms: [algorithm] })
      try {
        verify(one.slice(0, -6) + 'AAAAAA', key.publicKey(), { algorithms: [algorithm] })
        throw new Error(algorithm + ': a wrong signature was accepted')
      } catch (error) {
        if (error.code !== 'ERR_SIGNATURE_INVALID') throw error
      }
    }
  }
  setHostCrypto(true)
  return warnings.length ? warnings.join() : use()
}
export default { fetch: () => new Response(lent()) }
`

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
 * @param {string[]} [compatibilityFlags]
 */
export async function workerd(name, text, use, compatibilityFlags = []) {
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
  const miniflare = new Miniflare({ modulesRoot: folder, modules, compatibilityDate: '2026-01-01', compatibilityFlags })
  try {
    return await use(/** @type {any} */ (miniflare.dispatchFetch.bind(miniflare)))
  } finally {
    await miniflare.dispose()
  }
}
