// The plot for the README: operations in Node with the key held, a bar for each library, on a logarithmic scale.
import { time } from './table.mjs'

const COLOURS = { jwtmint: '#d9480f', jose: '#1c7ed6', jsonwebtoken: '#7048e8', 'fast-jwt': '#0c8599', '@node-rs/jsonwebtoken': '#2b8a3e', jsrsasign: '#868e96', 'crypto-js': '#adb5bd', 'node:crypto': '#ced4da' }
const LEFT = 240
const WIDTH = 860
const BAR = 13
const GAP = 14

/** @param {{ host: string, operation: string, results: any }[]} rows @param {string} caption */
export function plot(rows, caption) {
  const shown = rows.filter(({ host, operation }) => host === 'node' && operation.endsWith('200 B, key held'))
  const medians = shown.flatMap(({ results }) => Object.values(results).map(({ median }) => median))
  const [low, high] = [Math.log10(Math.min(...medians)) - 0.3, Math.log10(Math.max(...medians))]
  const length = (us) => ((Math.log10(us) - low) / (high - low)) * (WIDTH - LEFT - 90)
  const parts = []
  let y = 40
  for (const { operation, results } of shown) {
    parts.push(`<text class="operation" x="8" y="${y + 10}">${operation.replace(', 200 B, key held', '')}</text>`)
    for (const [name, { median }] of Object.entries(results).sort(([, a], [, b]) => a.median - b.median)) {
      const width = Math.max(1, length(median)).toFixed(1)
      parts.push(`<text x="${LEFT - 8}" y="${y + 10}" text-anchor="end">${name}</text>`)
      parts.push(`<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR - 2}" fill="${COLOURS[name]}"/>`)
      parts.push(`<text x="${(LEFT + Number(width) + 6).toFixed(1)}" y="${y + 10}">${time(median)}</text>`)
      y += BAR
    }
    y += GAP
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="Time an operation, by library">
<style>text{font:11px system-ui,sans-serif;fill:#343a40}.operation{font-weight:600}@media(prefers-color-scheme:dark){text{fill:#dee2e6}}</style>
<text class="operation" x="8" y="20">${caption}</text>
${parts.join('\n')}
</svg>
`
}
