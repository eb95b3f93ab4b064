// The README's section on speed and size, from the results of one whole run.
import { readFileSync, writeFileSync } from 'node:fs'
import { absent } from './absent.mjs'
import { both, comparison, goalTable, table } from './table.mjs'

const README = new URL('../../README.md', import.meta.url)
const RESULTS = new URL('../results/results.json', import.meta.url)
const START = /<!-- bench: [^\n]*-->\n/
const END = '<!-- end -->'

/** In results.json, but no libraries that a reader could choose. */
const FOR_SCALE = ['node:crypto', 'rsa alone']

const kilo = (bytes) => `${(bytes / 1000).toFixed(0)} kB`
const folded = (summary, ...content) =>
  `<details><summary>${summary}</summary>\n\n${content.join('\n\n')}\n\n</details>`

/** @param {any} results of benches/results/results.json */
export function section({ date, machine, load, seconds, rows, growth, sizes, peerSizes, goals }) {
  const without = (results) => Object.fromEntries(Object.entries(results).filter(([name]) => !FOR_SCALE.includes(name)))
  const of = (host, wanted) =>
    rows
      .filter((row) => row.host === host && wanted(row.operation))
      .map((row) => ({ ...row, results: without(row.results) }))
  const ending = (text) => (operation) => operation.endsWith(text)
  const short = (operation) => operation.replace(/,.*| first token.*/, '')
  const all = () => true
  const whole = (operation) => operation.replace(', 200 B', '')
  const weights = Object.entries({ ...sizes, ...peerSizes }).map(([file, { bytes, gzip }]) => [
    `${file.startsWith('the') ? file : '`' + file + '`'}`,
    kilo(bytes),
    kilo(gzip),
  ])
  return (
    [
      '![Time of each operation in Node, by library](benches/results/results.svg)',
      `\`cargo xtask bench\` measured this on ${date} in ${Math.ceil(seconds / 60)} minutes (${machine}; load average ${load.toFixed(1)} at the start) and wrote it here. All contenders of a host take turns ` +
        'in one process, round after round; figures are medians, with claims of 200 bytes unless another size is named. The first figure is the time a caller waits, by the wall clock; ' +
        'the one in brackets is the processor time of all threads: WebCrypto, which `jose` calls, works in threads of its own, so that the two differ, and other load stretches the first only. ' +
        'Compare within a line only. Minima and every other line are in [benches/results/results.json](benches/results/results.json).',
      comparison('Node, key held', of('node', ending('200 B, key held')), short),
      goalTable(goals),
      table(['file', 'as it is', 'gzip'], weights),
      folded(
        'Node: the key given as text, its import, and claims of 4 kB',
        comparison('Node, key as text', of('node', ending('200 B, key as text')), short),
        comparison('Node', of('node', ending('import')), short),
        comparison('Node, claims of 4 kB, key held', of('node', ending('4 kB, key held')), short),
      ),
      folded(
        'Node: first token of a fresh process, loading included; growth with the claims',
        comparison('Node', of('node', ending('load included')), short),
        table(
          ['HS256, bytes of claims', 'sign', 'verify'],
          growth.map(({ size, sign, verify }) => [size.toLocaleString('en'), both(sign), both(verify)]),
        ),
      ),
      folded(
        'Script hosts and Chromium',
        comparison('postman-sandbox', of('postman-sandbox', all), whole),
        comparison('Newman', of('newman', ending('held')), whole),
        comparison('QuickJS', of('quickjs', all), whole),
        comparison('Chromium', of('chromium', all), whole),
      ),
      folded(
        'API clients: first token of a fresh run, loading included',
        ...[
          ['newman', 'Newman'],
          ['bruno safe mode', 'Bruno, safe mode'],
          ['hoppscotch', 'Hoppscotch'],
        ].map(([host, title]) => comparison(title, of(host, ending('load included')), short)),
      ),
      folded(
        'Native Rust, for scale',
        comparison('Rust crates, key held', of('native', ending('200 B, key held')), short),
        comparison('Rust crates, key as text', of('native', ending('200 B, key as text')), short),
      ),
      folded('What is missing, and why', table(['not measured', 'why'], absent)),
    ].join('\n\n') + '\n'
  )
}

/** @param {string} text of README.md */
function parts(text) {
  const mark = START.exec(text)
  if (!mark)
    throw new Error(
      'README.md has no line <!-- bench: ... -->; put it, and <!-- end --> after it, where the figures belong.',
    )
  const start = mark.index + mark[0].length
  const end = text.indexOf(END, start)
  if (end < 0) throw new Error('README.md has no <!-- end --> after <!-- bench: ... -->.')
  return { before: text.slice(0, start), body: text.slice(start, end), after: text.slice(end) }
}

/** Whether the README says what results.json says. */
export const isCurrent = () =>
  parts(readFileSync(README, 'utf8')).body === section(JSON.parse(readFileSync(RESULTS, 'utf8')))

export function write() {
  const { before, after } = parts(readFileSync(README, 'utf8'))
  writeFileSync(README, before + section(JSON.parse(readFileSync(RESULTS, 'utf8'))) + after)
}
