// benches/results/README.md: every table of one whole run.
import { absent } from './absent.mjs'
import { both, comparison, kilo, table } from './table.mjs'

/** In results.json, but no libraries that a reader could choose. */
const FOR_SCALE = ['node:crypto', 'rsa alone']

const folded = (summary, ...content) =>
  `<details><summary>${summary}</summary>\n\n${content.join('\n\n')}\n\n</details>`

/** @param {any} results of benches/results/results.json */
export function report({ date, machine, load, seconds, rows, growth, sizes, peerSizes }) {
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
      '![Time of each operation in Node, by library](results.svg)',
      `Measured on ${date} in ${Math.ceil(seconds / 60)} minutes: ${machine}, load average ${load.toFixed(1)} at the start.`,
      comparison('Node, key held', of('node', ending('200 B, key held')), short),
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
