// Measurements as lines for the terminal and as Markdown.

/** @param {number} us */
export function time(us) {
  const digits = (number) => (number >= 100 ? number.toFixed(0) : number.toPrecision(number < 1 ? 2 : 3))
  if (us < 1_000) return `${digits(us)} µs`
  return us < 1_000_000 ? `${digits(us / 1_000)} ms` : `${digits(us / 1_000_000)} s`
}

/** @param {number} bytes */
export const kilo = (bytes) => `${(bytes / 1000).toFixed(0)} kB`

/** @param {import('./rounds.mjs').Result} result what the caller waits for, and in brackets the processor time */
export const both = ({ median, processor }) => time(median) + (processor ? ` (${time(processor.median)})` : '')

/** The first library first, then each peer with how many times its time it takes. */
export function line({ host, operation, results }) {
  const [[name, ours], ...peers] = Object.entries(results)
  const others = peers.map(
    ([peer, result]) => `; ${peer} ${both(result)}, x ${(result.median / ours.median).toFixed(2)}`,
  )
  return `${host}: ${operation}\n        ${name} ${both(ours)}, at best ${time(ours.minimum)}${others.join('')}`
}

/** @param {string[]} head @param {string[][]} lines */
export function table(head, lines) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n')
}

/**
 * Operations down, libraries across; the fastest of a line is in bold.
 *
 * @param {string} title
 * @param {import('./rounds.mjs').Row[]} rows
 * @param {(operation: string) => string} [label]
 */
export function comparison(title, rows, label = (operation) => operation) {
  const names = [...new Set(rows.flatMap(({ results }) => Object.keys(results)))]
  const lines = rows.map(({ operation, results }) => {
    const fastest = Math.min(...Object.values(results).map(({ median }) => median))
    const cells = names.map((name) => {
      const result = results[name]
      if (!result) return ''
      return result.median === fastest && Object.keys(results).length > 1 ? `**${both(result)}**` : both(result)
    })
    return [label(operation), ...cells]
  })
  return table([title, ...names], lines)
}

/** @param {import('./goals.mjs').Goal[]} goals */
export function goalTable(goals) {
  return table(
    ['what', 'at most', 'measured', 'by processor time', 'reached'],
    goals.map(({ what, goal, measured, processor, reached }) => [
      what,
      goal,
      measured,
      processor ?? '',
      reached ? 'yes' : '**no**',
    ]),
  )
}
