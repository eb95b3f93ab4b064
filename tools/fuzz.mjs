// node tools/fuzz.mjs [target...] [--seconds 60 | --repeatable]: random input against the assertions of fuzz/fuzz_targets, by
// cargo-fuzz on the ordinary compiler, two targets at a time. `cargo xtask fuzz` searches, for a time, from the corpus that
// grows on this machine, and adds what it ran to fuzz/total.json. `cargo xtask check fuzz` repeats: the seeds of the
// repository, one start value and a number of runs, so that what fails there fails for the change and not by chance.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** No token, key or option object of use is longer, and short inputs are tried more often. One input that takes ten
 * seconds is as bad as one that crashes. */
const LIMITS = ['-max_len=4096', '-timeout=10', '-print_final_stats=1']

/** The library forbids itself unsafe code, so AddressSanitizer would look at what the compiler has proved, at a third of
 * the speed. */
const NO_SANITIZER = ['--sanitizer', 'none']

/** Runs that take each target some ten seconds: a key costs more than a token, and several more than one. */
const REPEATABLE_RUNS = {
  decode: 120_000,
  import_key: 40_000,
  key_set: 40_000,
  options: 120_000,
  pem_bundle: 30_000,
  script_request: 400_000,
  verify: 60_000,
}
const START = '-seed=20261126'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const all = readdirSync(join(root, 'fuzz/fuzz_targets')).map((file) => file.replace(/\.rs$/, ''))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, repeatable: { type: 'boolean', default: false } },
})
const seconds = Number(values.seconds)
const unlisted = all.find((target) => !REPEATABLE_RUNS[target])
if (unlisted) fail(`The fuzz target ${unlisted} has no number of runs in tools/fuzz.mjs.`)
const unknown = positionals.find((target) => !all.includes(target))
if (unknown) fail(`There is no fuzz target ${unknown}; there are ${all.join(', ')}.`)
if (!Number.isInteger(seconds) || seconds < 1) fail(`--seconds takes a whole number above 0, not ${values.seconds}.`)

const found = execFileSync(process.execPath, [join(root, 'tools/install.mjs'), 'cargo-fuzz'], { encoding: 'utf8' })
const tool = found.trim().replace('TOOL=', '')
// The variable allows the flags of coverage on a stable compiler.
const options = { cwd: root, env: { ...process.env, RUSTC_BOOTSTRAP: '1' } }
execFileSync(tool, ['build', ...NO_SANITIZER], { ...options, stdio: 'inherit' })

// The fuzzers end by it, and what they ran until then counts.
process.on('SIGINT', () => {})

const targets = positionals.length > 0 ? positionals : all
const outcomes = []
for (let i = 0; i < targets.length; i += 2) outcomes.push(...(await Promise.all(targets.slice(i, i + 2).map(fuzz))))
process.exitCode = outcomes.every(Boolean) ? 0 : 1

/** Whether the target ran, and found nothing. */
function fuzz(target) {
  const corpus = values.repeatable ? mkdtempSync(join(tmpdir(), 'jwtmint-corpus-')) : join(root, 'fuzz/corpus', target)
  mkdirSync(corpus, { recursive: true })
  const extent = values.repeatable ? [START, `-runs=${REPEATABLE_RUNS[target]}`] : [`-max_total_time=${seconds}`]
  const started = performance.now()
  const inputs = [corpus, `fuzz/seeds/${target}`]
  const child = spawn(tool, ['run', ...NO_SANITIZER, target, ...inputs, '--', ...LIMITS, ...extent], options)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = (said + text).slice(-20_000)))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const [, executions = '0'] = /stat::number_of_executed_units:\s*(\d+)/.exec(said) ?? []
      // Somebody's Ctrl+C is no finding.
      const good = (code === 0 || said.includes('libFuzzer: run interrupted')) && executions !== '0'
      const taken = Math.round((performance.now() - started) / 1000)
      if (!good) process.stderr.write(said)
      process.stdout.write(
        `${target}: ${executions} executions in ${taken} s, ${good ? 'nothing found' : 'FAILED: see above'}\n`,
      )
      if (values.repeatable) rmSync(corpus, { recursive: true, force: true })
      else add(target, Number(executions), taken, good)
      resolve(good)
    })
  })
}

/** Adds a search to the total. A finding stays open until somebody mends it and sets the number back by hand. */
function add(target, executions, taken, good) {
  const file = join(root, 'fuzz/total.json')
  const totals = JSON.parse(readFileSync(file, 'utf8'))
  const before = totals[target] ?? { executions: 0, seconds: 0, openFindings: 0 }
  totals[target] = {
    executions: before.executions + executions,
    seconds: before.seconds + taken,
    openFindings: before.openFindings + (good ? 0 : 1),
  }
  writeFileSync(file, `${JSON.stringify(totals, null, 2)}\n`)
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
