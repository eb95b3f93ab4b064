// Keys as people really hand them over: damaged, wrapped, missing, or something else altogether.
import { es256, rsa, rsa1024, secret, eddsa } from './keys.mjs'
import { ascii, base64url, hasKeyPairs, proxies } from './tools.mjs'

export function keyForms(t, lib) {
  const verifySecret = lib.sign({ a: 1 }, secret, { noTimestamp: true })

  t.test('an empty or unresolved key says which variable', () => {
    for (const key of ['', new Uint8Array(0), new ArrayBuffer(0), { secret: '', encoding: 'utf8' }])
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, key), /empty/)
    for (const key of [
      '{{privateKey}}',
      ' {{ privateKey }} ',
      '-----BEGIN PRIVATE KEY-----\n{{privateKey}}\n-----END PRIVATE KEY-----',
      { secret: '{{privateKey}}', encoding: 'base64' },
      '"{{privateKey}}"',
    ]) {
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, key), /privateKey/)
    }
  })
  t.test('what is no key', () => {
    const boom = () => {
      throw new Error('boom')
    }
    for (const key of [
      undefined,
      null,
      0,
      5,
      NaN,
      true,
      () => 'key',
      Symbol('k'),
      [],
      ['a'],
      {},
      { a: 1 },
      new Map(),
      new Date(0),
      /x/,
      { kty: 5 },
      { keys: 5 },
      { keys: [] },
      { keys: [5] },
      { secret: 5 },
      { secret: [1] },
      ...proxies({}, { get: boom, has: boom }),
      Object.freeze({
        get kty() {
          return boom()
        },
      }),
      { secret: 'x', toJSON: boom },
    ]) {
      let error
      try {
        lib.sign({}, key)
      } catch (thrown) {
        error = thrown
      }
      t.ok(error instanceof lib.JwtError, 'threw ' + error + ' for ' + typeof key)
      t.ok(
        /^ERR_(KEY_INVALID|OPTION_INVALID|KEY_NOT_FOUND|ALGORITHM_UNSUPPORTED)$/.test(error.code),
        error.code + ' for ' + typeof key,
      )
    }
  })
  t.test('a callback or a promise is named', () => {
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.verify(verifySecret, () => secret), /Function/)
    if (typeof Promise === 'function')
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.verify(verifySecret, Promise.resolve(secret)), /[Aa]wait/)
  })
  t.test('half a surrogate pair', () =>
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, secret + '\ud800'), /surrogate/),
  )
  t.test('the encodings of a secret', () => {
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, { secret: 'xyz', encoding: 'hex' }), /hex/)
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, { secret: '+/+/', encoding: 'base64url' }), /base64url/)
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.sign({}, { secret, encoding: 'utf-9' }), /utf8/)
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.sign({}, { secret, encodin: 'hex' }), /encodin/)
  })
  t.test('a secret of more than ASCII is its UTF-8', () => {
    const token = lib.sign({}, 'ä€🔑'.repeat(10), { noTimestamp: true })
    const hex = 'c3a4e282acf09f9491'.repeat(10)
    t.equal(lib.sign({}, { secret: hex, encoding: 'hex' }, { noTimestamp: true }), token)
  })
  t.test('part of a larger buffer', () => {
    const buffer = ascii('xx' + secret + 'yy').buffer
    t.equal(lib.verify(verifySecret, new Uint8Array(buffer, 2, secret.length)).payload.a, 1)
    t.equal(lib.verify(verifySecret, new DataView(buffer, 2, secret.length)).payload.a, 1)
  })

  const k = base64url(ascii(secret))
  t.test('a set: the key is chosen by kid', () => {
    const other = base64url(ascii('y'.repeat(64)))
    const set = {
      keys: [
        { kty: 'oct', k: other, kid: '1' },
        { kty: 'oct', k, kid: '2' },
      ],
    }
    const token = lib.sign({ a: 1 }, set, { keyid: '2' })
    t.equal(lib.verify(token, secret).keyId, '2')
    t.equal(lib.verify(token, set).keyId, '2')
    t.refuses(lib, 'ERR_KEY_NOT_FOUND', () => lib.verify(lib.sign({}, secret, { keyid: '3' }), set))
    t.refuses(lib, 'ERR_KEY_AMBIGUOUS', () =>
      lib.sign(
        {},
        {
          keys: [
            { kty: 'oct', k: other },
            { kty: 'oct', k },
          ],
        },
      ),
    )
  })
  t.test('use and key_ops are obeyed', () => {
    for (const member of [{ use: 'enc' }, { key_ops: ['verify'] }]) {
      let code
      try {
        lib.sign({}, Object.assign({ kty: 'oct', k }, member))
      } catch (error) {
        code = error.code
      }
      t.ok(/^ERR_KEY_/.test(code), JSON.stringify(member) + ' gave ' + code)
    }
  })
  if (hasKeyPairs(lib)) pairs(t, lib)
  else small(t, lib)
}

function pairs(t, lib) {
  const token = lib.sign({ a: 1 }, rsa.pkcs8, { noTimestamp: true })
  const oneLine = (pem) => pem.replace(/\n/g, '')
  const damages = [
    ['literal \\n', (pem) => pem.replace(/\n/g, '\\n')],
    ['literal \\r\\n', (pem) => pem.replace(/\n/g, '\\r\\n')],
    ['CRLF', (pem) => pem.replace(/\n/g, '\r\n')],
    ['no line breaks', oneLine],
    ['spaces for line breaks', (pem) => pem.replace(/\n/g, ' ')],
    ['double quotes around', (pem) => '"' + pem + '"'],
    ['single quotes and spaces around', (pem) => "  '" + pem + "' \n"],
    ['quotes and literal \\n', (pem) => '"' + pem.replace(/\n/g, '\\n') + '\\n"'],
    ['indented', (pem) => pem.replace(/\n/g, '\n    ')],
    ['a comment before it', (pem) => '# my key\n' + pem + '\n'],
    ['a lone CR', (pem) => pem.replace(/\n/g, '\r')],
  ]
  for (const [name, damage] of damages) {
    t.test('PEM with ' + name, () => {
      t.equal(lib.sign({ a: 1 }, damage(rsa.pkcs8), { noTimestamp: true }), token)
      t.equal(lib.sign({ a: 1 }, damage(rsa.pkcs1), { noTimestamp: true }), token)
      t.equal(lib.verify(token, damage(rsa.spki)).payload.a, 1)
      t.equal(lib.verify(lib.sign({ a: 1 }, damage(es256.sec1)), damage(es256.spki)).algorithm, 'ES256')
      t.equal(lib.verify(lib.sign({ a: 1 }, damage(eddsa.pkcs8)), damage(eddsa.spki)).algorithm, 'EdDSA')
    })
  }
  t.test('PEM that is cut, mixed up or empty', () => {
    for (const key of [
      rsa.pkcs8.slice(0, 300),
      rsa.pkcs8.slice(0, -40),
      rsa.pkcs8.replace(/^M.*$/m, ''),
      '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
      rsa.pkcs8.replace(/A/g, '!'),
      '-----BEGIN CAT-----\nAAAA\n-----END CAT-----',
    ]) {
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, key))
    }
  })
  t.test('several blocks in one text: the fitting one', () => {
    t.equal(lib.sign({ a: 1 }, rsa.spki + '\n' + rsa.pkcs8 + '\n', { noTimestamp: true }), token)
    t.equal(lib.verify(token, rsa.pkcs8 + '\n' + rsa.spki).payload.a, 1)
  })
  t.test('a JWK as text, in quotes, in a set, with members of its own', () => {
    const jwk = Object.assign({ 'x-note': { a: 1 } }, rsa.jwk)
    for (const key of [
      jwk,
      JSON.stringify(jwk),
      JSON.stringify(jwk, null, 2),
      { keys: [jwk] },
      JSON.stringify({ keys: [jwk] }),
    ])
      t.equal(lib.sign({ a: 1 }, key, { noTimestamp: true }), token)
    const { kty, n, e, d } = rsa.jwk
    t.equal(lib.sign({ a: 1 }, { kty, n, e, d }, { noTimestamp: true }), token, 'without the primes')
  })
  t.test('a JWK whose numbers do not belong together', () => {
    for (const [base, change] of [
      [rsa.jwk, { q: rsa.jwk.p }],
      [rsa.jwk, { d: rsa.jwk.dp }],
      [rsa.jwk, { e: 'AQ' }],
      [es256.jwk, { x: es256.jwk.y }],
      [es256.jwk, { d: 'AAAA' }],
      [es256.jwk, { crv: 'P-999' }],
      [eddsa.jwk, { x: es256.jwk.x }],
      [eddsa.jwk, { crv: 'X25519' }],
      [rsa.jwk, { n: null }],
      [rsa.jwk, { n: '+' }],
    ]) {
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, Object.assign({}, base, change)))
    }
  })
  t.test("a JWK's alg binds it", () => {
    const bound = Object.assign({ alg: 'PS256', kid: 'k' }, rsa.publicJwk)
    t.refuses(lib, 'ERR_ALGORITHM_NOT_ALLOWED', () => lib.verify(token, bound))
    t.refuses(lib, 'ERR_KEY_MISMATCH', () =>
      lib.sign({}, Object.assign({ alg: 'RS256' }, rsa.jwk), { algorithm: 'RS512' }),
    )
  })
  t.test('a key of another kind', () => {
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, rsa.pkcs8, { algorithm: 'HS256' }))
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, rsa.pkcs8, { algorithm: 'ES256' }))
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, es256.pkcs8, { algorithm: 'ES384' }))
    t.refuses(lib, 'ERR_ALGORITHM_NOT_ALLOWED', () => lib.verify(token, es256.spki))
  })
  t.test('RSA below 2048 bits', () => {
    t.refuses(lib, 'ERR_KEY_WEAK', () => lib.sign({}, rsa1024.pkcs8), /2048/)
    t.equal(lib.decode(lib.sign({}, rsa1024.pkcs8, { allowInsecureKeySizes: true })).header.alg, 'RS256')
  })
}

function small(t, lib) {
  t.test('the small file names the one that has the algorithm', () => {
    for (const key of [rsa.pkcs8, rsa.spki, es256.sec1, eddsa.jwk, JSON.stringify(es256.publicJwk)]) {
      t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.sign({}, key), /jwtmint\/script/)
    }
    t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.sign({}, secret, { algorithm: 'RS256' }), /jwtmint\/script/)
    t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.generateKey('ES256'), /jwtmint\/script/)
  })
}
