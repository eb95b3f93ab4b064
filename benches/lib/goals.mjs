// What jwtmint is meant to reach, and whether this run has shown it. Times are compared by the wall clock, as a caller
// sees them; where the host tells processor time, that ratio is told beside it.
import { time } from './table.mjs'

/** @typedef {{ what: string, goal: string, measured: string, processor?: string, reached: boolean }} Goal */

const HELD = ', 200 B, key held'
const FIRST = ' first token, load included'

const ALONE = 'jwtmint, nothing lent'

/** Host, operation, peer, what jwtmint may take of the peer's time, and which jwtmint if not the one that users get. */
const RATIOS = [
  ...['sign', 'verify'].flatMap((verb) => [
    ...['jsonwebtoken', 'fast-jwt', '@node-rs/jsonwebtoken'].map((peer) => [
      'node',
      `HS256 ${verb}${HELD}`,
      peer,
      verb === 'sign' ? 1 : 1.1,
    ]),
    ['node', `HS256 ${verb}${HELD}`, 'jose', 0.1],
    ['node', `EdDSA ${verb}${HELD}`, 'jose', 1],
    ['node', `PS256 ${verb}${HELD}`, 'jose', 0.8],
    ...['jsonwebtoken', 'fast-jwt'].map((peer) => ['node', `RS256 ${verb}${HELD}`, peer, verb === 'sign' ? 1.05 : 1.2]),
    ['node', `RS256 ${verb}${HELD}`, 'rsa alone', 1.05, ALONE],
  ]),
  ['node', `ES256 sign${HELD}`, 'jose', 0.4],
  ['node', `ES256 sign${HELD}`, 'jsonwebtoken', 1.6],
  ...['jsonwebtoken', 'fast-jwt'].map((peer) => ['node', `ES256 verify${HELD}`, peer, 1.15]),
  ...['RS256', 'ES256'].map((algorithm) => ['node', `${algorithm} private key, import`, 'jsonwebtoken', 1]),
  ['node', `RS256${FIRST}`, 'jsonwebtoken', 0.8],
  ['postman-sandbox', 'RS256 sign, 200 B, key as text', 'jsrsasign', 1 / 6],
  ['postman-sandbox', 'ES256 sign, 200 B, key as text', 'jsrsasign', 1 / 20],
  ['newman', `RS256${FIRST}`, 'jsrsasign', 1 / 2],
]

/** Host, operation, library, and milliseconds. */
const TIMES = [
  ...[
    ['bruno safe mode', 400, 90],
    ['hoppscotch', 900, 200],
  ].flatMap(([host, whole, small]) => [
    ...['RS256', 'ES256', 'EdDSA'].map((algorithm) => [host, algorithm + FIRST, 'jwtmint', whole]),
    [host, `HS256${FIRST}`, 'jwtmint hmac', small],
  ]),
]

const KILO = 1000
const SIZES = [
  ['pkg/dist/script.js', 'gzip', 108],
  ['pkg/dist/script-hmac.js', 'gzip', 72],
  ['pkg/dist/jwtmint.wasm', 'gzip', 296],
  ['the page, all it loads', 'gzip', 200],
]

/** Time a byte at 1 MB against 100 kB: anything but linear would be far beyond. */
const LINEAR = 1.5

/**
 * @param {import('./rounds.mjs').Row[]} rows
 * @param {Record<string, { bytes: number, gzip: number }>} sizes
 * @param {{ size: number, sign: import('./rounds.mjs').Result, verify: import('./rounds.mjs').Result }[]} growth
 * @returns {Goal[]}
 */
export function goals(rows, sizes, growth) {
  return [
    ...RATIOS.map((ratio) => ofRatio(rows, ratio)),
    ...TIMES.map((limit) => ofTime(rows, limit)),
    ...['sign', 'verify'].map((verb) => ofGrowth(growth, verb)),
    ...SIZES.map((limit) => ofSize(sizes, limit)),
  ]
}

function resultsOf(rows, host, operation) {
  const row = rows.find((one) => one.host === host && one.operation === operation)
  if (!row) throw new Error(`A goal asks for ${host}: ${operation}, which was not measured.`)
  return row.results
}

/** @returns {Goal} */
function ofRatio(rows, [host, operation, peer, limit, which = 'jwtmint']) {
  const { [which]: ours, [peer]: theirs } = resultsOf(rows, host, operation)
  const ratio = ours.median / theirs.median
  const what = `${operation}: ${host === 'node' ? '' : `in ${host}, `}against ${peer === 'rsa alone' ? 'the crate `rsa` alone' : '`' + peer + '`'}`
  const processor = ours.processor && (ours.processor.median / theirs.processor.median).toFixed(2)
  return {
    what,
    goal: `${Number(limit.toFixed(2))} of its time`,
    measured: ratio.toFixed(2),
    processor,
    reached: ratio <= limit,
  }
}

/** @returns {Goal} */
function ofTime(rows, [host, operation, library, limit]) {
  const { median } = resultsOf(rows, host, operation)[library]
  return {
    what: `${operation}: in ${host}${library === 'jwtmint' ? '' : ', small file'}`,
    goal: `${limit} ms`,
    measured: time(median),
    reached: median <= limit * 1000,
  }
}

/**
 * By processor time: how the work grows is asked, and a long turn is interrupted more often than a short one.
 *
 * @returns {Goal}
 */
function ofGrowth(growth, verb) {
  const ratio = (of) => {
    const [before, last] = growth.slice(-2).map((row) => of(row[verb]) / row.size)
    return last / before
  }
  const [measured, processor] = [ratio(({ median }) => median), ratio((result) => result.processor.median)]
  return {
    what: `HS256 ${verb}: time a byte at 1 MB against 100 kB, by processor time`,
    goal: `${LINEAR} (linear)`,
    measured: measured.toFixed(2),
    processor: processor.toFixed(2),
    reached: processor <= LINEAR,
  }
}

/** @returns {Goal} */
function ofSize(sizes, [file, unit, limit]) {
  const measured = sizes[file][unit] / KILO
  return {
    what: `${file}${unit === 'gzip' ? ', gzip' : ''}`,
    goal: `${limit} kB`,
    measured: `${measured.toFixed(0)} kB`,
    reached: measured <= limit,
  }
}
