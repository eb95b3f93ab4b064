// API clients pay for a library with each run: from its text to the first token, in a fresh run each time.
import { carried, first, inside, sources } from '../lib/inside.mjs'
import { claimsOf, keyTexts, SIZES } from '../lib/material.mjs'
import { summary } from '../lib/rounds.mjs'

/** Few: a run takes seconds, and the whole measurement should stay below ten minutes on a busy machine, too. */
const ROUNDS = 5
/** Who needs longer for a token, as RSA by an interpreter can, is not asked again. */
const PATIENCE_US = 3_000_000

const RUNNERS = {
  newman: async () => (await import('../../tests/hosts/runners/postman.mjs')).newman,
  'bruno safe mode': async () => (await import('../../tests/hosts/runners/bruno.mjs')).brunoSafe,
  hoppscotch: async () => (await import('../../tests/hosts/runners/hoppscotch.mjs')).hoppscotch,
}

/** Which libraries make a token with an algorithm; for HMAC there is the small file. */
const CANDIDATES = {
  HS256: ['jwtmint hmac', 'jsrsasign', 'crypto-js'],
  RS256: ['jwtmint', 'jsrsasign'],
  ES256: ['jwtmint', 'jsrsasign'],
  EdDSA: ['jwtmint'],
}

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* operations() {
  for (const [host, load] of Object.entries(RUNNERS)) {
    const runner = await load()
    for (const [algorithm, names] of Object.entries(CANDIDATES)) {
      const about = { algorithm, key: keyTexts[algorithm].private, claims: claimsOf(SIZES['200 B']) }
      const took = Object.fromEntries(names.map((name) => [name, []]))
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of names) {
          if (took[name].at(-1) > PATIENCE_US) continue
          took[name].push(await inside(runner, first(name, host === 'newman' ? sources : carried), about))
        }
      }
      yield {
        host,
        operation: `${algorithm} first token, load included`,
        results: Object.fromEntries(names.map((name) => [name, summary(took[name])])),
      }
    }
  }
}
