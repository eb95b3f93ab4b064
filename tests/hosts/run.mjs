// node tests/hosts/run.mjs [host or workflow...]: the suite in every script host, then both workflows.
// A line for each with its counts, the failures, and at the end `N passed, N failed`.
import { install } from './install.mjs'
import { tally } from './lib/tally.mjs'

const names = process.argv.slice(2)
const wanted = (name) => names.length === 0 || names.some((part) => name.includes(part))

const problems = await install(
  (host) => names.length === 0 || names.some((part) => part.includes(host) || host.includes(part)),
)
// Only now: what these import may just have been installed.
const { runners } = await import('./runners/index.mjs')
const { inHost } = await import('./suite/host.mjs')
const { testScript } = await import('./suite/bundle.mjs')
const { freshKeys } = await import('./suite/keys.mjs')
const { workflows } = await import('./workflows.mjs')

const cases = freshKeys()
const scripts = { whole: await testScript(cases), 'probe-alone': await testScript(cases, 'probe-alone') }
const all = [
  runners.map((runner) => ({
    name: runner.name,
    run: () => inHost(runner, { script: scripts[runner.part ?? 'whole'], cases }),
  })),
  workflows,
]
/** Two at a time: most of a job is waiting for another program. */
const lanes = all.map((jobs) => jobs.filter(({ name }) => wanted(name)))
if (lanes.flat().length === 0) {
  const known = all.flat().map(({ name }) => name)
  throw new Error(`No host is called ${names.join(' or ')}. There are: ${known.join('; ')}.`)
}

const total = { passed: 0, failed: 0 }
await Promise.all(
  lanes.map(async (jobs) => {
    for (const job of jobs) {
      const started = performance.now()
      const missing = problems.find(({ hosts }) => hosts.some((host) => job.name.includes(host)))
      const t = missing ? notInstalled(job.name, missing.reason) : await job.run()
      report(job.name, t.result(), performance.now() - started)
    }
  }),
)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

function notInstalled(name, reason) {
  const t = tally(name)
  t.add({ passed: 0, failures: [`it could not be installed: ${reason}`] })
  return t
}

function report(host, { passed, failures }, milliseconds) {
  total.passed += passed
  total.failed += failures.length
  console.log(`${host}: ${passed} tests passed, ${failures.length} not, ${(milliseconds / 1000).toFixed(1)} s`)
  for (const failure of failures) console.log(`  ${failure}`)
}
