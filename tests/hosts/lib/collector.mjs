// API clients are made to send requests: a test script's answer comes back as the body of one, to this small server.
import { createServer } from 'node:http'

/** Runs `work(url)` and answers the body that was posted to that address. */
export async function collect(work) {
  let received
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    received = Buffer.concat(chunks).toString('utf8') || received
    response.end('{}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { code, output } = await work(`http://127.0.0.1:${server.address().port}/`)
    if (!received)
      throw new Error(`nothing came back; the program ended with ${code} and printed: ${output.slice(-1500)}`)
    return received
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The answer between two marks in what a program printed. */
export function marked({ code, output }) {
  const match = /JWTMINT<(.*?)>JWTMINT/s.exec(output)
  if (!match)
    throw new Error(`no answer was printed; the program ended with ${code} and printed: ${output.slice(-1500)}`)
  return match[1]
}
