// Searches for hostile calls that reach parts of pkg/src/api which none in hostile-corpus.json reaches, and keeps those:
//
//   node tests/engines/hostile-search.mjs [seconds] [seed]
//
// Run it after `cargo xtask build`, when the calls of hostile.mjs or the API have changed. V8 counts what runs in node.cjs, block by
// block. Half of the calls are new; the others begin as one that is kept and go on as another.
import { readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { randomFrom } from './random.mjs'

const [seconds = 60, seed = 1] = process.argv.slice(2).map(Number)
const MOST_DRAWS = 40

const session = new Session()
session.connect()
/** Answers come at once from a session on the same thread. */
function asked(method, params) {
  let answer
  session.post(method, params, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`)
    answer = result
  })
  return answer
}
asked('Profiler.enable')
asked('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
const { CORPUS, runHostile } = await import('./hostile.mjs')
const file = new URL('../../pkg/dist/node.cjs', import.meta.url)
const seen = new Uint8Array(readFileSync(file, 'utf8').length)

/** Runs a call, and answers how many characters of node.cjs ran that never did before. */
function reached(call) {
  asked('Profiler.takePreciseCoverage')
  try {
    runHostile(call)
  } catch (error) {
    process.exitCode = 1
    process.stdout.write(`${JSON.stringify(call)}: ${error.message}\n`)
  }
  const { result } = asked('Profiler.takePreciseCoverage')
  let fresh = 0
  for (const { functions } of result.filter(({ url }) => url === file.href)) {
    for (const { ranges } of functions.filter(({ ranges }) => ranges[0].count > 0)) {
      const ran = new Map()
      for (const { startOffset, endOffset, count } of ranges)
        for (let at = startOffset; at < endOffset; at++) ran.set(at, count > 0)
      for (const [at, did] of ran) if (did && !seen[at]) fresh += seen[at] = 1
    }
  }
  return fresh
}

const kept = CORPUS.filter((call) => reached(call) > 0)
const before = kept.length
const random = randomFrom(seed)
const next = () => (random.below(2 ** 16) << 16) | random.below(2 ** 16)
const end = performance.now() + seconds * 1000
let calls = 0
while (performance.now() < end) {
  const fresh = [next() >>> 0, null]
  const start = random.chance(50) && kept.length > 0 ? random.pick(kept) : []
  const call = [...start.slice(0, 3).map(([first, draws]) => [first, draws ?? 1 + random.below(MOST_DRAWS)]), fresh]
  calls++
  if (reached(call) > 0) kept.push(call)
}
const covered = seen.reduce((sum, one) => sum + one, 0)
process.stdout.write(
  `${calls} calls: ${kept.length - before} more are kept, ${kept.length} in all; ${covered} of ${seen.length} characters of node.cjs ran\n`,
)
const lines = kept.map((call) => `  ${JSON.stringify(call).replaceAll(',', ', ')}`)
writeFileSync(new URL('hostile-corpus.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
