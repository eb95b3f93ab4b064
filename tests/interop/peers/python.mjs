// PyJWT and joserfc, in one Python process that answers line by line.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** @param {string} interpreter one with tests/interop/requirements.txt installed */
export function start(interpreter) {
  const child = spawn(interpreter, [fileURLToPath(new URL('peer.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()(JSON.parse(line)))
  const died = (reason) => {
    for (const answer of waiting.splice(0)) answer({ error: `Python: ${reason}` })
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

  const peer = (name, algorithms) => ({
    name,
    algorithms,
    sign: (algorithm, key, claims) => ask({ peer: name, operation: 'sign', algorithm, key, claims }),
    verify: (algorithm, key, token) => ask({ peer: name, operation: 'verify', algorithm, key, token }),
  })
  const shared = ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'ES256K', 'EdDSA']
  return {
    peers: [peer('PyJWT', shared), peer('joserfc', [...shared, 'Ed25519'])],
    makeKey: (kind) => ask({ operation: 'make', kind }),
    stop: () => child.stdin.end(),
  }
}
