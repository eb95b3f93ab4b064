// node tools/fuzz.mjs [target...] [--seconds 60]: random input against the assertions of fuzz/fuzz_targets, by cargo-fuzz on
// the ordinary compiler, two targets at a time. `cargo xtask fuzz` and `cargo xtask check fuzz` run it.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** No token, key or option object of use is longer, and short inputs are tried more often. One input that takes ten
 * seconds is as bad as one that crashes. */
const LIMITS = ['-max_len=4096', '-timeout=10', '-print_final_stats=1']

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const all = readdirSync(join(root, 'fuzz/fuzz_targets')).map((file) => file.replace(/\.rs$/, ''))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' } },
})
const seconds = Number(values.seconds)
const unknown = positionals.find((target) => !all.includes(target))
if (unknown) fail(`There is no fuzz target ${unknown}; there are ${all.join(', ')}.`)
if (!Number.isInteger(seconds) || seconds < 1) fail(`--seconds takes a whole number above 0, not ${values.seconds}.`)

const found = execFileSync(process.execPath, [join(root, 'tools/install.mjs'), 'cargo-fuzz'], { encoding: 'utf8' })
const tool = found.trim().replace('TOOL=', '')
// The variable allows the sanitizer's flag on a stable compiler.
const options = { cwd: root, env: { ...process.env, RUSTC_BOOTSTRAP: '1' } }
execFileSync(tool, ['build'], { ...options, stdio: 'inherit' })

const targets = positionals.length > 0 ? positionals : all
const outcomes = []
for (let i = 0; i < targets.length; i += 2) outcomes.push(...(await Promise.all(targets.slice(i, i + 2).map(fuzz))))
process.exitCode = outcomes.every(Boolean) ? 0 : 1

/** Whether the target ran, and found nothing. */
function fuzz(target) {
  const [corpus, seeds] = ['corpus', 'seeds'].map((name) => `fuzz/${name}/${target}`)
  mkdirSync(join(root, corpus), { recursive: true })
  const child = spawn(tool, ['run', target, corpus, seeds, '--', ...LIMITS, `-max_total_time=${seconds}`], options)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = (said + text).slice(-20_000)))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const [, executions = '0'] = /stat::number_of_executed_units:\s*(\d+)/.exec(said) ?? []
      const good = code === 0 && executions !== '0'
      if (!good) process.stderr.write(said)
      process.stdout.write(
        `${target}: ${executions} executions in ${seconds} s, ${good ? 'nothing found' : 'FAILED: see above'}\n`,
      )
      resolve(good)
    })
  })
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
