// What verify demands: each option, met and not met.
import { secret } from './keys.mjs'
import { supported } from './tools.mjs'

export function verify(t, lib) {
  const NOW = 1700000000
  const make = (claims, options) => lib.sign(claims, secret, Object.assign({ noTimestamp: true }, options))
  const judge = (claims, options, signOptions) =>
    lib.verify(make(claims, signOptions), secret, Object.assign({ clockTimestamp: NOW }, options))

  t.test('the result', () => {
    const verified = judge({ b: 1, a: '2' }, {}, { keyid: 'k' })
    t.equal(verified.payload, { b: 1, a: '2' })
    t.equal(verified.header, { alg: 'HS256', typ: 'JWT', kid: 'k' })
    t.equal([verified.algorithm, verified.keyId], ['HS256', 'k'])
    t.equal(verified.text.payload, '{"b":1,"a":"2"}')
    t.equal(judge({}, {}).keyId, null)
  })

  // claims, options that are met, options that are not, the code, the sign options
  const cases = [
    ['algorithms', {}, { algorithms: ['HS256', 'HS384'] }, { algorithms: ['HS384'] }, 'ERR_ALGORITHM_NOT_ALLOWED'],
    ['issuer', { iss: 'a' }, { issuer: 'a' }, { issuer: 'A' }, 'ERR_CLAIM_MISMATCH'],
    ['one of several issuers', { iss: 'a' }, { issuer: ['b', 'a'] }, { issuer: ['b', 'aa'] }, 'ERR_CLAIM_MISMATCH'],
    ['subject', { sub: 'a' }, { subject: 'a' }, { subject: 'b' }, 'ERR_CLAIM_MISMATCH'],
    ['audience', { aud: 'a' }, { audience: 'a' }, { audience: 'b' }, 'ERR_CLAIM_MISMATCH'],
    ['audience among several', { aud: ['a', 'b'] }, { audience: ['c', 'b'] }, { audience: '.*' }, 'ERR_CLAIM_MISMATCH'],
    ['jwtid', { jti: 'a' }, { jwtid: 'a' }, { jwtid: 'b' }, 'ERR_CLAIM_MISMATCH'],
    ['nonce', { nonce: 'a' }, { nonce: 'a' }, { nonce: 'b' }, 'ERR_CLAIM_MISMATCH'],
    ['keyid', {}, { keyid: 'a' }, { keyid: 'b' }, 'ERR_CLAIM_MISMATCH', { keyid: 'a' }],
    ['typ', {}, { typ: 'application/AT+jwt' }, { typ: 'JWT' }, 'ERR_CLAIM_MISMATCH', { typ: 'at+jwt' }],
    ['requiredClaims', { a: null }, { requiredClaims: ['a'] }, { requiredClaims: ['a', 'b'] }, 'ERR_CLAIM_MISSING'],
    ['ignoreExpiration', { exp: NOW }, { ignoreExpiration: true }, {}, 'ERR_TOKEN_EXPIRED'],
    ['ignoreNotBefore', { nbf: NOW + 1 }, { ignoreNotBefore: true }, {}, 'ERR_TOKEN_NOT_ACTIVE'],
    ['clockTolerance for exp', { exp: NOW - 9 }, { clockTolerance: 10 }, { clockTolerance: 9 }, 'ERR_TOKEN_EXPIRED'],
    [
      'clockTolerance for nbf',
      { nbf: NOW + 10 },
      { clockTolerance: '10s' },
      { clockTolerance: '9s' },
      'ERR_TOKEN_NOT_ACTIVE',
    ],
    ['maxAge', { iat: NOW - 60 }, { maxAge: '1m' }, { maxAge: 59 }, 'ERR_TOKEN_EXPIRED'],
    [
      'maxAge with tolerance',
      { iat: NOW - 60 },
      { maxAge: 50, clockTolerance: 10 },
      { maxAge: 50, clockTolerance: 9 },
      'ERR_TOKEN_EXPIRED',
    ],
    [
      'maxAge and an iat to come',
      { iat: NOW + 5 },
      { maxAge: 60, clockTolerance: 5 },
      { maxAge: 60 },
      'ERR_TOKEN_NOT_ACTIVE',
    ],
    ['crit', {}, { crit: ['x'] }, {}, 'ERR_CRITICAL_UNSUPPORTED', { header: { crit: ['x'], x: 1 } }],
    ['a fraction of a second', { exp: NOW + 0.5 }, {}, { clockTimestamp: NOW + 0.5 }, 'ERR_TOKEN_EXPIRED'],
  ]
  for (const [name, claims, met, unmet, code, signOptions] of cases) {
    t.test('option ' + name, () => {
      t.equal(judge(claims, met, signOptions).payload, claims)
      t.refuses(lib, code, () => judge(claims, unmet, signOptions))
    })
  }
  for (const [option, claim, value] of [
    ['issuer', 'iss', 'a'],
    ['subject', 'sub', 'a'],
    ['audience', 'aud', 'a'],
    ['jwtid', 'jti', 'a'],
    ['nonce', 'nonce', 'a'],
    ['keyid', 'kid', 'a'],
    ['maxAge', 'iat', 5],
  ]) {
    t.test('a missing ' + claim, () => {
      const options = {}
      options[option] = value
      t.equal(t.refuses(lib, 'ERR_CLAIM_MISSING', () => judge({}, options)).claim, claim)
    })
  }
  t.test('a missing typ', () => t.refuses(lib, 'ERR_CLAIM_MISSING', () => judge({}, { typ: 'JWT' }, { typ: null })))
  t.test('a mismatch says what was compared', () => {
    const error = t.refuses(lib, 'ERR_CLAIM_MISMATCH', () => judge({ iss: 'them' }, { issuer: 'us' }))
    t.equal([error.claim, error.expected, error.actual], ['iss', 'us', 'them'])
  })
  t.test('the host clock is read', () => {
    const now = Math.floor(Date.now() / 1000)
    lib.verify(make({ exp: now + 60 }), secret)
    t.refuses(lib, 'ERR_TOKEN_EXPIRED', () => lib.verify(make({ exp: now - 60 }), secret))
  })
  t.test('times of the wrong kind are refused', () => {
    for (const exp of ['9999999999', null, [1], {}, true, -1, 1e300, NOW * 1000]) {
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () => judge({ exp }, {}, { allowInvalidClaims: true }))
    }
  })
  t.test('iss, sub and aud of the wrong kind are refused', () => {
    for (const claims of [{ iss: ['a'] }, { sub: ['a'] }, { aud: [['a']] }, { aud: { a: 1 } }]) {
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () =>
        judge(claims, { issuer: 'a', audience: 'a' }, { allowInvalidClaims: true }),
      )
    }
  })
  t.test('the longest token', () => {
    const token = make({ a: 'x'.repeat(500) })
    t.equal(lib.verify(token, secret, { maxTokenBytes: token.length }).payload.a.length, 500)
    t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.verify(token, secret, { maxTokenBytes: token.length - 1 }))
    t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.decode(token, { maxTokenBytes: 10 }))
  })
  t.test('none is never allowed', () => {
    t.refuses(lib, 'ERR_OPTION_INVALID', () => judge({}, { algorithms: ['none'] }))
    t.refuses(lib, 'ERR_OPTION_INVALID', () => judge({}, { algorithms: [] }))
    for (const name of supported(lib).slice(0, 3)) t.equal(judge({ a: 1 }, {}, { algorithm: name }).algorithm, name)
  })
}
