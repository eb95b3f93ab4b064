// Script hosts without WebAssembly: the script entry beside what runs there, warm.
import { inside, warm } from '../lib/inside.mjs'
import { claimsOf, keyTexts, SIZES } from '../lib/material.mjs'
import { summary } from '../lib/rounds.mjs'

/** Their clocks count whole milliseconds, so that a turn is long. */
const TURN_MS = 60
const ROUNDS = 7

/** How each is reached by the tests' own runners. */
const RUNNERS = {
  'postman-sandbox': async () => (await import('../../tests/hosts/runners/postman.mjs')).postmanSandbox,
  newman: async () => (await import('../../tests/hosts/runners/postman.mjs')).newman,
  quickjs: async () => (await import('../../tests/hosts/runners/engines.mjs')).quickjs,
}

/**
 * @param {string} host
 * @yields {import('../lib/rounds.mjs').Row}
 */
export async function* operations(host) {
  const runner = await RUNNERS[host]()
  const rows = await inside(runner, warm(), {
    keys: keyTexts,
    claims: claimsOf(SIZES['200 B']),
    turn: TURN_MS,
    rounds: ROUNDS,
  })
  for (const [operation, took] of Object.entries(rows)) {
    yield {
      host,
      operation,
      results: Object.fromEntries(Object.entries(took).map(([name, times]) => [name, summary(times)])),
    }
  }
}
