// What the built files weigh, as they are and compressed.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../../tests/hosts/lib/places.mjs'

const FILES = [
  'jwtmint.wasm',
  'node.cjs',
  'web.mjs',
  'worker.mjs',
  'inline.mjs',
  'inline.js',
  'full.mjs',
  'full.js',
  'script.js',
  'script-hmac.js',
  'script-full.js',
  'signing/usual.js',
  'signing/hmac.js',
].map((name) => 'pkg/dist/' + name)
/** What a visit of the page loads. */
const PAGE = ['index.html', 'app.js', 'worker.js', 'style.css', 'icon.svg', 'manifest.webmanifest', 'jwtmint.wasm'].map(
  (name) => 'www/dist/' + name,
)

const weigh = (bytes) => ({ bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length })

/** @returns {Record<string, { bytes: number, gzip: number }>} */
export function sizes() {
  const missing = [...FILES, ...PAGE].filter((path) => !existsSync(join(ROOT, path)))
  if (missing.length) throw new Error(`Not built: ${missing.join(', ')}. Run cargo xtask build.`)
  const weights = (paths) => paths.map((path) => weigh(readFileSync(join(ROOT, path))))
  const all = weights(FILES)
  const page = weights(PAGE).reduce((sum, one) => ({ bytes: sum.bytes + one.bytes, gzip: sum.gzip + one.gzip }))
  return { ...Object.fromEntries(FILES.map((path, i) => [path, all[i]])), 'the page, all it loads': page }
}

/** What the libraries weigh that a script would carry in jwtmint's place. */
export function peerSizes() {
  const { resolve } = createRequire(import.meta.url)
  const weight = (path) => [path.split('/').pop(), weigh(readFileSync(resolve(path)))]
  return Object.fromEntries(['jsrsasign/lib/jsrsasign-all-min.js', 'crypto-js/crypto-js.js'].map(weight))
}
