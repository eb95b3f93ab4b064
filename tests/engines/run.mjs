// Compares the engines of the core, RustCrypto in WebAssembly and BigInt in plain JavaScript, with the usual files; in every
// fourth case the module with and without what Node lends it, and in another fourth the files that have ML-DSA, too; and random programs with what the build shortens them to.
// And on all entries at once, jwtmint/jsonwebtoken and jwtmint/remote too, calls of hostile callers: as many as JWTMINT_HOSTILE_CALLS says, 500 without it.
//
//   node tests/engines/run.mjs [cases] [seed]
//
// Run it after `cargo xtask build`. The seed is the same in every run and printed; another one gives other cases.

import { createRequire } from 'node:module'
import { SHAPES } from '../../pkg/shorten.mjs'
import { Difference, runCase } from './cases.mjs'
import { CORPUS, runHostile } from './hostile.mjs'
import { runDropIn, runRemote } from './hostile-others.mjs'
import { sameLists } from './lists.mjs'
import { pollution } from './pollution.mjs'
import { runProgram } from './programs.mjs'
import { brokenPromises } from './promises.mjs'
import { randomFrom } from './random.mjs'
import { scaling } from './scaling.mjs'
import { scriptRsa } from './script-rsa.mjs'

const CASES = 300
const SEED = 20_261_126
const SHOWN = 20

const load = createRequire(import.meta.url)
const entries = (wasm, script) => ({ wasm: load('../../pkg/dist/' + wasm), script: load('../../pkg/dist/' + script) })
const usual = entries('node.cjs', 'script.js')
// The same module without what Node lends it, as a second copy with keys of its own.
const alone = freshly(load.resolve('../../pkg/dist/node.cjs'))
alone.setHostCrypto(false)
const lent = { wasm: usual.wasm, script: alone }
const full = entries('full.js', 'script-full.js')

const cases = process.argv[2] === undefined ? CASES : Number(process.argv[2])
const seed = process.argv[3] === undefined ? SEED : Number(process.argv[3])
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  process.stderr.write(
    'Give a whole number of cases, and a whole number as the seed: node tests/engines/run.mjs 300 1\n',
  )
  process.exit(2)
}
process.stdout.write(`engines: ${cases} cases, seed ${seed}\n`)

function freshly(file) {
  delete load.cache[file]
  return load(file)
}

let failed = 0
const replaced = Object.fromEntries(SHAPES.map((shape) => [shape, 0]))
for (let i = 0; i < cases; i++) {
  try {
    // Each case has a seed of its own, so that one can be repeated without those before it.
    runCase([usual, lent, usual, full][i % 4], randomFrom(seed * 1_000_003 + i))
    const counts = runProgram(randomFrom(seed * 1_000_003 + i))
    for (const shape of SHAPES) replaced[shape] += counts[shape]
  } catch (error) {
    failed++
    if (failed <= SHOWN) {
      const text = error instanceof Difference ? error.message : error.stack
      process.stdout.write(`case ${i}: ${text}\n`)
    }
  }
}
if (failed > SHOWN) process.stdout.write(`and ${failed - SHOWN} more\n`)
process.stdout.write(
  `shapes in the random programs: ${SHAPES.map((shape) => `${shape} ${replaced[shape]}`).join(', ')}\n`,
)
let passed = cases - failed
// Fewer cases are for repeating one that failed.
if (cases >= CASES) {
  for (const shape of SHAPES) {
    if (replaced[shape] > 0) {
      passed++
      continue
    }
    failed++
    process.stdout.write(
      `no random program had the shape ${shape} of pkg/shorten.mjs: adapt tests/engines/shapes.mjs\n`,
    )
  }
}
const hostileCalls = Number(process.env.JWTMINT_HOSTILE_CALLS || 500)
for (let i = -CORPUS.length; i < hostileCalls; i++) {
  const hostileSeed = i < 0 ? CORPUS[-1 - i] : (seed * 1_000_003 + i) >>> 0
  try {
    runHostile(hostileSeed)
    runDropIn(hostileSeed)
    await runRemote(hostileSeed)
    passed++
  } catch (error) {
    if (++failed <= SHOWN)
      process.stdout.write(`hostile call of seed ${JSON.stringify(hostileSeed)}: ${error.message}\n`)
  }
}
const scaled = scaling()
const polluted = pollution()
const disturbed = scriptRsa()
passed += scaled.passed + polluted.passed + disturbed.passed
for (const difference of [
  ...scaled.failures,
  ...polluted.failures,
  ...disturbed.failures,
  ...sameLists(),
  ...brokenPromises(),
]) {
  failed++
  process.stdout.write(`${difference}\n`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
