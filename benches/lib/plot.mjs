// The plot of the results: operations in Node with the key held, a bar for each library, on a logarithmic scale. It carries
// its own ground, so that it can be read on a light page and on a dark one, whatever the reader's system prefers.
import { time } from './table.mjs'

/** By what does the work: colours that keep their distance on both grounds, and to eyes that see fewer. */
const KINDS = {
  jwtmint: { is: (name) => name === 'jwtmint', legend: 'jwtmint: WebAssembly' },
  native: {
    is: (name) => ['jose', 'jsonwebtoken', 'fast-jwt', '@node-rs/jsonwebtoken', 'node:crypto'].includes(name),
    legend: 'native code: WebCrypto, OpenSSL, Rust',
  },
  portable: { is: (name) => ['jsrsasign', 'crypto-js'].includes(name), legend: 'plain JavaScript' },
}

const WIDTH = 880
const LEFT = 190
const RIGHT = 70
const TOP = 84
const BAR = 16
const GROUP = 30
/** Lines of the scale, in microseconds. */
const TICKS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

const STYLE = `
.ground{fill:#fff;stroke:#d0d7de}.grid{stroke:#e4e8ec}text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.title{font-size:15px;font-weight:600}.operation{font-weight:600}.quiet{fill:#59636e;font-size:11px}
.jwtmint{fill:#d9480f}.native{fill:#6aa3d8}.portable{fill:#a9b1ba}.processor{fill:#1f2328}.ours{font-weight:600}
@media(prefers-color-scheme:dark){.ground{fill:#161b22;stroke:#3d444d}.grid{stroke:#2b323b}text{fill:#e6edf3}.quiet{fill:#9198a1}
.jwtmint{fill:#f76707}.native{fill:#3f7cb5}.portable{fill:#6b747e}.processor{fill:#fff}}
`

/** @param {import('./rounds.mjs').Row[]} rows @param {string} circumstances when, and on what machine */
export function plot(rows, circumstances) {
  const shown = rows.filter(({ host, operation }) => host === 'node' && operation.endsWith('200 B, key held'))
  const kindOf = (name) => Object.keys(KINDS).find((kind) => KINDS[kind].is(name))
  const groups = shown.map(({ operation, results }) => ({
    operation: operation.replace(', 200 B, key held', ''),
    bars: Object.entries(results)
      .filter(([name]) => kindOf(name))
      .sort(([, a], [, b]) => a.median - b.median),
  }))
  const times = groups.flatMap(({ bars }) =>
    bars.flatMap(([, { median, processor }]) => [median, processor?.median || median]),
  )
  const [low, high] = [Math.log10(Math.min(...times)) - 0.2, Math.log10(Math.max(...times))]
  const x = (us) => LEFT + ((Math.log10(us) - low) / (high - low)) * (WIDTH - LEFT - RIGHT)
  const bottom = TOP + groups.reduce((sum, { bars }) => sum + GROUP + bars.length * BAR, 0)
  const parts = [...heading(circumstances), ...scale(x, bottom)]
  let y = TOP
  for (const { operation, bars } of groups) {
    parts.push(label(16, y + GROUP - 9, operation, 'operation'))
    y += GROUP
    for (const [name, result] of bars) {
      parts.push(...bar(name, result, kindOf(name), x, y))
      y += BAR
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 40}" role="img" aria-label="Time of each operation in Node, by library">
<style>${STYLE}</style>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${bottom + 39}" rx="8"/>
${parts.join('\n')}
</svg>
`
}

const label = (x, y, text, kind = '', more = '') =>
  `<text x="${round(x)}" y="${round(y)}"${kind && ` class="${kind}"`}${more}>${text}</text>`
const box = (x, y, width, height, kind) =>
  `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}" rx="2"/>`
const round = (number) => Number(number.toFixed(1))

function heading(circumstances) {
  const parts = [
    label(16, 26, 'Time of an operation in Node: claims of 200 bytes, key held, median', 'title'),
    label(16, 44, `Shorter is faster; every line is ten times the one before. ${circumstances}`, 'quiet'),
  ]
  let x = 16
  for (const [kind, { legend }] of Object.entries(KINDS)) {
    parts.push(box(x, 56, 11, 11, kind), label(x + 17, 66, legend))
    x += 40 + legend.length * 6.4
  }
  return [...parts, box(x, 54, 2.5, 15, 'processor'), label(x + 9, 66, 'processor time, all threads')]
}

function scale(x, bottom) {
  const inside = TICKS.filter((us) => x(us) >= LEFT && x(us) <= WIDTH - 10)
  return inside.flatMap((us) => [
    `<line class="grid" x1="${round(x(us))}" y1="${TOP + 6}" x2="${round(x(us))}" y2="${bottom + 8}"/>`,
    label(x(us), bottom + 24, time(us).replace(/\.0+ /, ' '), 'quiet', ' text-anchor="middle"'),
  ])
}

function bar(name, { median, processor }, kind, x, y) {
  const end = processor ? Math.max(x(median), x(processor.median)) : x(median)
  return [
    label(LEFT - 10, y + 11, name, kind === 'jwtmint' ? 'ours' : '', ' text-anchor="end"'),
    box(LEFT, y + 1, Math.max(1, x(median) - LEFT), BAR - 4, kind),
    ...(processor ? [box(x(processor.median) - 1, y, 2.5, BAR - 2, 'processor')] : []),
    label(end + 8, y + 11, time(median), kind === 'jwtmint' ? 'ours' : ''),
  ]
}
