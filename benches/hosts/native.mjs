// The core as a native program, beside the Rust crates one would use in its place: for scale.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { claimsOf, keyTexts, SIZES } from '../lib/material.mjs'

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* operations() {
  const program = process.env.JWTMINT_NATIVE
  if (!program || !existsSync(program))
    throw new Error('The native program is not built; start the measurement with cargo xtask bench.')
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const claims = Object.entries(SIZES).map(([label, size]) => [label, claimsOf(size)])
  child.stdin.end(JSON.stringify({ claims, keys: Object.entries(keyTexts) }))
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line)
  if ((await ended) !== 0) throw new Error('The native program failed; its message is above.')
}
