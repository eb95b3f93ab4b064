// decode reads without judging the signature; inspect explains.
import { secret } from './keys.mjs'
import { ascii, base64url, forged } from './tools.mjs'

export function decode(t, lib) {
  const token =
    'eyJhbGciOiJIUzI1NiIsImtpZCI6IsOkIn0.eyJuIjoxMjM0NTY3ODkwMTIzNDU2Nzg5MCwiX19wcm90b19fIjp7InAiOjF9fQ.AAAA'

  t.test('all parts', () => {
    const decoded = lib.decode(token)
    t.equal(decoded.header, { alg: 'HS256', kid: 'ä' })
    t.equal(decoded.signature, 'AAAA')
    t.equal(decoded.parts, { header: token.split('.')[0], payload: token.split('.')[1], signature: 'AAAA' })
    t.equal(decoded.signingInput, token.split('.').slice(0, 2).join('.'))
    t.equal(decoded.text.payload, '{"n":12345678901234567890,"__proto__":{"p":1}}')
  })
  t.test('a claim named __proto__ is only a claim', () => {
    const { payload } = lib.decode(token)
    t.ok(Object.prototype.hasOwnProperty.call(payload, '__proto__'), 'it is an own member')
    t.equal([payload.p, {}.p], [undefined, undefined])
    t.ok(Object.getPrototypeOf(payload) === Object.prototype, 'a plain object')
  })
  t.test('an unsecured token can be read', () => t.equal(lib.decode('eyJhbGciOiJub25lIn0.e30.').header.alg, 'none'))

  const inspected = (text, key, options) => lib.inspect(text, key, options)
  const check = (report, name) => report.checks.filter((one) => one.name === name)[0]

  t.test('a good token', () => {
    const report = inspected(lib.sign({ iss: 'a' }, secret, { clockTimestamp: 1700000000, expiresIn: '1h' }), secret, {
      clockTimestamp: 1700000060,
    })
    t.equal([report.valid, report.algorithm, report.payload.iss], [true, 'HS256', 'a'])
    t.equal(report.times.expires.seconds, 1700003600)
    t.equal(report.times.expires.iso, '2023-11-14T23:13:20Z')
    t.ok(typeof report.times.issuedAt.relative === 'string' && report.times.issuedAt.relative, 'relative')
    const names = report.checks.map((one) => one.name)
    const order = ['structure', 'base64url', 'header', 'algorithm', 'critical', 'key', 'signature']
    t.equal(
      order.map((name) => names.indexOf(name)).filter((place, i, all) => place >= 0 && (i === 0 || place > all[i - 1]))
        .length,
      order.length,
      'the fixed order in ' + names,
    )
    for (const one of report.checks) t.ok(/^(pass|warn)$/.test(one.status) && /[.!?]$/.test(one.message), one.name)
  })
  t.test('no key', () => {
    const report = inspected(forged({ alg: 'HS256' }, {}))
    t.equal([report.valid, check(report, 'signature').status], [null, 'skip'])
  })
  t.test('it goes on past the first failure', () => {
    const report = inspected(forged({ alg: 'HS256' }, { exp: 5, nbf: 9999999999 }), secret)
    t.equal(report.valid, false)
    t.equal(
      [check(report, 'signature').code, check(report, 'exp').code, check(report, 'nbf').code],
      ['ERR_SIGNATURE_INVALID', 'ERR_TOKEN_EXPIRED', 'ERR_TOKEN_NOT_ACTIVE'],
    )
  })
  t.test('options are judged', () => {
    const report = inspected(lib.sign({ aud: 'a' }, secret), secret, { audience: 'b', issuer: 'c' })
    t.equal(
      [report.valid, check(report, 'aud').code, check(report, 'iss').code],
      [false, 'ERR_CLAIM_MISMATCH', 'ERR_CLAIM_MISSING'],
    )
  })
  const bad = [
    ['no text at all', '', 'ERR_TOKEN_MALFORMED'],
    ['two parts', 'a.b', 'ERR_TOKEN_MALFORMED'],
    ['a JWE', 'a.b.c.d.e', 'ERR_TOKEN_ENCRYPTED'],
    ['none', forged({ alg: 'none' }, {}, ''), undefined],
    ['milliseconds', forged({ alg: 'HS256' }, { exp: 1700000000000 }), 'ERR_CLAIMS_INVALID'],
    ['Bearer before it', 'Bearer ' + token, undefined],
    ['text that is no token', 'hello', 'ERR_TOKEN_MALFORMED'],
    ['a payload that is no object', forged({ alg: 'HS256' }, '[1]'), 'ERR_CLAIMS_INVALID'],
    ['a header that is no JSON', base64url(ascii('{')) + '.e30.AAAA', 'ERR_HEADER_INVALID'],
    ['half a surrogate pair', 'a.\ud800.b', undefined],
    ['a million dots', '.'.repeat(1000000), undefined],
  ]
  for (const [name, text, code] of bad) {
    t.test('inspect: ' + name, () => {
      const failed = inspected(text, secret).checks.filter((one) => one.status === 'fail')
      t.ok(failed.length > 0, 'nothing failed')
      if (code)
        t.ok(
          failed.some((one) => one.code === code),
          'codes: ' + failed.map((one) => one.code),
        )
      for (const one of failed) t.ok(one.hint && one.message, 'a hint for ' + one.name)
    })
  }
  t.test('inspect: what is no text', () => {
    for (const value of [undefined, null, 5, {}, [], () => 1]) t.equal(inspected(value, secret).valid, false)
  })
}
