// Chromium: the web entry beside jose, both as modules in one page.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { claimsOf, keys } from '../lib/material.mjs'

const FOLDER = join(fileURLToPath(import.meta.url), '../..')
const ROOTS = { jwtmint: DIST, jose: join(FOLDER, 'node_modules/jose/dist/webapi'), lib: join(FOLDER, 'lib') }
const TYPES = { wasm: 'application/wasm', mjs: 'text/javascript', js: 'text/javascript' }

/** Runs in the page. Its clock is coarse, so that a turn is long. */
async function measure(keys, claims) {
  const { interleaved } = await import('/lib/rounds.mjs')
  const jose = await import('/jose/index.js')
  const jwtmint = await import('/jwtmint/web.mjs')
  await jwtmint.default('/jwtmint/jwtmint.wasm')
  const rows = []
  for (const [algorithm, key] of Object.entries(keys)) {
    const raw = () => crypto.subtle.importKey('raw', new TextEncoder().encode(key.private), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
    const signer = algorithm === 'HS256' ? await raw() : await jose.importPKCS8(key.private, algorithm)
    const verifier = algorithm === 'HS256' ? signer : await jose.importSPKI(key.public, algorithm)
    const [ours, ourVerifier] = [jwtmint.importKey(key.private), jwtmint.importKey(key.public)]
    const token = jwtmint.sign(claims, ours)
    const verbs = {
      sign: { jwtmint: () => jwtmint.sign(claims, ours), jose: () => new jose.SignJWT(claims).setProtectedHeader({ alg: algorithm }).sign(signer) },
      verify: { jwtmint: () => jwtmint.verify(token, ourVerifier), jose: () => jose.jwtVerify(token, verifier) },
    }
    for (const [verb, contenders] of Object.entries(verbs)) {
      rows.push({ host: 'chromium', operation: `${algorithm} ${verb}, 200 B, key held`, results: await interleaved(contenders, () => performance.now() * 1000, { turn: 20_000, rounds: 7 }) })
    }
  }
  return rows
}

/** @yields {{ host: string, operation: string, results: object }} */
export async function* operations() {
  const executablePath = [process.env.CHROME, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((place) => place && existsSync(place))
  if (!executablePath) throw new Error('Chromium is not on this machine; install it (Debian: chromium) or set CHROME to its path.')
  const server = createServer(async ({ url }, response) => {
    const [, root, ...rest] = normalize(url).split('/')
    try {
      const body = url === '/' ? '<!doctype html>' : await readFile(join(ROOTS[root], ...rest))
      response.writeHead(200, { 'content-type': TYPES[url.split('.').pop()] ?? 'text/html' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'], protocolTimeout: 120_000 })
  try {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${server.address().port}/`)
    const text = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, { private: key.private, public: key.public }]))
    yield* await page.evaluate(measure, text, claimsOf(200))
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}
