// Measures contenders in turn, round after round: a machine's speed drifts, a ratio within one round hardly.

const ROUNDS = 11
/** How long one contender's turn in a round should take. */
const TURN_US = 8_000
/** How long each runs before anything counts: V8 compiles JavaScript and WebAssembly twice, the second time well. */
const WARM_UP_US = 120_000

/**
 * @typedef {{ minimum: number, median: number }} Time microseconds
 * @typedef {Time & { processor?: Time }} Result by the wall clock, and where the host tells it, by processor time
 * @typedef {{ host: string, operation: string, results: Record<string, Result> }} Row
 */

/**
 * @param {Record<string, () => unknown>} contenders each does the operation once; an async one is awaited
 * @param {{ wall: () => number, processor?: () => number }} clocks microseconds
 * @param {{ rounds?: number, turn?: number }} [options]
 * @returns {Promise<Record<string, Result>>} microseconds per operation
 */
export async function interleaved(contenders, clocks, { rounds = ROUNDS, turn = TURN_US } = {}) {
  const runs = []
  for (const [name, operation] of Object.entries(contenders)) {
    const first = operation()
    await first
    const time = timer(operation, first instanceof Promise, clocks)
    let count = 1
    let spent = 0
    while (spent < WARM_UP_US) {
      // Never without progress, however coarse the clock is.
      const one = Math.max((await time(count)).wall, 0.5)
      spent += one * count
      count = Math.max(1, Math.ceil(turn / one))
    }
    runs.push({ name, time, count, took: [] })
  }
  for (let round = 0; round < rounds; round++) {
    // Another one begins each time: who comes after one that waits or leaves garbage should not pay for it in every round.
    for (let i = 0; i < runs.length; i++) {
      const run = runs[(round + i) % runs.length]
      run.took.push(await run.time(run.count))
    }
  }
  return Object.fromEntries(runs.map(({ name, took }) => [name, result(took)]))
}

/** Runs an operation `count` times and answers the time of one, by each clock. */
function timer(operation, isAsync, clocks) {
  const names = Object.keys(clocks)
  return async (count) => {
    const start = names.map((name) => clocks[name]())
    if (isAsync) for (let i = 0; i < count; i++) await operation()
    else for (let i = 0; i < count; i++) operation()
    return Object.fromEntries(names.map((name, i) => [name, (clocks[name]() - start[i]) / count]))
  }
}

/**
 * @param {{ wall: number, processor?: number }[]} took
 * @returns {Result}
 */
export function result(took) {
  const of = (clock) => summary(took.map((one) => one[clock]))
  return took[0].processor === undefined ? of('wall') : { ...of('wall'), processor: of('processor') }
}

/**
 * @param {number[]} numbers
 * @returns {Time}
 */
export function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return { minimum: sorted[0], median: sorted[sorted.length >> 1] }
}
