// sign: header, claims, spans of time, options, and the order and wording of its errors.
import { p256, rsa, smallRsa } from '../keys.mjs'
import { SECRET, read } from './tally.mjs'

/** Spans as `ms` reads them, in seconds. */
const SPANS = [
  [60, 60],
  [-60, -60],
  ['60', 0],
  ['1500', 1],
  ['10s', 10],
  ['10 s', 10],
  ['1m', 60],
  ['1.5h', 5400],
  ['.5 hours', 1800],
  ['2 days', 172800],
  ['-2 Days', -172800],
  ['1w', 604800],
  ['3 weeks', 1814400],
  ['1y', 31557600],
  ['2 yrs', 63115200],
  ['100 msecs', 0],
]
const NO_SPANS = ['tomorrow', '1.', '1..5h', '1 h 2 m', '5 fortnights', '1\th', '-', 'h', '1e3s', `${'1'.repeat(101)}`]

export async function signing(t, jwt) {
  const { test, equal, throws } = t
  const BEGIN = 1700000000

  await test('the bytes of a token', () =>
    equal(
      jwt
        .sign({ foo: 'bar', iat: 1437018582 }, 'secret', { keyid: 'k', header: { cty: 'x' } })
        .split('.')
        .slice(0, 2),
      ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsiLCJjdHkiOiJ4In0', 'eyJmb28iOiJiYXIiLCJpYXQiOjE0MzcwMTg1ODJ9'],
    ))
  await test('a known token', () =>
    equal(
      jwt.sign({ foo: 'bar', iat: 1437018582 }, 'secret'),
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmb28iOiJiYXIiLCJpYXQiOjE0MzcwMTg1ODJ9.Zmr-3uxqWhX7-2DDfSw8byjR0asTR8IsT0NAQQV5jVk',
    ))
  for (const [span, seconds] of SPANS) {
    await test(`expiresIn ${JSON.stringify(span)}`, () => {
      const { exp, nbf } = jwt.decode(jwt.sign({ iat: BEGIN }, SECRET, { expiresIn: span, notBefore: span }))
      equal([exp - BEGIN, nbf - BEGIN], [seconds, seconds])
    })
  }
  for (const span of NO_SPANS) {
    for (const option of ['expiresIn', 'notBefore'])
      await test(`${option} ${JSON.stringify(span.slice(0, 20))}`, () =>
        throws(
          () => jwt.sign({}, SECRET, { [option]: span }),
          `"${option}" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60`,
          'Error',
        ))
  }
  await test('claims by options, in their order', () =>
    equal(
      Object.keys(
        jwt.decode(
          jwt.sign({ z: 1 }, SECRET, {
            jwtid: 'j',
            subject: 's',
            issuer: 'i',
            audience: ['a'],
            expiresIn: 1,
            notBefore: 1,
          }),
        ),
      ),
      ['z', 'iat', 'nbf', 'exp', 'aud', 'iss', 'sub', 'jti'],
    ))
  await test('noTimestamp leaves out iat, also that of the payload', () => {
    equal(jwt.decode(jwt.sign({ iat: 5 }, SECRET, { noTimestamp: true })), {})
    const { iat, exp } = jwt.decode(jwt.sign({ iat: 5 }, SECRET, { noTimestamp: true, expiresIn: 10 }))
    equal([iat, exp], [undefined, 15])
  })
  await test('mutatePayload adds to the object given', () => {
    const [kept, changed] = [{ a: 1 }, { a: 1 }]
    jwt.sign(kept, SECRET, { issuer: 'i' })
    jwt.sign(changed, SECRET, { issuer: 'i', mutatePayload: true })
    equal([Object.keys(kept), Object.keys(changed)], [['a'], ['a', 'iat', 'iss']])
  })
  await test('header wins over options, in its place', () => {
    const { header } = read(
      jwt,
      jwt.sign({}, SECRET, { keyid: 'a', header: { alg: 'HS512', kid: 'b', typ: 'at+jwt' } }),
    )
    equal(header, { alg: 'HS512', typ: 'at+jwt', kid: 'b' })
  })
  for (const algorithm of ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])
    await test(algorithm, () => {
      const token = jwt.sign({ a: 1 }, rsa.private, { algorithm, noTimestamp: true })
      equal([read(jwt, token).header.alg, jwt.verify(token, rsa.public)], [algorithm, { a: 1 }])
    })

  const refused = [
    [[{}], 'secretOrPrivateKey must have a value'],
    [[{}, ''], 'secretOrPrivateKey must have a value'],
    [[{}, 5], 'secretOrPrivateKey is not valid key material'],
    [[{}, {}], 'secretOrPrivateKey is not valid key material'],
    [[undefined, SECRET], 'payload is required'],
    [[null, SECRET], 'Expected "payload" to be a plain object.'],
    [[[], SECRET], 'Expected "payload" to be a plain object.'],
    [[new Date(0), SECRET], 'Expected "payload" to be a plain object.'],
    [[{ exp: '1' }, SECRET], '"exp" should be a number of seconds'],
    [[{ iat: '1' }, SECRET], '"iat" should be a number of seconds'],
    [[{ nbf: {} }, SECRET], '"nbf" should be a number of seconds'],
    [[{}, SECRET, { expiresIn: 1.5 }], '"expiresIn" should be a number of seconds or string representing a timespan'],
    [[{}, SECRET, { expiresIn: '' }], '"expiresIn" should be a number of seconds or string representing a timespan'],
    [[{}, SECRET, { notBefore: [] }], '"notBefore" should be a number of seconds or string representing a timespan'],
    [[{}, SECRET, { audience: 5 }], '"audience" must be a string or array'],
    [[{}, SECRET, { algorithm: 'HS123' }], '"algorithm" must be a valid string enum value'],
    [[{}, SECRET, { header: 'x' }], '"header" must be an object'],
    [[{}, SECRET, { noTimestamp: 1 }], '"noTimestamp" must be a boolean'],
    [[{}, SECRET, { keyid: 1 }], '"keyid" must be a string'],
    [[{}, SECRET, { colour: 1 }], '"colour" is not allowed in "options"'],
    [[{}, SECRET, new Date(0)], 'Expected "options" to be a plain object.'],
    [
      [{ exp: 1 }, SECRET, { expiresIn: 1 }],
      'Bad "options.expiresIn" option the payload already has an "exp" property.',
    ],
    [
      [{ nbf: 1 }, SECRET, { notBefore: 1 }],
      'Bad "options.notBefore" option the payload already has an "nbf" property.',
    ],
    [
      [{ aud: 'a' }, SECRET, { audience: 'a' }],
      'Bad "options.audience" option. The payload already has an "aud" property.',
    ],
    [['text', SECRET, { expiresIn: 1, issuer: 'i' }], 'invalid expiresIn,issuer option for string payload'],
    [[{}, rsa.private], 'secretOrPrivateKey must be a symmetric key when using HS256'],
    [[{}, SECRET, { algorithm: 'RS256' }], 'secretOrPrivateKey must be an asymmetric key when using RS256'],
    [[{}, rsa.public, { algorithm: 'RS256' }], 'secretOrPrivateKey must be an asymmetric key when using RS256'],
    [
      [{}, smallRsa.private, { algorithm: 'RS256' }],
      'secretOrPrivateKey has a minimum key size of 2048 bits for RS256',
    ],
    [
      [{}, rsa.private, { algorithm: 'ES256' }],
      '"alg" parameter for "rsa" key type must be one of: RS256, PS256, RS384, PS384, RS512, PS512.',
    ],
    [[{}, p256.private, { algorithm: 'ES384' }], '"alg" parameter "ES384" requires curve "secp384r1".'],
    // Of two faults the one that is found first.
    [[undefined, ''], 'secretOrPrivateKey must have a value'],
    [[undefined, rsa.private], 'secretOrPrivateKey must be a symmetric key when using HS256'],
    [[{ exp: 'x' }, SECRET, { colour: 1 }], '"exp" should be a number of seconds'],
    [
      [{ exp: 1 }, SECRET, { expiresIn: 1.5 }],
      'Bad "options.expiresIn" option the payload already has an "exp" property.',
    ],
  ]
  for (const [call, message] of refused) await test(message, () => throws(() => jwt.sign(...call), message, 'Error'))
  await test('a small RSA key is accepted on demand', () => {
    const token = jwt.sign({}, smallRsa.private, { algorithm: 'RS256', allowInsecureKeySizes: true })
    equal(typeof jwt.verify(token, smallRsa.public), 'object')
  })
}
