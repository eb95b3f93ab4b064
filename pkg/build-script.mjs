// Makes the plain-JavaScript files: pkg/dist/script.js, script-hmac.js and script-full.js, and in pkg/dist/signing what
// the collections for interpreters carry.
//
//   node pkg/build-script.mjs --script-wasm <file> --hmac-wasm <file> --full-wasm <file> --tools <node_modules>
//
// Without the last two modules only the first file is made, which is all that the page needs.
//
// core.wasm -> wasm-opt -> wasm2js -> shorten -> esbuild, with the entry and the curves, into one closure.
// The same input gives the same bytes. `cargo xtask build` runs it.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { KEEPS_ACCOUNTS, SHAPES, shorten } from './shorten.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const NAMES = ['script-wasm', 'hmac-wasm', 'full-wasm', 'tools']
const { values: given } = parseArgs({ options: Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }])) })
for (const name of ['script-wasm', 'tools']) {
  if (!given[name]) fail(`--${name} is missing. Run the build with \`cargo xtask build\`, which passes it.`)
}
const tools = resolve(given.tools)
const require = createRequire(join(tools, 'esbuild/'))
const esbuild = require('esbuild')
const version = /^version = "([^"]+)"/m.exec(readFileSync(join(here, '../Cargo.toml'), 'utf8'))[1]

// How much each may weigh stands in benches/sizes.json, which `cargo xtask check sizes` reads.
const CURVES = '; curves: @noble/curves, MIT, (c) 2022 Paul Miller'
/** What the scripts of the collections never call; of a secret there is no public half to write, either. */
const NOT_FOR_SIGNING = ['decode', 'verify', 'inspect', 'generateKey', 'signBytes', 'verifyBytes', 'decodeHeader']
const NOT_FOR_SECRETS = ['keyToPem', 'keyToJwk']
const FILES = [
  { name: 'script', wasm: given['script-wasm'], notice: CURVES },
  { name: 'script-hmac', wasm: given['hmac-wasm'], notice: '' },
  { name: 'script-full', entry: 'script', wasm: given['full-wasm'], notice: CURVES },
  {
    name: 'signing/usual',
    entry: 'signing',
    wasm: given['full-wasm'] && given['script-wasm'],
    notice: CURVES,
    without: NOT_FOR_SIGNING,
  },
  {
    name: 'signing/hmac',
    entry: 'signing-hmac',
    wasm: given['hmac-wasm'],
    notice: '',
    without: [...NOT_FOR_SIGNING, ...NOT_FOR_SECRETS],
  },
]

// Thunder Client rewrites these texts wherever they stand in a script.
const FORBIDDEN = ['require(', 'console.log(']

// What Rust emits beyond the first WebAssembly, turned back into it: wasm2js knows no more.
const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'sign-ext',
  'mutable-globals',
  'nontrapping-float-to-int',
  'multivalue',
  'reference-types',
]
const ENABLED = FEATURES.map((feature) => `--enable-${feature}`)
const LOWERING = ['--llvm-memory-copy-fill-lowering', '--signext-lowering', '--llvm-nontrapping-fptoint-lowering']

// Calls without effect go, and in JavaScript no load traps. Control flow is made anew, for a hundredth of the size. A
// second round finds what the first uncovered.
const EFFECTS = '--generate-global-effects'
const PASSES = ['--ignore-implicit-traps', EFFECTS, '-Oz', '--flatten', '--rereloop', EFFECTS, '-Oz', '-Oz']

// How wasm2js writes the core's data.
const SEGMENT = /base64DecodeToExistingUint8Array\(bufferView, (\d+), "([A-Za-z0-9+/=]+)"\);/g

for (const file of FILES.filter(({ wasm }) => wasm)) {
  const text = published(await bundled(file.entry ?? file.name, core(file)), file.notice)
  for (const forbidden of FORBIDDEN) {
    if (text.includes(forbidden))
      fail(`${file.name}.js contains the text ${forbidden}, which Thunder Client rewrites. Find what put it there.`)
  }
  const target = join(here, 'dist', `${file.name}.js`)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
  const size = Buffer.byteLength(text)
  const gzip = gzipSync(text, { level: 9 }).length
  process.stdout.write(`${file.name}.js: ${size} bytes, ${gzip} gzip\n`)
}

/** The core as an ES module whose default export instantiates it with its imports; `without` names exports to leave out. */
function core({ wasm, without = [] }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jwtmint-'))
  try {
    const chosen = without.length ? lessExports(wasm, without, scratch) : wasm
    const small = join(scratch, 'core.wasm')
    const script = join(scratch, 'core.js')
    tool('wasm-opt', [chosen, '-Oz', ...ENABLED, ...LOWERING, ...PASSES, '-o', small])
    tool('wasm2js', [small, '-Oz', '-o', script])
    return asModule(readFileSync(script, 'utf8'))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** The module without these exports, and without what only they call. */
function lessExports(wasm, without, scratch) {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name)
  const unknown = without.filter((name) => !exported.includes(name))
  if (unknown.length > 0) fail(`the core has no export ${unknown.join(', ')}, which was to be left out.`)
  const kept = exported.filter((name) => !without.includes(name))
  const graph = join(scratch, 'graph.json')
  const less = join(scratch, 'less.wasm')
  const roots = { name: 'host', root: true, reaches: kept.map((name) => `export ${name}`) }
  writeFileSync(graph, JSON.stringify([roots, ...kept.map((name) => ({ name: `export ${name}`, export: name }))]))
  tool('wasm-metadce', [wasm, ...ENABLED, '--graph-file', graph, '-o', less])
  return less
}

function tool(name, args) {
  execFileSync(process.execPath, [join(tools, 'binaryen/bin', name), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

/** wasm2js writes a module that imports the host and instantiates itself; here the adapter does both. */
function asModule(text) {
  const body = text.replace(/^import \* as \w+ from '\w+';$/gm, '')
  const end = body.indexOf('var retasmFunc = asmFunc(')
  if (end < 0 || /^import /m.test(body))
    fail('wasm2js has changed the shape of its output: adapt asModule in pkg/build-script.mjs.')
  const { text: shortened, replaced } = shorten(growingAtOnce(body.slice(0, end)))
  if (!KEEPS_ACCOUNTS.test(shortened))
    fail('wasm2js writes words at fixed places in another way: adapt KEEPS_ACCOUNTS in pkg/shorten.mjs.')
  const unused = SHAPES.filter((shape) => replaced[shape] === 0)
  if (unused.length > 0)
    fail(
      `pkg/shorten.mjs replaced nothing of the shape ${unused.join(', ')}: adapt it to what wasm2js writes now, or remove the shape.`,
    )
  process.stdout.write(`shortened: ${SHAPES.map((shape) => `${shape} ${replaced[shape]}`).join(', ')}\n`)
  return asText(sorted(shortened)) + 'export default asmFunc;\n'
}

/** gzip looks back 32 kB: functions that begin alike stand side by side. Their order means nothing, all are declarations. */
function sorted(body) {
  const FUNCTION = /\n function \$\d+\([^]*?\n }(?=\n)/g
  const shapes = new Map()
  for (const [text] of body.matchAll(FUNCTION))
    shapes.set(text, text.slice(text.indexOf('(')).replace(/\$[\d_]+/g, '$') + text)
  const order = [...shapes.keys()].sort((a, b) => (shapes.get(a) < shapes.get(b) ? -1 : 1)).values()
  return body.replace(FUNCTION, () => order.next().value)
}

/**
 * The core with memory that grows all at once: each view that wasm2js makes takes a call, and where the call stack ended
 * between two, they would show different memories from then on.
 */
function growingAtOnce(body) {
  const names = []
  const made = body.replace(/\b(HEAP\w+) = (new \w+\(newBuffer\));/g, (_, name, view) => {
    names.push(name)
    return `var grown${name} = ${view};`
  })
  const exchange = names.map((name) => `${name} = grown${name}; `).join('')
  const grown = made.replace(/\bbuffer = newBuffer;/, (last) => exchange + last)
  if (names.length !== 8 || grown === made)
    fail('wasm2js grows memory in another way: adapt growingAtOnce in pkg/build-script.mjs.')
  return grown
}

/** The core's data is mostly sentences: gzip finds their words in text, and not in base64. What is mostly numbers stays. */
function asText(body) {
  const weight = (text) => gzipSync(text).length
  const text = body.replace(SEGMENT, (call, at, base64) => {
    const written = JSON.stringify(Buffer.from(base64, 'base64').toString('latin1'))
    return weight(written) < weight(base64) ? `copyText(${at}, ${written});` : call
  })
  return `${text}\nfunction copyText(at, text) { for (var i = 0; i < text.length; i++) bufferView[at + i] = text.charCodeAt(i); }\n`
}

async function bundled(entry, coreText) {
  const result = await esbuild.build({
    entryPoints: [join(here, 'src/entry', `${entry}.js`)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'library',
    target: 'es2020',
    legalComments: 'none',
    nodePaths: [tools],
    plugins: [
      { name: 'core', setup: (build) => provideCore(build, coreText) },
      { name: 'curves', setup: fillGaps },
    ],
  })
  return result.outputFiles[0].text.trim()
}

function provideCore(build, coreText) {
  build.onResolve({ filter: /^jwtmint-core$/ }, () => ({ path: 'core', namespace: 'jwtmint' }))
  build.onLoad({ filter: /.*/, namespace: 'jwtmint' }, () => ({ contents: coreText, loader: 'js' }))
  // The package declares its files free of side effects; this one exists for its effect.
  build.onResolve({ filter: /require-bigint\.js$/ }, ({ path, resolveDir }) => ({
    path: join(resolveDir, path),
    sideEffects: true,
  }))
}

/** Puts pkg/src/script/engine-gaps.js in place of what the curve library takes for granted. */
function fillGaps(build) {
  const gaps = JSON.stringify(join(here, 'src/script/engine-gaps.js'))
  build.onLoad({ filter: /@noble[\\/].*\.js$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8').replace(/\bObject\.(freeze|hasOwn)\b/g, '$1')
    return { contents: `import { freeze, hasOwn } from ${gaps};\n${text}`, loader: 'js' }
  })
}

/**
 * One closure that leaves the library where the host looks for it: `module.exports`, or a global
 * variable. Where `globalThis` is missing too, only an undeclared assignment reaches the global
 * object, so this outermost function is not strict.
 */
function published(code, notice) {
  return (
    `/*! jwtmint ${version} | MIT OR Apache-2.0${notice} */\n` +
    `(function(){${code.replace(/^"use strict";/, '')}` +
    `library=library.default;` +
    `if(typeof module==="object"&&module)module.exports=library;` +
    `else if(typeof globalThis==="object")globalThis.jwtmint=library;` +
    `else jwtmint=library;` +
    `return library})();\n`
  )
}

function fail(sentence) {
  process.stderr.write(`build-script: ${sentence}\n`)
  process.exit(1)
}
