// decode: never an error for what is no token.
import { SECRET } from './tally.mjs'

export async function decoding(t, jwt) {
  const { test, equal, throws } = t
  const token = jwt.sign({ a: 1, iat: 1 }, SECRET, { keyid: 'ä' })

  await test('payload, and all of it', () => {
    equal(jwt.decode(token), { a: 1, iat: 1 })
    equal(jwt.decode(token, { complete: true }), {
      header: { alg: 'HS256', typ: 'JWT', kid: 'ä' },
      payload: { a: 1, iat: 1 },
      signature: token.split('.')[2],
    })
  })
  for (const [what, expected] of [
    [undefined, null],
    [null, null],
    [5, null],
    [{}, null],
    ['', null],
    ['a.b', null],
    ['a.b.c', null],
    ['e30..', null],
    [`${token}=`, null],
    [token.replace(/[^.]*$/, ''), { a: 1, iat: 1 }],
  ])
    await test(`decode ${String(what).slice(0, 12)}`, () => equal(jwt.decode(what), expected))
  await test('text', () => {
    equal(jwt.decode(jwt.sign('text', SECRET)), 'text')
    throws(() => jwt.decode(jwt.sign('text', SECRET), { json: true }), /JSON/, 'SyntaxError')
    equal(jwt.decode(jwt.sign('5', SECRET), { json: true }), 5)
  })
}
