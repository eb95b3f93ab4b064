// What sign writes: claims as given, and each option.
import { secret } from './keys.mjs'
import { proxies, testRandom } from './tools.mjs'

export function sign(t, lib) {
  const NOW = 1700000000
  const text = (claims, options) => lib.decode(lib.sign(claims, secret, options)).text
  const at = (options) => Object.assign({ clockTimestamp: NOW }, options)

  t.test('claims text is signed byte for byte', () => {
    const claims = ' {"z":1, "a" : 12345678901234567890,"e":1e2,"u":"\\u00e4\u20ac"}\n'
    t.equal(text(claims, { noTimestamp: true }).payload, claims)
    t.equal(text(claims).payload, claims, 'no iat is added to text')
    t.equal(text('{"a":1}', at({ noTimestamp: false })).payload, '{"a":1,"iat":1700000000}')
    t.equal(text('{"a":1}', at({ issuedAt: 5 })).payload, '{"a":1,"iat":5}')
    t.equal(text('{"a":1}', at({ expiresIn: 5 })).payload, '{"a":1,"exp":1700000005}')
  })
  t.test('claims object: order, toJSON and undefined as JSON.stringify has them', () => {
    const claims = { z: 1, a: undefined, d: { toJSON: () => 'D' }, n: null, list: [1, undefined] }
    t.equal(text(claims, { noTimestamp: true }).payload, JSON.stringify(claims))
  })
  t.test('claims with toJSON of their own', () =>
    t.equal(text({ toJSON: () => ({ b: 2 }) }, { noTimestamp: true }).payload, '{"b":2}'),
  )
  t.test('default header', () => t.equal(text({}, { noTimestamp: true }).header, '{"alg":"HS256","typ":"JWT"}'))
  t.test('iat is added', () => t.equal(text({ a: 1 }, at()).payload, '{"a":1,"iat":1700000000}'))
  t.test('iat of the claims stays', () => t.equal(text({ iat: 5 }, at()).payload, '{"iat":5}'))
  t.test('the host clock is read', () => {
    const before = Math.floor(Date.now() / 1000)
    const { iat } = lib.decode(lib.sign({}, secret)).payload
    t.ok(iat >= before && iat <= before + 5, 'iat is ' + iat)
  })
  const cases = [
    ['noTimestamp', { noTimestamp: true }, '{}'],
    ['issuedAt', { issuedAt: 7 }, '{"iat":7}'],
    ['expiresIn seconds', { expiresIn: 60 }, '{"iat":1700000000,"exp":1700000060}'],
    ['expiresIn text', { expiresIn: '90s' }, '{"iat":1700000000,"exp":1700000090}'],
    ['expiresIn minutes', { expiresIn: '5m' }, '{"iat":1700000000,"exp":1700000300}'],
    ['expiresIn hours', { expiresIn: '2h' }, '{"iat":1700000000,"exp":1700007200}'],
    ['expiresIn days', { expiresIn: '7d' }, '{"iat":1700000000,"exp":1700604800}'],
    ['expiresIn from issuedAt', { expiresIn: 10, issuedAt: 100 }, '{"iat":100,"exp":110}'],
    ['notBefore', { notBefore: '10s' }, '{"iat":1700000000,"nbf":1700000010}'],
    ['issuer', { issuer: 'me', noTimestamp: true }, '{"iss":"me"}'],
    ['subject', { subject: 'you', noTimestamp: true }, '{"sub":"you"}'],
    ['audience', { audience: 'a', noTimestamp: true }, '{"aud":"a"}'],
    ['audiences', { audience: ['a', 'b'], noTimestamp: true }, '{"aud":["a","b"]}'],
    ['jwtid', { jwtid: 'id-1', noTimestamp: true }, '{"jti":"id-1"}'],
    [
      'text that needs escaping',
      { issuer: '"\\\n\u0001\u00e4', noTimestamp: true },
      '{"iss":"\\"\\\\\\n\\u0001\u00e4"}',
    ],
  ]
  for (const [name, options, payload] of cases)
    t.test('option ' + name, () => t.equal(text({}, at(options)).payload, payload))

  const headers = [
    ['keyid', { keyid: 'k1' }, '{"alg":"HS256","typ":"JWT","kid":"k1"}'],
    ['typ', { typ: 'at+jwt' }, '{"alg":"HS256","typ":"at+jwt"}'],
    ['typ null', { typ: null }, '{"alg":"HS256"}'],
    ['algorithm', { algorithm: 'HS512' }, '{"alg":"HS512","typ":"JWT"}'],
  ]
  for (const [name, options, header] of headers)
    t.test('option ' + name, () => t.equal(text({}, options).header, header))
  t.test('option header keeps any JSON', () => {
    const header = { x: { deep: [1, null, true] }, cty: 'JWT', 'b c': 'ä' }
    const written = lib.decode(lib.sign({}, secret, { header })).header
    for (const name of Object.keys(header)) t.equal(written[name], header[name])
    t.equal([written.alg, written.typ], ['HS256', 'JWT'])
  })
  t.test('option header may set alg and typ', () =>
    t.equal(text({}, { header: { typ: 'x', alg: 'HS384' } }).header, '{"typ":"x","alg":"HS384"}'),
  )
  t.test('algorithm in header and option must agree', () =>
    t.refuses(
      lib,
      'ERR_OPTION_INVALID',
      () => lib.sign({}, secret, { algorithm: 'HS256', header: { alg: 'HS384' } }),
      /alg/,
    ),
  )
  t.test('a claim given twice names both places', () =>
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.sign({ iss: 'a' }, secret, { issuer: 'a' }), /iss.*issuer/),
  )
  t.test('jwtid true is a fresh UUID', () => {
    lib.setRandomSource(testRandom())
    const ids = [1, 2].map(() => lib.decode(lib.sign({}, secret, { jwtid: true })).payload.jti)
    lib.setRandomSource(null)
    for (const id of ids) t.ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), id)
    t.ok(ids[0] !== ids[1], 'the same twice')
  })
  t.test('none only when asked for twice', () => {
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.sign({}, null, { algorithm: 'none' }), /allowUnsecured/)
    t.equal(
      lib.sign({ a: 1 }, null, { algorithm: 'none', allowUnsecured: true, noTimestamp: true }),
      'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJhIjoxfQ.',
    )
    t.refuses(
      lib,
      'ERR_OPTION_INVALID',
      () => lib.sign({}, secret, { algorithm: 'none', allowUnsecured: true }),
      /no key/,
    )
  })
  t.test('a weak secret', () => {
    t.refuses(lib, 'ERR_KEY_WEAK', () => lib.sign({}, 'short'))
    t.equal(
      lib.verify(lib.sign({ a: 1 }, 'short', { allowInsecureKeySizes: true }), 'short', { allowInsecureKeySizes: true })
        .payload.a,
      1,
    )
  })
  t.test('registered claims have their types', () => {
    for (const claims of [
      { exp: '1' },
      { nbf: null },
      { iat: [1] },
      { iss: ['a'] },
      { sub: 1 },
      { aud: 1 },
      { aud: [1] },
      { jti: {} },
    ]) {
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign(claims, secret))
      lib.sign(claims, secret, { allowInvalidClaims: true, noTimestamp: true })
    }
  })
  t.test('claims that are none', () => {
    const cyclic = {}
    cyclic.self = cyclic
    const bad = [
      '',
      'hello',
      '[1]',
      '"a"',
      'null',
      '{"a":1',
      '{"a":1}}',
      '{"a":1,"a":2}',
      "{'a':1}",
      '{"a":\ud800}',
      '{"a":"\ud800"}',
      '\ufeff{}',
      null,
      undefined,
      1,
      true,
      [1],
      new Uint8Array(2),
      () => 1,
      Symbol('s'),
      new Date(0),
      new Map(),
      cyclic,
      { toJSON: () => 'x' },
      { toJSON: () => undefined },
    ]
    for (const claims of bad) t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign(claims, secret))
  })
  t.test('claims that throw when read', () => {
    const boom = new Error('boom')
    const error = t.refuses(
      lib,
      'ERR_CLAIMS_INVALID',
      () =>
        lib.sign(
          {
            get a() {
              throw boom
            },
          },
          secret,
        ),
      /boom/,
    )
    t.ok(error.cause === boom, 'the cause is kept')
    for (const proxy of proxies(
      {},
      {
        ownKeys() {
          throw boom
        },
      },
    ))
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign(proxy, secret))
    t.refuses(lib, 'ERR_CLAIMS_INVALID', () =>
      lib.sign(
        {
          toJSON() {
            throw undefined
          },
        },
        secret,
      ),
    )
  })
}
