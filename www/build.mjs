// Builds the page into www/dist: the site to serve, and jwtmint.html, the same page in one file.
//   node www/build.mjs --tools <tools/node_modules> [--package <folder with the built package>]
//     [--full-dir <folder of the module with ML-DSA>] [--texts <texts.js of another language>] [--out <folder>]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { bundler } from './build/bundle.mjs'
import { filled, html } from './build/html.mjs'
import { table } from './build/weight.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values: given } = parseArgs({
  options: {
    tools: { type: 'string' },
    package: { type: 'string' },
    'full-dir': { type: 'string' },
    texts: { type: 'string' },
    out: { type: 'string' },
  },
})
if (!given.tools) throw new Error('www/build.mjs needs --tools <folder>: the node_modules folder that holds esbuild.')
const packageFolder = resolve(given.package ?? join(here, '../pkg/dist'))
const { build } = createRequire(join(resolve(given.tools), 'x.js'))('esbuild')

const src = join(here, 'src')
const dist = resolve(given.out ?? join(here, 'dist'))
const texts = resolve(given.texts ?? join(src, 'texts.js'))
const { page } = await import(pathToFileURL(texts).href)
const bundle = bundler(build, { src, texts, library: join(packageFolder, 'web.mjs') })
const wasm = readFileSync(join(packageFolder, 'jwtmint.wasm'))
const script = readFileSync(join(packageFolder, 'script.js'))
const notices = readFileSync(join(packageFolder, '../THIRD-PARTY.txt'))
const worker = await bundle('core/worker.js', { format: 'iife' })
const style = await bundle('css/style.css')
const served = await bundle('main.js', {
  parts: { flavour: 'served' },
  define: { WITH_ML_DSA: String(!!given['full-dir']) },
})
const packed = (text) => gzipSync(text, { level: 9 })
const inside = await bundle('main.js', {
  parts: { worker, flavour: 'inside', wasm, library: packed(script), notices: packed(notices) },
})
const icon = readFileSync(join(src, 'icon.svg'), 'utf8')

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)
const files = {
  'index.html': html(src, page, {
    policy: `${POLICY}; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'`,
    head:
      '<link rel="icon" href="icon.svg" type="image/svg+xml">\n<link rel="manifest" href="manifest.webmanifest">\n<link rel="stylesheet" href="style.css">\n' +
      // The module is fetched by the script, not before it: a token is read before the module is there.
      '<script type="module" src="app.js"></script>',
  }),
  'app.js': served,
  'worker.js': worker,
  'style.css': style,
  'jwtmint.wasm': wasm,
  'icon.svg': icon,
  'manifest.webmanifest': filled(readFileSync(join(src, 'manifest.webmanifest'), 'utf8'), page),
}
// Fetched once the page works, or when they are asked for; kept, they are there without a network, too. ML-DSA is asked for
// when a key or token needs it.
const later = {
  'later.js': await bundle('later.js'),
  'jwtmint-script.js': script,
  'THIRD-PARTY.txt': notices,
  ...(given['full-dir'] && { 'jwtmint-full.wasm': readFileSync(join(given['full-dir'], 'jwtmint_bg.wasm')) }),
}
const version = createHash('sha256')
for (const text of Object.values({ ...files, ...later })) version.update(text)
const kept = ['./', ...Object.keys({ ...files, ...later }).filter((name) => name !== 'index.html')]
const offline = await bundle('service-worker.js', {
  format: 'iife',
  define: { BUILD: JSON.stringify(version.digest('hex').slice(0, 12)), FILES: JSON.stringify(kept) },
})
for (const [name, text] of Object.entries({ ...files, 'service-worker.js': offline, ...later }))
  writeFileSync(join(dist, name), text)

// Inside HTML, a script must not hold what would end it.
const inline = inside.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--')
writeFileSync(
  join(dist, 'jwtmint.html'),
  html(src, page, {
    policy: `${POLICY}; script-src ${hashOf(inline)} 'wasm-unsafe-eval'; style-src ${hashOf(style)}; img-src data:; worker-src blob:`,
    head: `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">\n<style>${style}</style>`,
    foot: `<script type="module">${inline}</script>`,
  }),
)

console.log(
  table(dist, {
    loaded: Object.keys(files),
    later: ['service-worker.js', ...Object.keys(later)],
    alone: ['jwtmint.html'],
  }),
)
