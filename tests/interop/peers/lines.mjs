// A peer in a process of its own that answers one line of JSON with another.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * @param {string} name for messages
 * @param {string} program
 * @param {string[]} options
 */
export function lines(name, program, options) {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()(JSON.parse(line)))
  const died = (reason) => {
    for (const answer of waiting.splice(0)) answer({ error: `${name}: ${reason}` })
  }
  child.on('error', (error) => died(error.message)).on('exit', () => died('it ended'))

  async function ask(request) {
    const answer = await new Promise((resolve) => {
      waiting.push(resolve)
      if (child.exitCode === null) child.stdin.write(JSON.stringify(request) + '\n')
      else died('it ended')
    })
    if (answer.error) throw new Error(answer.error)
    return answer.result
  }

  const peer = (peerName, algorithms) => ({
    name: peerName,
    algorithms,
    sign: (algorithm, key, claims) => ask({ peer: peerName, operation: 'sign', algorithm, key, claims }),
    verify: (algorithm, key, token) => ask({ peer: peerName, operation: 'verify', algorithm, key, token }),
  })
  return { ask, peer, stop: () => child.stdin.end() }
}
