import { createServer } from 'node:http'

/** Runs `work(url, heard)` beside a token endpoint that hears what it is asked, and answers `answer`, or what that makes. */
export async function withTokenEndpoint(answer, work) {
  const heard = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const { method, url, headers } = request
    heard.push({ method, url, headers, body, form: Object.fromEntries(new URLSearchParams(body)) })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(typeof answer === 'function' ? answer() : answer))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`http://127.0.0.1:${server.address().port}/token`, heard)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
