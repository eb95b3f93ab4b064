// Node, the WebAssembly entry, beside every peer in one process.
import { claimsOf, keys } from '../lib/material.mjs'
import { contenders, importers, jwtmint } from '../lib/peers.mjs'
import { interleaved } from '../lib/rounds.mjs'

/** Processor time of the process with all its threads: what else runs on the machine does not count. */
const clock = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

const SIZES = [[200, '200 B'], [4096, '4 kB']]

/** @yields {{ host: string, operation: string, results: Record<string, { minimum: number, median: number }> }} */
export async function* operations() {
  for (const [algorithm, key] of Object.entries(keys)) {
    for (const [size, label] of SIZES) {
      const claims = claimsOf(size)
      const all = await contenders(algorithm, key, claims)
      const token = jwtmint.sign(claims, key.private)
      const ways = size === 200 ? ['held', 'text'] : ['held']
      for (const way of ways) {
        const of = (verb) => Object.fromEntries(Object.entries(all).map(([name, library]) => [name, () => library[way][verb](token)]))
        for (const verb of ['sign', 'verify']) {
          yield { host: 'node', operation: `${algorithm} ${verb}, ${label}, key ${way === 'held' ? 'held' : 'as text'}`, results: await interleaved(of(verb), clock) }
        }
      }
    }
    const readers = Object.fromEntries(Object.entries(importers(algorithm, key)).filter(([, read]) => read))
    yield { host: 'node', operation: `${algorithm} private key, import`, results: await interleaved(readers, clock) }
  }
}

/** Microseconds for claims sets of growing size: must grow no faster than they do. */
export async function growth() {
  const key = jwtmint.importKey(keys.HS256.private)
  const rows = []
  for (const size of [100, 1_000, 10_000, 100_000, 1_000_000]) {
    const claims = claimsOf(size)
    const token = jwtmint.sign(claims, key)
    const options = { maxTokenBytes: 2_000_000 }
    const { sign, verify } = await interleaved({ sign: () => jwtmint.sign(claims, key), verify: () => jwtmint.verify(token, key, options) }, clock)
    rows.push({ size, sign: sign.median, verify: verify.median })
  }
  return rows
}

