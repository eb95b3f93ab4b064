// The core as a native program, beside the Rust crates one would use in its place: for scale.
import { execFileSync, spawn } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { claimsOf, keyTexts, SIZES } from '../lib/material.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* operations() {
  const target = resolve(root, process.env.CARGO_TARGET_DIR || 'target', 'bench-native')
  const words = ['build', '--quiet', '--release', '--locked', '--manifest-path', 'benches/native/Cargo.toml']
  execFileSync('cargo', [...words, '--target-dir', target], { cwd: root, stdio: 'inherit' })
  const program = join(target, 'release', 'jwtmint-bench-native')
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const claims = Object.entries(SIZES).map(([label, size]) => [label, claimsOf(size)])
  child.stdin.end(JSON.stringify({ claims, keys: Object.entries(keyTexts) }))
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line)
  if ((await ended) !== 0) throw new Error('The native program failed; its message is above.')
}
