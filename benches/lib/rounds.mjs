// Measures contenders in turn, round after round: a machine's speed drifts, a ratio within one round hardly.

const ROUNDS = 11
/** How long one contender's turn in a round should take. */
const TURN_US = 8_000
/** How long each runs before anything counts: V8 compiles JavaScript and WebAssembly twice, the second time well. */
const WARM_UP_US = 120_000

/**
 * @param {Record<string, () => unknown>} contenders each does the operation once; an async one is awaited
 * @param {() => number} clock microseconds
 * @param {{ rounds?: number, turn?: number }} [options]
 * @returns {Promise<Record<string, { minimum: number, median: number }>>} microseconds per operation
 */
export async function interleaved(contenders, clock, { rounds = ROUNDS, turn = TURN_US } = {}) {
  const runs = []
  for (const [name, operation] of Object.entries(contenders)) {
    const time = timer(operation, clock)
    let count = 1
    let spent = 0
    while (spent < WARM_UP_US) {
      // Never without progress, however coarse the clock is.
      const one = Math.max(await time(count), 0.5)
      spent += one * count
      count = Math.max(1, Math.ceil(turn / one))
    }
    runs.push({ name, time, count, took: [] })
  }
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) run.took.push(await run.time(run.count))
  }
  return Object.fromEntries(runs.map(({ name, took }) => [name, summary(took)]))
}

/** Runs an operation `count` times and answers the time of one. */
function timer(operation, clock) {
  return async (count) => {
    const first = operation()
    const isAsync = first instanceof Promise
    await first
    const start = clock()
    if (isAsync) for (let i = 0; i < count; i++) await operation()
    else for (let i = 0; i < count; i++) operation()
    return (clock() - start) / count
  }
}

/** @param {number[]} numbers */
export function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return { minimum: sorted[0], median: sorted[sorted.length >> 1] }
}
