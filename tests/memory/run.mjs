// What the core's memory holds, and whether it survives: `node tests/memory/run.mjs [part]`, after `cargo xtask build`.
import { tally } from '../js/suite/tally.mjs'
import { brokenOff } from './broken-off.mjs'
import { faults } from './faults.mjs'
import { freedKeys } from './freed-keys.mjs'
import { growth } from './growth.mjs'
import { oneDraw } from './one-draw.mjs'

const PARTS = { brokenOff, oneDraw, freedKeys, faults, growth }
const wanted = process.argv[2]
if (wanted && !PARTS[wanted]) {
  console.error(`There is no part ${wanted}: ${Object.keys(PARTS).join(', ')}`)
  process.exit(2)
}
const t = tally('memory')
for (const [name, part] of Object.entries(PARTS)) if (!wanted || wanted === name) part(t)
const { passed, failed, failures } = t.result()
for (const failure of failures) console.log(failure)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed || !passed ? 1 : 0
