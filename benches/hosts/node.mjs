// Node, the WebAssembly entry, beside every peer in one process.
import { claimsOf, keys, SIZES } from '../lib/material.mjs'
import { contenders, jwtmint } from '../lib/peers.mjs'
import { interleaved } from '../lib/rounds.mjs'
import { rsaAlone } from '../lib/rsa-alone.mjs'

/** What the caller waits for, and the processor time of the process with all its threads, WebCrypto's among them. */
const clocks = {
  wall: () => performance.now() * 1000,
  processor() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
}

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* operations() {
  for (const [algorithm, key] of Object.entries(keys)) {
    let readers
    for (const [label, size] of Object.entries(SIZES)) {
      const claims = claimsOf(size)
      const all = await contenders(algorithm, key, claims)
      const token = all.jwtmint.held.sign()
      for (const [way, of] of [
        ['held', (library) => library.held],
        ['as text', (library) => library.text],
      ]) {
        for (const verb of ['sign', 'verify']) {
          const turns = Object.fromEntries(
            Object.entries(all).map(([name, library]) => [name, () => of(library)[verb](token)]),
          )
          if (algorithm === 'RS256' && way === 'held') turns['rsa alone'] = rsaAlone(key, token)[verb]
          yield {
            host: 'node',
            operation: `${algorithm} ${verb}, ${label}, key ${way}`,
            results: await interleaved(turns, clocks),
          }
        }
      }
      readers = Object.fromEntries(
        Object.entries(all)
          .filter(([, { read }]) => read)
          .map(([name, { read }]) => [name, read]),
      )
    }
    yield { host: 'node', operation: `${algorithm} private key, import`, results: await interleaved(readers, clocks) }
  }
}

/** @yields {{ size: number, sign: import('../lib/rounds.mjs').Result, verify: import('../lib/rounds.mjs').Result }} for claims sets of growing size */
export async function* growth() {
  const key = jwtmint.importKey(keys.HS256.private)
  for (const size of [100, 1_000, 10_000, 100_000, 1_000_000]) {
    const claims = claimsOf(size)
    const token = jwtmint.sign(claims, key)
    const options = { maxTokenBytes: 2_000_000 }
    yield {
      size,
      ...(await interleaved(
        { sign: () => jwtmint.sign(claims, key), verify: () => jwtmint.verify(token, key, options) },
        clocks,
      )),
    }
  }
}
