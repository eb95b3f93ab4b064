// Starts a program and collects what it prints.
import { spawn } from 'node:child_process'

const LIMIT_MS = 600_000

/** Answers { code, output }; a program that cannot be started is an error that names it. */
export function run([program, ...first], args, { cwd, env = {}, input } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
    })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', (error) =>
      reject(new Error(`${program} could not be started (${error.code}); is it installed?`)),
    )
    child.once('close', (code, signal) =>
      resolve({ code: code ?? signal, output: Buffer.concat(chunks).toString('utf8') }),
    )
    if (input !== undefined) child.stdin.end(input)
  })
}
