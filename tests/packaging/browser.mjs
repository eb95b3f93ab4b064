// A folder served on this machine, and one Chromium to open its pages in.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { env } from 'node:process'
import { chromium } from 'playwright-core'
import { workspace } from './workspace.mjs'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }
/** @type {Map<string, Record<string, string>>} */
const headersOf = new Map()

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
  try {
    const body = await readFile(join(workspace, path))
    response
      .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...headersOf.get(path) })
      .end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve())))
const address = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`
const browser = await chromium.launch({ executablePath: env.CHROME || '/usr/bin/chromium', args: ['--no-sandbox'] })

/**
 * Opens a page and waits for what it leaves in `window.outcome`.
 *
 * @param {string} path below the workspace
 * @param {Record<string, string>} [headers]
 * @returns {Promise<string>}
 */
export async function outcome(path, headers = {}) {
  headersOf.set(path, headers)
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`))
  page.on(
    'response',
    (response) =>
      response.status() >= 400 &&
      !response.url().endsWith('/favicon.ico') &&
      errors.push(`${response.url()}: ${response.status()}`),
  )
  try {
    await page.goto(address + path)
    // Not waitForFunction: it evaluates text, which the pages' policies forbid.
    for (let waited = 0; waited < 20_000; waited += 50) {
      const found = await page.evaluate('window.outcome')
      if (found !== undefined) return String(found)
      await page.waitForTimeout(50)
    }
    throw new Error('the page left no outcome')
  } catch (error) {
    return [...errors, error.message].join('; ')
  } finally {
    await page.close()
  }
}

export async function close() {
  await browser.close()
  server.close()
}
