// verify: what it demands of claims.
import { SECRET } from './tally.mjs'

export async function claims(t, jwt) {
  const { test, equal, throws } = t
  const NOW = 1700000000
  const signed = (payload) => jwt.sign(payload, SECRET, { noTimestamp: payload.iat === undefined })
  const verify = (payload, options) => jwt.verify(signed(payload), SECRET, { clockTimestamp: NOW, ...options })
  const accepts = (payload, options) =>
    test(`accepts ${JSON.stringify(payload)} by ${show(options)}`, () => equal(verify(payload, options), payload))
  const refuses = (payload, options, message, name) =>
    test(`refuses ${JSON.stringify(payload)} by ${show(options)}`, () =>
      throws(() => verify(payload, options), message, name))

  await accepts({ exp: NOW + 1 })
  await refuses({ exp: NOW }, {}, 'jwt expired', 'TokenExpiredError')
  await accepts({ exp: NOW - 4 }, { clockTolerance: 5 })
  await refuses({ exp: NOW - 5 }, { clockTolerance: 5 }, 'jwt expired', 'TokenExpiredError')
  await accepts({ exp: NOW - 5 }, { ignoreExpiration: true })
  await accepts({ nbf: NOW })
  await refuses({ nbf: NOW + 1 }, {}, 'jwt not active', 'NotBeforeError')
  await accepts({ nbf: NOW + 5 }, { clockTolerance: 5 })
  await accepts({ nbf: NOW + 5 }, { ignoreNotBefore: true })
  await refuses({ nbf: NOW + 1, exp: NOW - 1 }, {}, 'jwt not active', 'NotBeforeError')
  await test('times of the wrong type', () => {
    const odd = (name) => jwt.sign(JSON.stringify({ [name]: 'soon' }), SECRET, { header: { typ: 'JWT' } })
    throws(() => jwt.verify(odd('exp'), SECRET), 'invalid exp value')
    throws(() => jwt.verify(odd('nbf'), SECRET), 'invalid nbf value')
    equal(jwt.verify(odd('exp'), SECRET, { ignoreExpiration: true }), { exp: 'soon' })
  })
  await test('expiredAt and date', () => {
    const expired = throws(() => verify({ exp: NOW - 1 }), 'jwt expired', 'TokenExpiredError')
    const early = throws(() => verify({ nbf: NOW + 1 }), 'jwt not active', 'NotBeforeError')
    equal([expired.expiredAt.getTime(), early.date.getTime()], [(NOW - 1) * 1000, (NOW + 1) * 1000])
    for (const [error, type] of [
      [expired, jwt.TokenExpiredError],
      [early, jwt.NotBeforeError],
    ])
      equal([error instanceof type, error instanceof jwt.JsonWebTokenError, error instanceof Error], [true, true, true])
  })

  await accepts({ aud: 'a' }, { audience: 'a' })
  await accepts({ aud: ['a', 'b'] }, { audience: ['c', 'b'] })
  await accepts({ aud: 'urn:a:1' }, { audience: /^urn:a:\d$/ })
  await accepts({ aud: 'urn:a:1' }, { audience: Object.freeze(/^urn:a:\d$/) })
  await accepts({ aud: ['x', 'urn:a:1'] }, { audience: ['y', /^urn:a/] })
  await refuses({ aud: 'b' }, { audience: 'a' }, 'jwt audience invalid. expected: a')
  await refuses({ aud: 'b' }, { audience: ['a', /^c/] }, 'jwt audience invalid. expected: a or /^c/')
  await refuses({}, { audience: 'a' }, 'jwt audience invalid. expected: a')
  await accepts({ iss: 'i' }, { issuer: 'i' })
  await accepts({ iss: 'i' }, { issuer: ['h', 'i'] })
  await refuses({ iss: 'i' }, { issuer: 'h' }, 'jwt issuer invalid. expected: h')
  await refuses({ iss: 'i' }, { issuer: ['g', 'h'] }, 'jwt issuer invalid. expected: g,h')
  for (const [option, claim] of [
    ['subject', 'sub'],
    ['jwtid', 'jti'],
    ['nonce', 'nonce'],
  ]) {
    await accepts({ [claim]: 'x' }, { [option]: 'x' })
    await refuses({ [claim]: 'x' }, { [option]: 'y' }, `jwt ${option} invalid. expected: y`)
    await refuses({}, { [option]: 'y' }, `jwt ${option} invalid. expected: y`)
  }

  await accepts({ iat: NOW - 9 }, { maxAge: 10 })
  await accepts({ iat: NOW - 9 }, { maxAge: '10s' })
  await accepts({ iat: NOW - 10 }, { maxAge: 10, clockTolerance: 1 })
  await accepts({ iat: NOW + 99 }, { maxAge: 10 })
  await refuses({ iat: NOW - 10 }, { maxAge: 10 }, 'maxAge exceeded', 'TokenExpiredError')
  await refuses({ iat: NOW - 10 }, { maxAge: '9s' }, 'maxAge exceeded', 'TokenExpiredError')
  await refuses({}, { maxAge: 10 }, 'iat required when maxAge is specified')
  await refuses(
    { iat: NOW },
    { maxAge: 'long' },
    '"maxAge" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60',
  )
  // Of several faults the one that is found first.
  const everything = { audience: 'a', issuer: 'i', subject: 's', jwtid: 'j', nonce: 'n', maxAge: 1 }
  const met = { aud: 'a', iss: 'i', sub: 's', jti: 'j', nonce: 'n' }
  let found = {}
  for (const [claim, message] of [
    ['aud', 'jwt audience invalid. expected: a'],
    ['iss', 'jwt issuer invalid. expected: i'],
    ['sub', 'jwt subject invalid. expected: s'],
    ['jti', 'jwt jwtid invalid. expected: j'],
    ['nonce', 'jwt nonce invalid. expected: n'],
  ]) {
    await refuses(found, everything, message)
    found = { ...found, [claim]: met[claim] }
  }
}

function show(options) {
  return JSON.stringify(options || {}, (_, value) => (value instanceof RegExp ? String(value) : value))
}
