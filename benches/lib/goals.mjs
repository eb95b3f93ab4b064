// What jwtmint is meant to reach, and whether this run has shown it.

const WEBCRYPTO = 'jose'
const PORTABLE = 'jsrsasign'

/** Its time over theirs: below 1 jwtmint is faster. */
const ratio = (row, peer) => row.results.jwtmint.median / row.results[peer].median

/** Of one operation, by library; the ratio must be at most this. */
const LIMITS = [
  ...['sign', 'verify'].flatMap((verb) => [
    ...['jsonwebtoken', 'fast-jwt', '@node-rs/jsonwebtoken'].map((peer) => [`HS256 ${verb}`, peer, 1]),
    [`HS256 ${verb}`, WEBCRYPTO, 0.1],
    [`EdDSA ${verb}`, WEBCRYPTO, 1],
    [`RS256 ${verb}`, PORTABLE, 0.2],
  ]),
  ['ES256 sign', WEBCRYPTO, 1.3],
  ['ES256 verify', WEBCRYPTO, 4],
]

const KILO = 1000
const SIZES = [
  ['pkg/dist/script.js', 'bytes', 280],
  ['pkg/dist/script.js', 'gzip', 90],
  ['pkg/dist/script-hmac.js', 'bytes', 120],
  ['pkg/dist/script-hmac.js', 'gzip', 42],
  ['pkg/dist/jwtmint.wasm', 'gzip', 150],
  ['the page, all it loads', 'gzip', 200],
]

/**
 * @param {{ host: string, operation: string, results: any }[]} rows
 * @param {Record<string, { bytes: number, gzip: number }>} sizes
 * @param {{ size: number, sign: number, verify: number }[]} growth
 * @returns {{ what: string, measured: string, goal: string, reached: boolean }[]}
 */
export function goals(rows, sizes, growth) {
  const held = (operation) => rows.find((row) => row.host === 'node' && row.operation === `${operation}, 200 B, key held`)
  const speed = LIMITS.map(([operation, peer, limit]) => {
    const measured = ratio(held(operation), peer)
    return { what: `${operation}, 200 B, key held, against ${peer}`, measured: `${measured.toFixed(2)} of its time`, goal: `at most ${limit}`, reached: measured <= limit }
  })
  const weight = SIZES.map(([file, unit, limit]) => {
    const measured = sizes[file][unit] / KILO
    return { what: `${file}, ${unit === 'gzip' ? 'gzip' : 'as it is'}`, measured: `${measured.toFixed(0)} kB`, goal: `at most ${limit} kB`, reached: measured <= limit }
  })
  const linear = ['sign', 'verify'].map((verb) => {
    const [before, last] = growth.slice(-2).map((row) => row[verb] / row.size)
    return { what: `HS256 ${verb}: time a byte at 1 MB, against 100 kB`, measured: (last / before).toFixed(2), goal: 'at most 1.5 (linear)', reached: last / before <= 1.5 }
  })
  return [...speed, ...linear, ...weight]
}
