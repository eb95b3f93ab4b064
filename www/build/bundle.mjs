// Bundling by esbuild. The names that start with `#` are what differs between the served page and the one file.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { recipes } from '../../pkg/collections/build/recipes.mjs'

const TARGET = ['chrome123', 'firefox120', 'safari17.5']

/**
 * @param {typeof import('esbuild').build} build
 * @param {{src: string, texts: string, library: string}} places `texts` is the language's file, `library` the package's
 *   entry for pages
 */
export function bundler(build, { src, texts, library }) {
  /**
   * @param {string} entry below www/src
   * @param {{format?: 'esm' | 'iife', parts?: any, define?: Record<string, string>}} [options]
   * @returns {Promise<string>}
   */
  return async function bundle(entry, { format = 'esm', parts = {}, define } = {}) {
    const result = await build({
      entryPoints: [join(src, entry)],
      bundle: true,
      minify: true,
      write: false,
      format,
      define,
      target: TARGET,
      legalComments: 'none',
      charset: 'utf8',
      plugins: [names(parts)],
      alias: { 'jwtmint/web': library },
      // The worker is handed the compiled module, so the library never looks for a file beside itself.
      logOverride: { 'empty-import-meta': 'silent' },
    })
    return result.outputFiles[0].text.trimEnd()
  }

  /** @param {any} parts @returns {import('esbuild').Plugin} */
  function names({ worker, flavour, wasm, library: packed, notices }) {
    const files = {
      '#module': `core/module-${flavour}.js`,
      '#load-library': `core/library-${flavour}.js`,
      '#offline': `core/offline-${flavour}.js`,
      '#load-worker': `core/worker-${flavour}.js`,
      '#later': `core/later-${flavour}.js`,
    }
    const services = recipes(join(src, '../../pkg/collections/recipes')).map(
      ({ $schema: _, place: _place, ...rest }) => rest,
    )
    const contents = {
      '#recipes': [JSON.stringify(services), 'json'],
      '#worker': [worker, 'text'],
      '#wasm': [wasm, 'binary'],
      '#library': [packed, 'binary'],
      '#notices': [notices, 'binary'],
    }
    return {
      name: 'names',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\/later\.js$/ }, ({ path }) => ({ path, external: true }))
        // A file of texts may start from another one.
        onResolve({ filter: /\/texts\.js$/ }, ({ importer }) => (importer === texts ? null : { path: texts }))
        onResolve({ filter: /^#/ }, ({ path }) =>
          path in files ? { path: join(src, files[path]) } : { path, namespace: 'given' },
        )
        onLoad({ filter: /.*/, namespace: 'given' }, ({ path }) => ({
          contents: contents[path][0],
          loader: contents[path][1],
        }))
        onResolve({ filter: /\?text$/ }, ({ path, importer }) => ({
          path: join(dirname(importer), path.replace('?text', '')),
          namespace: 'text',
        }))
        onLoad({ filter: /.*/, namespace: 'text' }, ({ path }) => ({
          contents: readFileSync(path, 'utf8'),
          loader: 'text',
        }))
      },
    }
  }
}
