// Each bundler builds the same program for a page, which then runs in Chromium.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import webpack from 'webpack'
import { esm, web } from '../app.mjs'
import { outcome } from '../browser.mjs'
import { put, workspace } from '../workspace.mjs'
import { rsa, run } from './node.mjs'

const PAGE = 'window.outcome = use()'
const html = (script) =>
  `<!doctype html><meta charset="utf-8"><title>consumer</title><script type="module" src="${script}"></script>`

/** @type {[string, () => Promise<string>][]} */
export const tests = [
  ['Vite', () => viteApp('vite', esm('jwtmint', rsa, PAGE), 0)],
  ['Vite, jwtmint/web', () => viteApp('vite-web', web('jwtmint/web', rsa), 1)],
  ['webpack', () => webpackApp('webpack', esm('jwtmint', rsa, PAGE), 0)],
  ['webpack, jwtmint/web', () => webpackApp('webpack-web', web('jwtmint/web', rsa), 1)],
  ['Rollup', () => rollupApp()],
  ['esbuild', () => esbuildApp()],
  ['esbuild for Node', () => esbuildNode('esm')],
  ['esbuild for Node, CommonJS', () => esbuildNode('cjs')],
]

async function viteApp(name, source, wasmFiles) {
  put(`${name}/index.html`, html('./main.js'))
  put(`${name}/main.js`, source)
  await vite({ root: join(workspace, name), base: './', logLevel: 'error', configFile: false })
  return shipped(`${name}/dist`, wasmFiles) ?? outcome(`/${name}/dist/index.html`)
}

async function webpackApp(name, source, wasmFiles) {
  const entry = put(`${name}/main.js`, source)
  put(`${name}/dist/index.html`, html('./main.js'))
  const stats = await new Promise((resolve, reject) =>
    webpack(
      {
        mode: 'production',
        context: workspace,
        entry,
        output: { path: join(workspace, name, 'dist'), filename: 'main.js', publicPath: 'auto' },
        performance: false,
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    ),
  )
  if (stats.hasErrors() || stats.hasWarnings()) return stats.toString({ all: false, errors: true, warnings: true })
  return shipped(`${name}/dist`, wasmFiles) ?? outcome(`/${name}/dist/index.html`)
}

async function rollupApp() {
  const input = put('rollup/main.js', esm('jwtmint', rsa, PAGE))
  const warnings = []
  const bundle = await rollup({
    input,
    plugins: [nodeResolve({ browser: true })],
    onwarn: (warning) => warnings.push(warning.message),
  })
  await bundle.write({ file: join(workspace, 'rollup/dist/main.js'), format: 'es' })
  put('rollup/dist/index.html', html('./main.js'))
  return warnings.length ? warnings.join('; ') : outcome('/rollup/dist/index.html')
}

async function esbuildApp() {
  const entry = put('esbuild/main.js', esm('jwtmint', rsa, PAGE))
  const { warnings } = await esbuild.build({
    entryPoints: [entry],
    outfile: join(workspace, 'esbuild/dist/main.js'),
    bundle: true,
    format: 'esm',
    minify: true,
    logLevel: 'silent',
  })
  put('esbuild/dist/index.html', html('./main.js'))
  return warnings.length ? warnings.map((warning) => warning.text).join('; ') : outcome('/esbuild/dist/index.html')
}

/** One file for a server or a function host: it must not look for a .wasm that was left behind. */
async function esbuildNode(format) {
  const entry = put(`esbuild-node-${format}/main.mjs`, esm('jwtmint', rsa))
  const outfile = join(workspace, `esbuild-node-${format}/out/main.${format === 'esm' ? 'mjs' : 'cjs'}`)
  await esbuild.build({ entryPoints: [entry], outfile, bundle: true, format, platform: 'node', logLevel: 'warning' })
  return run(process.execPath, [outfile])
}

/** @returns {string | undefined} what is wrong with the files shipped */
function shipped(folder, wasmFiles) {
  const found = readdirSync(join(workspace, folder), { recursive: true }).filter((name) =>
    String(name).endsWith('.wasm'),
  )
  return found.length === wasmFiles
    ? undefined
    : `expected ${wasmFiles} .wasm files, found ${found.join(', ') || 'none'}`
}
