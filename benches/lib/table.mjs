// Measurements as lines for the terminal and as Markdown.

/** @param {number} us */
export function time(us) {
  if (us < 1_000) return `${us.toPrecision(3)} µs`
  return us < 1_000_000 ? `${(us / 1_000).toPrecision(3)} ms` : `${(us / 1_000_000).toPrecision(3)} s`
}

/** One operation: ours first, then each peer with how many times our time it takes. */
export function line({ host, operation, results }) {
  const ours = results.jwtmint
  const peers = Object.entries(results).filter(([name]) => name !== 'jwtmint')
  const others = peers.map(([name, { median }]) => `${name} ${time(median)} (x ${(median / ours.median).toFixed(2)})`)
  return `${host}: ${operation}\n    jwtmint ${time(ours.median)}, at best ${time(ours.minimum)}${others.map((other) => '; ' + other).join('')}`
}

/** @param {{ what: string, measured: string, goal: string, reached: boolean }[]} goals */
export function goalTable(goals) {
  const rows = goals.map(({ what, measured, goal, reached }) => `| ${what} | ${measured} | ${goal} | ${reached ? 'yes' : 'no'} |`)
  return ['| what | measured | goal | reached |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
