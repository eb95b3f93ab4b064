// jwtmint/jsonwebtoken in Node, beside the real one: the suite, random calls, the types, and programs whose import is
// changed. Deno, Bun, workerd and Chromium run the suite in tests/packaging.
//   JWTMINT_RANDOM_CALLS   how many random calls are compared (default 10000)
//   JWTMINT_RANDOM_SEED    which (default 1)
import { spawnSync } from 'node:child_process'
import * as crypto from 'node:crypto'
import { createRequire } from 'node:module'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { middleware } from './programs.mjs'
import { compare } from './random.mjs'
import { suite } from './suite.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = new URL('../../pkg/dist/', import.meta.url)
const require = createRequire(dist)
const real = createRequire(import.meta.url)('jsonwebtoken')
const ours = require('./jsonwebtoken.cjs')
const imported = await import(new URL('jsonwebtoken-node.mjs', dist).href)
let passed = 0
let failed = 0

count('require', await suite(ours, { jwtmint: require('jwtmint'), crypto }))
count('import', await suite(imported.default, { jwtmint: require('jwtmint'), crypto }))
count('script file', await suite(require('./script-jsonwebtoken.js'), { passphrases: false }))
count('names of the module', check(imported.verify === ours.verify, 'import and require are two libraries'))
count('random calls', random())
count('types', types())
count('middleware', await middleware())

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

function count(what, result) {
  passed += result.passed
  failed += result.failures.length
  console.log(`${what.padEnd(20)} ${result.passed} passed, ${result.failures.length} failed${result.note ?? ''}`)
  for (const failure of result.failures.slice(0, 20)) console.log(`  ${failure}`)
}

function check(truth, otherwise) {
  return { passed: truth ? 1 : 0, failures: truth ? [] : [otherwise] }
}

function random() {
  const calls = Number(env.JWTMINT_RANDOM_CALLS || 10_000)
  const { passed, failures, accepted, declared } = compare(real, ours, calls, Number(env.JWTMINT_RANDOM_SEED || 1))
  const differences = Object.entries(declared).map(([name, times]) => `${times} times ${name}`)
  // A generator that made nothing but refusals would compare sentences only.
  if (accepted * 4 < calls) failures.push(`only ${accepted} of ${calls} calls were good ones`)
  return { passed, failures, note: ` (${accepted} gave a value; declared: ${differences.join('; ') || 'none'})` }
}

/** The same program by our types and by those of @types/jsonwebtoken. */
function types() {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'types'], {
    cwd: here,
    encoding: 'utf8',
  })
  return check(status === 0, stdout.trim())
}
