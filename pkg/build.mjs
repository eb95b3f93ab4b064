// Bundles the WebAssembly entries of the npm package into pkg/dist. Run by `cargo xtask build`:
//   node pkg/build.mjs --wasm-bindgen-dir <glue and .wasm, target web> --full-dir <the same with ML-DSA> --tools <tools/node_modules>
// Without --full-dir the entries with ML-DSA are left out, which the page does not need.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { writeThirdParty } from './third-party.mjs'

const { values: flags } = parseArgs({
  options: { 'wasm-bindgen-dir': { type: 'string' }, 'full-dir': { type: 'string' }, tools: { type: 'string' } },
})
if (!flags['wasm-bindgen-dir'] || !flags.tools) {
  console.error('Usage: node pkg/build.mjs --wasm-bindgen-dir <dir> [--full-dir <dir>] --tools <tools/node_modules>')
  process.exit(2)
}
const pkg = dirname(fileURLToPath(import.meta.url))
const dist = join(pkg, 'dist')
const esbuild = createRequire(join(resolve(flags.tools), 'tools.js'))('esbuild')
const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'))
const banner = { js: `/*! jwtmint ${version} | MIT OR Apache-2.0 */` }

const NAMES = [
  'sign',
  'decode',
  'verify',
  'signBytes',
  'verifyBytes',
  'decodeHeader',
  'inspect',
  'generateKey',
  'generateKeyAsync',
  'importKey',
  'setRandomSource',
  'setHostCrypto',
  'algorithms',
  'version',
  'Key',
  'JwtError',
]

const usual = built(resolve(flags['wasm-bindgen-dir']))
const full = flags['full-dir'] && built(resolve(flags['full-dir']))

mkdirSync(dist, { recursive: true })
copyFileSync(usual.wasmFile, join(dist, 'jwtmint.wasm'))
for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(join(pkg, '..', licence), join(pkg, licence))
writeThirdParty(resolve(flags.tools))

await bundle('node.cjs', { entry: 'node.cjs', format: 'cjs', platform: 'node', minify: false })
writeFileSync(join(dist, 'node.mjs'), namesOf('./node.cjs'))
await bundle('web.mjs', { entry: 'web.js', format: 'esm' })
await bundle('worker.mjs', { entry: 'worker.js', format: 'esm' })
const inline = { entry: 'inline.js', inject: [join(pkg, 'src/entry/text-codec.js')] }
// A classic script: CommonJS where there is a module, else the global `jwtmint`.
const classic = {
  ...inline,
  format: 'iife',
  globalName: 'jwtmint',
  footer: { js: 'if(typeof module==="object"&&module)module.exports=jwtmint;' },
}
await bundle('inline.mjs', { ...inline, format: 'esm' })
await bundle('inline.js', classic)
if (full) {
  await bundle('full.mjs', { ...inline, format: 'esm' }, full)
  await bundle('full.js', classic, full)
}
// The plain-JavaScript files are CommonJS (see pkg/build-script.mjs); these give them names for `import`.
writeFileSync(join(dist, 'script.mjs'), namesOf('./script.js'))
writeFileSync(join(dist, 'script-hmac.mjs'), namesOf('./script-hmac.js'))
writeFileSync(join(dist, 'script-full.mjs'), namesOf('./script-full.js'))

for (const name of [
  'jwtmint.wasm',
  'node.cjs',
  'web.mjs',
  'worker.mjs',
  'inline.mjs',
  'inline.js',
  ...(full ? ['full.mjs', 'full.js'] : []),
]) {
  const bytes = readFileSync(join(dist, name))
  console.log(
    `${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotliCompressSync(bytes).length}`,
  )
}

/** @param {string} name @param {{entry: string} & import('esbuild').BuildOptions} options @param {{glue: string, wasmFile: string}} [core] */
async function bundle(name, { entry, ...options }, core = usual) {
  await esbuild.build({
    absWorkingDir: pkg,
    entryPoints: [join(pkg, 'src/entry', entry)],
    outfile: join(dist, name),
    bundle: true,
    minify: true,
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    // It stands in the glue's own loader, which is not part of any bundle.
    logOverride: { 'empty-import-meta': 'silent' },
    banner,
    plugins: [{ name: 'jwtmint', setup: (build) => virtualModules(build, core) }],
    ...options,
  })
}

/** @param {import('esbuild').PluginBuild} build @param {{glue: string, wasmFile: string}} core */
function virtualModules(build, { glue, wasmFile }) {
  // From memory, so that no path of this machine gets into the output.
  build.onResolve({ filter: /^#/ }, ({ path }) => ({ path: path.slice(1), namespace: 'built' }))
  build.onLoad({ filter: /^glue$/, namespace: 'built' }, () => ({ contents: glue, loader: 'js' }))
  build.onLoad({ filter: /^wasm-base64$/, namespace: 'built' }, () => ({
    contents: `export default "${readFileSync(wasmFile).toString('base64')}"`,
    loader: 'js',
  }))
  build.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path, external: true }))
}

/**
 * The glue with text handed over by `encodeInto` from its first character on: the glue's own way, character by
 * character as long as they are ASCII, takes a tenth of the time of an HS256 verification.
 *
 * @param {string} glue
 */
function handingTextOver(glue) {
  const own = /^function passStringToWasm0\(arg, malloc, realloc\) \{\n.*?^\}\n/ms
  if (!own.test(glue)) {
    console.error(
      "wasm-bindgen's glue has no passStringToWasm0(arg, malloc, realloc) any more: see how it hands text over now.",
    )
    process.exit(1)
  }
  return glue.replace(
    own,
    () => `function passStringToWasm0(arg, malloc, realloc) {
    let size = arg.length;
    let ptr = malloc(size, 1) >>> 0;
    let length = 0;
    if (size !== 0) {
        const { read, written } = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + size));
        length = written;
        if (read !== arg.length) {
            // Not ASCII: at most three bytes for each unit that is left.
            const grown = length + (arg.length - read) * 3;
            ptr = realloc(ptr, size, grown, 1) >>> 0;
            length += cachedTextEncoder.encodeInto(arg.slice(read), getUint8ArrayMemory0().subarray(ptr + length, ptr + grown)).written;
            ptr = realloc(ptr, grown, length, 1) >>> 0;
        }
    }
    WASM_VECTOR_LEN = length;
    return ptr;
}
`,
  )
}

/** @param {string} file */
function namesOf(file) {
  return `${banner.js}\nimport jwtmint from '${file}'\nexport const { ${NAMES.join(', ')} } = jwtmint\n`
}

/** @param {string} folder */
function built(folder) {
  // What it warns of does not happen here: core.js passes one object.
  const glue = readFileSync(onlyFile(folder, '.js'), 'utf8').replace(/console\.warn\('using deprecated[^']*'\)/g, '')
  return { glue: handingTextOver(glue), wasmFile: onlyFile(folder, '.wasm') }
}

/** @param {string} folder @param {string} extension */
function onlyFile(folder, extension) {
  const found = readdirSync(folder).filter((name) => name.endsWith(extension))
  if (found.length !== 1) {
    console.error(
      `Expected one ${extension} file of wasm-bindgen --target web in the folder given; found ${found.length}.`,
    )
    process.exit(1)
  }
  return join(folder, found[0])
}
