// A small server with middleware in the manner of Express, written by the documentation of jsonwebtoken.
import { createServer } from 'node:http'
import jwt from 'jsonwebtoken'

const SECRET = 'shhhhh'

function login(request, response) {
  const user = new URL(request.url, 'http://localhost').searchParams.get('user')
  jwt.sign({ user }, SECRET, { expiresIn: '1h', issuer: 'demo', jwtid: 'one' }, (error, token) => {
    if (error) return response.writeHead(500).end(error.message)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }))
  })
}

/** Reads the bearer token, and answers 401 with the reason where it is not good. */
function authenticated(request, response, next) {
  const [, token] = (request.headers.authorization ?? '').split(' ')
  jwt.verify(token, SECRET, { algorithms: ['HS256'], issuer: 'demo' }, (error, claims) => {
    if (error) return response.writeHead(401).end(`${error.name}: ${error.message}`)
    request.user = claims.user
    next()
  })
}

function whoami(request, response) {
  authenticated(request, response, () => response.writeHead(200).end(`hello ${request.user}`))
}

const ROUTES = { '/login': login, '/whoami': whoami }

export const server = createServer((request, response) => {
  const route = ROUTES[request.url.split('?')[0]]
  if (route) route(request, response)
  else response.writeHead(404).end()
})
