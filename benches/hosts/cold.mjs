// Cold start: a fresh process each time, from loading the library to its first token.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { run } from '../../tests/hosts/lib/process.mjs'
import { keys } from '../lib/material.mjs'
import { result } from '../lib/rounds.mjs'

const ROUNDS = 5
const FOLDER = join(fileURLToPath(import.meta.url), '../..')
const ours = JSON.stringify(join(DIST, 'node.cjs'))

/** Each leaves a token; `key` and `algorithm` are there. */
const PROGRAMS = {
  jwtmint: `require(${ours}).sign({ sub: 'a' }, key, { algorithm })`,
  jsonwebtoken: `require('jsonwebtoken').sign({ sub: 'a' }, key, { algorithm })`,
  'fast-jwt': `require('fast-jwt').createSigner({ key, algorithm })({ sub: 'a' })`,
  '@node-rs/jsonwebtoken': `const lib = require('@node-rs/jsonwebtoken'); lib.signSync({ sub: 'a', exp: 4e9 }, key, { algorithm: lib.Algorithm[algorithm] })`,
  jsrsasign: `const { KEYUTIL, KJUR } = require('jsrsasign')
KJUR.jws.JWS.sign(algorithm, { alg: algorithm }, { sub: 'a' }, algorithm === 'HS256' ? { utf8: key } : KEYUTIL.getKey(key))`,
  jose: `const jose = await import('jose')
await new jose.SignJWT({ sub: 'a' }).setProtectedHeader({ alg: algorithm }).sign(algorithm === 'HS256' ? new TextEncoder().encode(key) : await jose.importPKCS8(key, algorithm))`,
}

const source = (program, algorithm) => `(async () => {
  const algorithm = '${algorithm}', key = ${JSON.stringify(keys[algorithm].private)}
  const [start, before] = [performance.now(), process.cpuUsage()]
  ${program}
  const [wall, { user, system }] = [(performance.now() - start) * 1000, process.cpuUsage(before)]
  console.log(JSON.stringify({ wall, processor: user + system }))
})()`

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* coldStarts() {
  for (const algorithm of ['HS256', 'RS256', 'ES256']) {
    const took = Object.fromEntries(Object.keys(PROGRAMS).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, program] of Object.entries(PROGRAMS)) {
        const { code, output } = await run([process.execPath], ['-e', source(program, algorithm)], { cwd: FOLDER })
        if (code !== 0) throw new Error(`${name} did not sign in a fresh process: ${output.slice(-600)}`)
        took[name].push(JSON.parse(output))
      }
    }
    const results = Object.fromEntries(Object.entries(took).map(([name, times]) => [name, result(times)]))
    yield { host: 'node', operation: `${algorithm} first token, load included`, results }
  }
}
