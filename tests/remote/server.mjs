// An issuer of this machine: its answers are set by each test, and its requests counted.
import { createServer } from 'node:http'

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} Answer */

/** @returns {Promise<{address: string, requests: string[], answer: Record<string, Answer>, stop: () => Promise<void>}>} */
export async function startIssuer() {
  /** @type {Record<string, Answer>} */
  const answer = {}
  const requests = []
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0]
    requests.push(path)
    const own = answer[path]
    if (own) own(request, response)
    else response.writeHead(404).end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    requests,
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

/** @param {unknown} value @param {Record<string, string>} [headers] @returns {Answer} */
export function json(value, headers = {}) {
  return (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}

/** @param {string} location @returns {Answer} */
export function redirect(location) {
  return (_, response) => response.writeHead(302, { location }).end()
}
