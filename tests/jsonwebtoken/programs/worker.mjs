// A Worker that hands out tokens and checks them, written by the documentation of jsonwebtoken.
import jwt from 'jsonwebtoken'

export default {
  async fetch(request) {
    const url = new URL(request.url)
    const secret = 'a secret of the worker'
    if (url.pathname === '/login') {
      return Response.json({
        token: jwt.sign({ role: 'reader' }, secret, { expiresIn: '15m', subject: url.searchParams.get('user') }),
      })
    }
    try {
      const claims = jwt.verify((request.headers.get('authorization') ?? '').replace('Bearer ', ''), secret)
      return new Response(`${claims.sub} is a ${claims.role}`)
    } catch (error) {
      return new Response(error.message, { status: error instanceof jwt.JsonWebTokenError ? 401 : 500 })
    }
  },
}
