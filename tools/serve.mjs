// node tools/serve.mjs <folder> <port>: serves a folder to this machine only. `cargo xtask serve` runs it.
import { createServer } from 'node:http'
import sirv from 'sirv'

/** Far more than a browser opens; each further one is closed at once. */
const MOST_CONNECTIONS = 64
const REQUEST_TIMEOUT_MS = 10_000
const HEADERS = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/**
 * @param {string} folder
 * @param {number} port 0 for any free one
 * @returns {Promise<import('node:http').Server>}
 */
export function serve(folder, port) {
  // `dev`: the files are looked up at each request, because whoever runs this is changing them.
  const files = sirv(folder, { dev: true })
  const limits = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: 1000,
  }
  const server = createServer(limits, (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const refuse = (status, sentence) =>
      response
        .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
        .end(`${sentence}\n`)
    // Another site whose name leads to this machine must not read the page through a visitor's browser.
    const { port: own } = server.address()
    const names = ['localhost', '127.0.0.1'].map((name) => (own === 80 ? name : `${name}:${own}`))
    if (!names.includes(request.headers.host))
      return refuse(421, `This server answers for ${names.join(' and ')} only.`)
    if (!['GET', 'HEAD'].includes(request.method)) return refuse(405, 'Only GET and HEAD are allowed.')
    const none = () => refuse(404, 'There is no such file.')
    // While it looks files up, sirv serves hidden ones, too.
    if (/[\\/]\./.test(request.url.split('?')[0].replace(/%2e/gi, '.'))) return none()
    return files(request, response, none)
  })
  server.maxConnections = MOST_CONNECTIONS
  server.timeout = 2 * REQUEST_TIMEOUT_MS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

if (process.argv[1]?.endsWith('serve.mjs')) {
  const [folder, port] = process.argv.slice(2)
  const server = await serve(folder, Number(port))
  console.log(`\nThe page is at http://127.0.0.1:${server.address().port}/ (only from this machine; Ctrl-C ends it)`)
}
