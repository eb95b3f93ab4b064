// Small programs written for jsonwebtoken, with their import changed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A program's text, importing from elsewhere.
 *
 * @param {'middleware' | 'worker' | 'page'} name
 * @param {string} from
 */
export function program(name, from) {
  const text = readFileSync(new URL(`programs/${name}.mjs`, import.meta.url), 'utf8')
  const changed = text.replace("import jwt from 'jsonwebtoken'", `import jwt from '${from}'`)
  if (changed === text) throw new Error(`${name} does not import jsonwebtoken`)
  return changed
}

/** What the page leaves in `window.outcome`. */
export const PAGE_OUTCOME = 'Ada, admin, until 48 hours from now; JsonWebTokenError: invalid signature'

/** Asks the worker for a token, and whether it is good. */
export async function askWorker(fetch) {
  const { token } = await (await fetch('http://localhost/login?user=ada')).json()
  const answers = []
  for (const authorization of [`Bearer ${token}`, `Bearer ${token}x`, '']) {
    const answer = await fetch('http://localhost/', { headers: { authorization } })
    answers.push(`${answer.status} ${await answer.text()}`)
  }
  return answers.join(', ')
}

export const WORKER_ANSWERS = '200 ada is a reader, 401 invalid signature, 401 jwt must be provided'

/** The same requests to the server with the real library and with ours: the same answers. */
export async function middleware() {
  const [theirs, ours] = [
    await answers(import.meta.resolve('jsonwebtoken')),
    await answers(new URL('../../pkg/dist/jsonwebtoken-node.mjs', import.meta.url).href),
  ]
  const failures = theirs
    .filter((answer, i) => answer !== ours[i])
    .map((answer, i) => `expected ${answer}, got ${ours[i]}`)
  if (!theirs[0].startsWith('200 hello ada')) failures.push(`the server itself does not work: ${theirs[0]}`)
  return { passed: theirs.length - failures.length, failures }
}

async function answers(from) {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-middleware-'))
  const file = join(folder, 'server.mjs')
  writeFileSync(file, program('middleware', from))
  const { server } = await import(file)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}`
  try {
    const { token } = await (await fetch(`${address}/login?user=ada`)).json()
    const [header, , signature] = token.split('.')
    const expired = `${header}.${Buffer.from('{"exp":1}').toString('base64url')}.${signature}`
    const found = []
    for (const authorization of [
      `Bearer ${token}`,
      `Bearer ${token}x`,
      `Bearer ${expired}`,
      'Bearer a.b',
      'Bearer',
      '',
    ]) {
      const answer = await fetch(`${address}/whoami`, { headers: { authorization } })
      found.push(`${answer.status} ${await answer.text()}`)
    }
    return found
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
}
