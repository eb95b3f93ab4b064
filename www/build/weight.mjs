// What the page weighs, as it is stored and as it travels.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8)

/** @param {string} folder @param {string} name */
export function weigh(folder, name) {
  const bytes = readFileSync(join(folder, name))
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }
}

/** @param {{raw: number, gzip: number}[]} weights */
export const sum = (weights) =>
  weights.reduce((all, one) => ({ raw: all.raw + one.raw, gzip: all.gzip + one.gzip }), { raw: 0, gzip: 0 })

/**
 * @param {string} folder
 * @param {{loaded: string[], later: string[], alone: string[]}} names
 */
export function table(folder, { loaded, later, alone }) {
  const line = ({ name, raw, gzip }) => `${name.padEnd(34)}${kilobytes(raw)} kB${kilobytes(gzip)} kB gzip`
  const first = loaded.map((name) => weigh(folder, name))
  return [
    ...first.map(line),
    line({ name: 'the page, all it loads', ...sum(first) }),
    ...later.map((name) => line({ ...weigh(folder, name), name: name + ' (afterwards)' })),
    ...alone.map((name) => line({ ...weigh(folder, name), name: name + ' (the one file)' })),
  ].join('\n')
}
