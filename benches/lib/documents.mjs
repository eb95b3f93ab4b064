// The documents that show measured figures: each has one marked section, which is made from results.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { report } from './report.mjs'
import { goalTable, kilo, table, time } from './table.mjs'

const ROOT = new URL('../../', import.meta.url)
const END = '<!-- end -->'

/** A document, the name of its section, and what makes it of the results. */
const SECTIONS = [
  ['README.md', 'speed', summary],
  ['benches/results/README.md', 'results', report],
  ['docs/performance.md', 'goals', ({ goals }) => goalTable(goals) + '\n'],
]

/** The README's rows: one for each common algorithm, and one for the size of what is loaded. */
function summary({ rows, sizes, peerSizes }) {
  const libraries = ['jwtmint', 'jose', 'jsonwebtoken', 'jsrsasign']
  const median = (operation, library) => {
    const row = rows.find((one) => one.host === 'node' && one.operation === `${operation}, 200 B, key held`)
    if (!row) throw new Error(`The README shows ${operation} in Node, which results.json does not have.`)
    return row.results[library]?.median
  }
  const cell = (algorithm, library) => {
    const times = ['sign', 'verify'].map((verb) => median(`${algorithm} ${verb}`, library))
    return times.includes(undefined) ? 'not offered' : times.map(time).join(' / ')
  }
  const gzip = (file, of) => kilo(of[file].gzip)
  return (
    table(
      ['Node, key held: sign / verify', ...libraries],
      [
        ...['HS256', 'EdDSA', 'ES256', 'RS256'].map((algorithm) => [
          algorithm,
          ...libraries.map((library) => cell(algorithm, library)),
        ]),
        [
          'size, gzip',
          `WebAssembly ${gzip('pkg/dist/jwtmint.wasm', sizes)}, \`script.js\` ${gzip('pkg/dist/script.js', sizes)}, \`script-hmac.js\` ${gzip('pkg/dist/script-hmac.js', sizes)}`,
          'calls WebCrypto',
          "calls Node's `crypto`",
          gzip('jsrsasign-all-min.js', peerSizes),
        ],
      ],
    ) + '\n'
  )
}

/** The documents as they are, and as the results want them. */
function compared() {
  const results = JSON.parse(readFileSync(new URL('benches/results/results.json', ROOT), 'utf8'))
  return SECTIONS.map(([file, name, make]) => {
    const current = readFileSync(new URL(file, ROOT), 'utf8')
    const mark = new RegExp(`<!-- ${name}: [^\\n]*-->\\n`).exec(current)
    const start = mark ? mark.index + mark[0].length : -1
    const end = current.indexOf(END, start)
    if (!mark || end < 0)
      throw new Error(`${file} has no section for figures: expected a line <!-- ${name}: ... --> and later ${END}.`)
    return { file, current, wanted: current.slice(0, start) + make(results) + current.slice(end) }
  })
}

/** The documents whose figures are not those of results.json. */
export const outdated = () => compared().flatMap(({ file, current, wanted }) => (current === wanted ? [] : [file]))

/** Writes every section anew; returns the documents. */
export function write() {
  return compared().map(({ file, wanted }) => {
    writeFileSync(new URL(file, ROOT), wanted)
    return file
  })
}
