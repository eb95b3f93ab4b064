// API clients' script sandboxes: measured by the program that the hosts' tests bring along.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HOSTS } from '../../tests/hosts/lib/places.mjs'

/** @yields {{ what: string, measured: string, goal: string, reached: boolean }} */
export async function* goals() {
  const child = spawn(process.execPath, [join(HOSTS, 'measure.mjs'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) yield JSON.parse(line)
  }
  if ((await ended) !== 0) throw new Error('tests/hosts/measure.mjs failed; its message is above.')
}
