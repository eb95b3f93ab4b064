// cargo xtask bench [part ...]: jwtmint and its peers in turn, host by host. All parts together write benches/results.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { goals as judged } from './lib/goals.mjs'
import { plot } from './lib/plot.mjs'
import { sizes } from './lib/sizes.mjs'
import { goalTable, line, time } from './lib/table.mjs'

const started = Date.now()
const rows = []
const growths = []
const clientGoals = []
const say = (text) => console.log(`[${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s] ${text}`)

async function keep(measurements) {
  for await (const row of measurements) {
    rows.push(row)
    say(line(row))
  }
}

const PARTS = {
  node: async () => keep((await import('./hosts/node.mjs')).operations()),
  async growth() {
    for (const row of await (await import('./hosts/node.mjs')).growth()) {
      growths.push(row)
      say(`node: HS256, ${row.size} bytes of claims: sign ${time(row.sign)}, verify ${time(row.verify)}`)
    }
  },
  cold: async () => keep((await import('./hosts/cold.mjs')).coldStarts()),
  chromium: async () => keep((await import('./hosts/chromium.mjs')).operations()),
  quickjs: async () => keep((await import('./hosts/quickjs.mjs')).operations()),
  async 'api-clients'() {
    for await (const goal of (await import('./hosts/api-clients.mjs')).goals()) {
      clientGoals.push(goal)
      say(`${goal.what}: ${goal.measured}`)
    }
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !PARTS[name])
if (unknown.length) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length && !wanted.includes(name)) continue
  say(`${name} ...`)
  await part()
}
if (!wanted.length) report()

function report() {
  const weights = sizes()
  const all = [...judged(rows, weights, growths), ...clientGoals]
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.version}, ${cpus().length} cores, ${cpus()[0].model}`
  console.log(`\n${goalTable(all)}\n`)
  const folder = new URL('results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const results = { date, machine, unit: 'microseconds', rows, growth: growths, sizes: weights, goals: all }
  writeFileSync(new URL('results.json', folder), JSON.stringify(results, null, 1) + '\n')
  writeFileSync(new URL('results.svg', folder), plot(rows, `Processor time an operation, 200-byte claims, key held, median; ${date}, ${machine.split(',').slice(0, 2).join(',')}`))
  say('written: benches/results/results.json, benches/results/results.svg')
}
