// Serves www/dist on this machine, compressed as servers do it, and remembers every request.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** @param {string} folder @param {(name: string) => Promise<unknown> | undefined} [held] what a file's answer waits for */
export async function serve(folder, held = () => undefined) {
  const requests = []
  /** @type {Map<string, Buffer>} */
  const packed = new Map()
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname))
    const name = path === '/' ? 'index.html' : path.slice(1)
    // A browser looks for a newer service worker when it sees fit, and says by this header that it is not the page.
    const ofBrowser = request.headers['service-worker'] === 'script'
    requests.push({ name, ofBrowser })
    await held(name)
    try {
      if (!packed.has(name)) packed.set(name, gzipSync(await readFile(join(folder, name))))
      response
        .writeHead(200, {
          'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
          'cache-control': 'no-store',
        })
        .end(packed.get(name))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    requests,
    stop() {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}
