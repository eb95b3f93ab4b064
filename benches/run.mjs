// cargo xtask bench [part ...]: jwtmint and its peers in turn, host by host. All parts together write the results.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { goals as judged } from './lib/goals.mjs'
import { plot } from './lib/plot.mjs'
import { write as writeDocuments } from './lib/documents.mjs'
import { peerSizes, sizes } from './lib/sizes.mjs'
import { both, goalTable, line } from './lib/table.mjs'

const started = Date.now()
/** What else the machine was doing just before. */
const load = loadavg()[0]
const seconds = () => Math.round((Date.now() - started) / 1000)
const rows = []
const growths = []
const say = (text) => console.log(`[${String(seconds()).padStart(3)} s] ${text}`)

async function keep(measurements) {
  for await (const row of measurements) {
    rows.push(row)
    say(line(row))
  }
}

const script = (host) => async () => {
  await installed(['postman-sandbox', 'newman'].includes(host) ? 'newman' : host)
  return keep((await import('./hosts/scripts.mjs')).operations(host))
}

/** @type {Record<string, { about: string, run: () => Promise<void> }>} */
const PARTS = {
  node: {
    about: 'sign, verify and import a key in Node, beside every peer',
    run: async () => keep((await import('./hosts/node.mjs')).operations()),
  },
  growth: {
    about: 'claims of 100 bytes to 1 MB in Node',
    async run() {
      for await (const row of (await import('./hosts/node.mjs')).growth()) {
        growths.push(row)
        say(`node: HS256, ${row.size} bytes of claims: sign ${both(row.sign)}, verify ${both(row.verify)}`)
      }
    },
  },
  cold: {
    about: 'load and first token of a fresh Node process',
    run: async () => keep((await import('./hosts/cold.mjs')).coldStarts()),
  },
  native: {
    about: 'the core and other crates as native Rust, for scale',
    run: async () => keep((await import('./hosts/native.mjs')).operations()),
  },
  chromium: {
    about: 'sign and verify in a page',
    run: async () => keep((await import('./hosts/chromium.mjs')).operations()),
  },
  quickjs: { about: 'sign and verify in QuickJS', run: script('quickjs') },
  'postman-sandbox': { about: 'sign and verify in the newest Postman sandbox', run: script('postman-sandbox') },
  newman: { about: 'sign and verify in Newman', run: script('newman') },
  'first-token': {
    about: 'load and first token in Newman, Bruno and Hoppscotch',
    async run() {
      for (const host of ['newman', 'bruno', 'hoppscotch']) await installed(host)
      await keep((await import('./hosts/first-token.mjs')).operations())
    },
  },
}

const HELP = `cargo xtask bench [part ...]: builds, then measures jwtmint and its peers in turn, in one process a host

Without a part it measures all, in under ten minutes, and writes benches/results/results.json,
benches/results/results.svg and the tables of the documents that show them. With parts it prints only.
Times are what a caller waits, by the wall clock; in brackets stands the processor time of all threads, where
the host tells it. Every contender first proves that it works together with jwtmint.

Parts
${Object.entries(PARTS)
  .map(([name, { about }]) => `  ${name.padEnd(16)} ${about}`)
  .join('\n')}

Options
  --list           names the parts that would be measured, one a line
  --help           this text
`

/** Brings a script host onto this machine, as its tests do. */
async function installed(host) {
  const { install } = await import('../tests/hosts/install.mjs')
  const problems = await install((name) => name === host)
  if (problems.length) throw new Error(problems.map(({ reason }) => reason).join(' '))
}

await main(process.argv.slice(2))

async function main(given) {
  const named = given.filter((word) => !['--list', '--help', '-h'].includes(word))
  const unknown = named.filter((name) => !PARTS[name])
  if (given.some((word) => ['--help', '-h'].includes(word))) return void process.stdout.write(HELP)
  if (unknown.length) {
    console.error(
      `There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}. cargo xtask bench --help says what each measures.`,
    )
    process.exitCode = 2
    return
  }
  const wanted = Object.keys(PARTS).filter((name) => !named.length || named.includes(name))
  if (given.includes('--list')) return console.log(wanted.join('\n'))
  if (load > cpus().length / 2)
    say(
      `other programs are running (load average ${load.toFixed(1)}): they stretch what the wall clock shows, long turns more than short ones; processor time holds`,
    )
  const failed = await measure(wanted)
  if (failed.length) {
    console.error(
      `Not measured: ${failed.join(', ')}; the reasons are above, and nothing was written. Again only these: cargo xtask bench ${failed.join(' ')}`,
    )
    process.exitCode = 1
  } else if (!named.length) {
    report()
  }
  say(`${wanted.length} parts, ${rows.length} lines: ${(seconds() / 60).toFixed(1)} minutes in all`)
}

/** One host that fails must not cost the figures of the others; answers the parts that did. */
async function measure(wanted) {
  const failed = []
  for (const [i, name] of wanted.entries()) {
    say(`${name}: part ${i + 1} of ${wanted.length}`)
    try {
      await PARTS[name].run()
    } catch (error) {
      failed.push(name)
      console.error(`${name}: ${error.message}`)
    }
  }
  return failed
}

function report() {
  const weights = sizes()
  const goals = judged(rows, weights, growths)
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.version.slice(1)}, ${cpus().length} cores of ${cpus()[0].model.replace(/ @.*/, '')}`
  console.log(`\n${goalTable(goals)}\n`)
  const folder = new URL('results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const results = {
    date,
    machine,
    load,
    seconds: seconds(),
    unit: 'microseconds',
    rows,
    growth: growths,
    sizes: weights,
    peerSizes: peerSizes(),
    goals,
  }
  writeFileSync(new URL('results.json', folder), JSON.stringify(rounded(results), null, 1) + '\n')
  writeFileSync(new URL('results.svg', folder), plot(rows, `${date}, ${machine}`))
  const documents = writeDocuments()
  say(`written: benches/results/results.json, benches/results/results.svg, ${documents.join(', ')}`)
}

/** More digits than the clocks have would only make differences longer. */
function rounded(results) {
  return JSON.parse(
    JSON.stringify(results, (_name, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    ),
  )
}
