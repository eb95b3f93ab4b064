// node tests/hosts/measure.mjs: what a token costs in the hosts, beside jsrsasign in the same run; medians.
// With --json a row is a line of JSON, for `cargo xtask bench`.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install } from './install.mjs'
import { DIST, HOSTS } from './lib/places.mjs'

for (const { reason } of await install((host) => ['newman', 'postman', 'bruno', 'hoppscotch'].includes(host))) throw new Error(reason)
const { newman, postmanSandbox } = await import('./runners/postman.mjs')
const { brunoSafe } = await import('./runners/bruno.mjs')
const { hoppscotch } = await import('./runners/hoppscotch.mjs')

const ROUNDS = 7
const BATCH = 10
const read = (...path) => readFile(join(...path), 'utf8')
const jsrsasign = await read(HOSTS, 'node_modules/jsrsasign/lib/jsrsasign-all-min.js')
// In a closure, as one who knows the sandbox would paste it: its own globals are slow there.
const theirs = `(function () { var navigator = {}, window = {}; ${jsrsasign}\nreturn KJUR })()`
const asModule = (source) => `(function () { var module = { exports: {} }; ${source}\nreturn module.exports })()`
const full = asModule(await read(DIST, 'script.js'))
const small = asModule(await read(DIST, 'script-hmac.js'))

const pem = (type, options) => generateKeyPairSync(type, options).privateKey.export({ type: 'pkcs8', format: 'pem' })
const keys = {
  RS256: pem('rsa', { modulusLength: 2048 }),
  ES256: pem('ec', { namedCurve: 'P-256' }),
  EdDSA: pem('ed25519'),
  HS256: '0123456789abcdef'.repeat(2),
}
const signs = (algorithm) => ({
  ours: `lib.sign({ sub: 'a' }, ${JSON.stringify(keys[algorithm])}, { algorithm: '${algorithm}', expiresIn: 60 })`,
  theirs: `lib.jws.JWS.sign('${algorithm}', '{"alg":"${algorithm}","typ":"JWT"}', '{"sub":"a"}', ${JSON.stringify(keys[algorithm])})`,
})

const first = (source, sign) => `(function () {
  const started = Date.now()
  const lib = eval(${JSON.stringify(source)})
  ${sign}
  return String(Date.now() - started)
})`

const warm = (algorithm) => `(function () {
  const time = (lib, sign) => { const started = Date.now(); for (let i = 0; i < ${BATCH}; i++) sign(lib); return (Date.now() - started) / ${BATCH} }
  const ours = eval(${JSON.stringify(full)}), theirs = eval(${JSON.stringify(theirs)})
  const signOurs = (lib) => ${signs(algorithm).ours}, signTheirs = (lib) => ${signs(algorithm).theirs}
  time(ours, signOurs), time(theirs, signTheirs)
  const rounds = []
  for (let i = 0; i < ${ROUNDS}; i++) rounds.push([time(ours, signOurs), time(theirs, signTheirs)])
  return JSON.stringify(rounds)
})`

async function inside(runner, script) {
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-measure-'))
  try {
    return JSON.parse(await runner.run({ script, library: 'module.exports = {}', about: {} }, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const asJson = process.argv.includes('--json')
const row = (what, measured, goal, reached) => console.log(asJson ? JSON.stringify({ what, measured, goal, reached }) : `| ${what} | ${measured} | ${goal} | ${reached ? 'yes' : 'no'} |`)

if (!asJson) console.log('| | measured | goal | reached |\n| --- | --- | --- | --- |')
for (const [algorithm, goal] of [['RS256', 6], ['ES256', 20]]) {
  const rounds = await inside(postmanSandbox, warm(algorithm))
  const [ours, others] = [0, 1].map((column) => median(rounds.map((round) => round[column])))
  row(`${algorithm} sign in postman-sandbox, warm`, `${ours} ms, jsrsasign ${others} ms: ${(others / ours).toFixed(1)} times`, `${goal} times`, others / ours >= goal)
}
const loads = { ours: [], theirs: [] }
for (let i = 0; i < ROUNDS; i++) {
  loads.ours.push(await inside(newman, first(full, signs('RS256').ours)))
  loads.theirs.push(await inside(newman, first(theirs, signs('RS256').theirs)))
}
const [ours, others] = [median(loads.ours), median(loads.theirs)]
row('load plus first RS256 token in Newman', `${ours} ms, jsrsasign ${others} ms: ${(ours / others).toFixed(2)}`, 'at most 0.5', ours <= others / 2)
for (const [runner, goals] of [[brunoSafe, { RS256: 400, ES256: 400, EdDSA: 400, HS256: 90 }], [hoppscotch, { RS256: 900, ES256: 900, EdDSA: 900, HS256: 200 }]]) {
  for (const [algorithm, goal] of Object.entries(goals)) {
    const times = []
    for (let i = 0; i < ROUNDS; i++) times.push(await inside(runner, first(algorithm === 'HS256' ? small : full, signs(algorithm).ours)))
    const measured = median(times)
    row(`${algorithm} first token in ${runner.name}, load included`, `${measured} ms`, `under ${goal} ms`, measured < goal)
  }
}
