// Chromium: the web entry beside what runs in a page.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { claimsOf, keyTexts, SIZES } from '../lib/material.mjs'

const FOLDER = join(fileURLToPath(import.meta.url), '../..')
const installed = (path) => join(FOLDER, 'node_modules', path)
const ROOTS = {
  jwtmint: DIST,
  jose: installed('jose/dist/webapi'),
  jsrsasign: installed('jsrsasign/lib'),
  'crypto-js': installed('crypto-js'),
  lib: join(FOLDER, 'lib'),
}
const TYPES = { wasm: 'application/wasm', mjs: 'text/javascript', js: 'text/javascript' }
const PAGE =
  '<!doctype html><script src="/jsrsasign/jsrsasign-all-min.js"></script><script src="/crypto-js/crypto-js.js"></script>'

/** Runs in the page. Its clock is coarse, so that a turn is long. */
async function measure(keys, claims) {
  const [{ interleaved }, { portable }, { joseContender, prove }, jose, jwtmint] = await Promise.all(
    ['/lib/rounds.mjs', '/lib/portable.mjs', '/lib/webcrypto.mjs', '/jose/index.js', '/jwtmint/web.mjs'].map(
      (path) => import(path),
    ),
  )
  await jwtmint.default('/jwtmint/jwtmint.wasm')
  const rows = []
  for (const [algorithm, key] of Object.entries(keys)) {
    const libraries = { jwtmint, jsrsasign: { KEYUTIL, KJUR }, 'crypto-js': CryptoJS }
    const all = { jwtmint: null, jose: await joseContender(jose, algorithm, key, claims) }
    for (const [name, library] of Object.entries(libraries)) all[name] = portable[name](library, algorithm, key, claims)
    const present = Object.entries(all).filter(([, contender]) => contender)
    for (const [, contender] of present) await prove(all.jwtmint, contender)
    const token = jwtmint.sign(claims, key.private)
    for (const verb of ['sign', 'verify']) {
      const turns = Object.fromEntries(present.map(([name, { held }]) => [name, () => held[verb](token)]))
      rows.push({
        host: 'chromium',
        operation: `${algorithm} ${verb}, 200 B, key held`,
        results: await interleaved(turns, { wall: () => performance.now() * 1000 }, { turn: 20_000, rounds: 7 }),
      })
    }
  }
  return rows
}

/** @yields {import('../lib/rounds.mjs').Row} */
export async function* operations() {
  const executablePath = [process.env.CHROME, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (place) => place && existsSync(place),
  )
  if (!executablePath)
    throw new Error('Chromium is not on this machine; install it (Debian: chromium) or set CHROME to its path.')
  const server = createServer(async ({ url }, response) => {
    const [, root, ...rest] = normalize(url).split('/')
    try {
      const body = url === '/' ? PAGE : await readFile(join(ROOTS[root], ...rest))
      response.writeHead(200, { 'content-type': TYPES[url.split('.').pop()] ?? 'text/html' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox'],
    protocolTimeout: 120_000,
  })
  try {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${server.address().port}/`)
    yield* await page.evaluate(measure, keyTexts, claimsOf(SIZES['200 B']))
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}
