// Further tokens and keys made to deceive, and what inspect says of the usual ones.
import { es256, es384, es512, es256k, rsa, rsa1024, secret } from './keys.mjs'
import { ascii, base64url, bytesOf, forged, hasKeyPairs, signedAs } from './tools.mjs'

// The orders of the curves: SEC 2 section 2, FIPS 186-5.
const CURVES = [
  [es256, 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'],
  [es384, 'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973'],
  [
    es512,
    '01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
  ],
  [es256k, 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'],
]

/** A few of tests/vectors/ed25519/edges.json, for the hosts that read no files: careless verifiers accept each. */
const ED25519 = [
  [
    'key of order 8, R of small order, S of zero',
    'xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o',
    'eyJhbGciOiJFZERTQSJ9.eyJjYXNlIjo4fQ.JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_IUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ],
  [
    'honest key of prime order, R the identity',
    'bpELGwBH45f0lz3nA84sGBgDm-h3MmiF_d_GOdAe0Rk',
    'eyJhbGciOiJFZERTQSJ9.eyJjYXNlIjozN30.AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABzK5UnK5WBgjCTERl2zJ91xbdIbGeRR3YJUer5JGqMCQ',
  ],
  [
    'key and R with a torsion part: the equation holds with the cofactor only',
    'z-2MPazQ-mPWM3fsDhfF7ZQzDZqWliQoYWPhYUXHzSw',
    'eyJhbGciOiJFZERTQSJ9.eyJjYXNlIjo0OX0.V0qGLPHT2kYBakDhpUSWN5G1XF-mYuAKKlKvVuH0Co4d6J0zVE9RS8_ZXKO8mkfwPKZwhp5F8j8Jp8hmzxpxBQ',
  ],
  [
    'S beyond the order by one order',
    'bpELGwBH45f0lz3nA84sGBgDm-h3MmiF_d_GOdAe0Rk',
    'eyJhbGciOiJFZERTQSJ9.eyJjYXNlIjo1Mn0.iL6jZ1sVCFlZhkwa3y9yjCdej-HSDzJ1NaoSAjJypGb09HRsDR7LpouBPwm6sD9MKB4auZKPSvIj1ZbRYmmQFQ',
  ],
  [
    'key is the identity with y not reduced',
    '7v_______________________________________38',
    'eyJhbGciOiJFZERTQSJ9.eyJjYXNlIjo1NX0.iL6jZ1sVCFlZhkwa3y9yjCdej-HSDzJ1NaoSAjJypGZ1cd4LRw6ydItD6-zUxFzSuOhDmxLJnkYDHK7voKKDAg',
  ],
]

export function attacksMore(t, lib) {
  const good = lib.sign({ a: 1 }, secret, { noTimestamp: true })
  const input = good.slice(0, good.lastIndexOf('.') + 1)
  const refused = (code, token, key, options) =>
    t.refuses(lib, code, () => lib.verify(token, key === undefined ? secret : key, options))
  const failure = (token, key, name) =>
    lib.inspect(token, key).checks.filter((check) => check.name === name && check.status === 'fail')[0] || {}

  t.test('an empty signature, a short one, a long one', () => {
    for (const signature of ['', 'AA', good.slice(input.length) + 'AAAA', good.slice(input.length, -4)])
      refused('ERR_SIGNATURE_INVALID', input + signature)
  })
  t.test('alg in an unprotected place', () =>
    refused('ERR_HEADER_INVALID', forged({ header: { alg: 'HS256' } }, { a: 1 })),
  )
  t.test('encryption and compression', () => {
    for (const alg of ['PBES2-HS256+A128KW', 'RSA-OAEP', 'dir'])
      refused('ERR_ALGORITHM_UNSUPPORTED', forged({ alg, enc: 'A128GCM', p2c: 2147483647 }, {}))
    t.equal(lib.verify(signedAs(lib, { zip: 'DEF' }), secret).payload, { a: 1 })
  })
  t.test('payloads that are no strict JSON', () => {
    for (const text of ['\xef\xbb\xbf{}', '{"a":"\\ud800"}', '{"a":"\xed\xa0\x80"}', '{"a":1}\0', '']) {
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () =>
        lib.decode(forged({ alg: 'HS256' }, '').replace('..', '.' + base64url(ascii(text)) + '.')),
      )
    }
  })
  t.test('a secret shorter than the hash', () => {
    for (const [algorithm, length] of [
      ['HS256', 32],
      ['HS384', 48],
      ['HS512', 64],
    ]) {
      t.refuses(lib, 'ERR_KEY_WEAK', () => lib.sign({}, secret.slice(0, length - 1), { algorithm }))
      refused('ERR_KEY_WEAK', forged({ alg: algorithm }, {}), secret.slice(0, length - 1))
      lib.sign({}, secret.slice(0, length), { algorithm })
    }
  })
  t.test('a kid that is no name of a key', () => {
    const set = { keys: ['a', 'b'].map((kid) => ({ kty: 'oct', kid, k: base64url(ascii(secret + kid)) })) }
    for (const kid of ['../../dev/null', "a' OR '1'='1", 'A', '__proto__', 'https://evil.example/key'])
      refused('ERR_KEY_NOT_FOUND', signedAs(lib, { kid }), set)
  })

  t.test('inspect: a secret in another encoding', () => {
    const token = lib.sign({ a: 1 }, { secret: base64url(ascii(secret)), encoding: 'base64url' })
    const check = failure(token, base64url(ascii(secret)), 'signature')
    t.ok(/encodes in base64/.test(check.message) && /encoding/.test(check.hint), check.message)
    t.ok(
      check.message.indexOf(secret) < 0 && check.message.indexOf(base64url(ascii(secret))) < 0,
      'the secret is not repeated',
    )
  })
  t.test('inspect: padding, and what can still be read', () => {
    const report = lib.inspect(
      good.replace(/\.[^.]*$/, (end) => '=' + end),
      secret,
    )
    t.equal([report.valid, report.payload], [false, { a: 1 }])
    t.ok(
      report.checks.some((check) => check.name === 'base64url' && /padding/.test(check.hint) && check.position > 0),
      'the place',
    )
  })

  if (!hasKeyPairs(lib)) return
  t.test('ECDSA numbers out of range, and of the wrong length', () => {
    for (const [key, order] of CURVES) {
      const token = lib.sign({ a: 1 }, key.pkcs8)
      const start = token.slice(0, token.lastIndexOf('.') + 1)
      const bytes = bytesOf(token.slice(start.length))
      const half = bytes.length / 2
      const [r, s] = [[].slice.call(bytes, 0, half), [].slice.call(bytes, half)]
      const n = order.match(/../g).map((digits) => parseInt(digits, 16))
      const [zero, most, above] = [n.map(() => 0), n.map(() => 255), n.slice(0, -1).concat(n[half - 1] + 1)]
      const bad = [r, r.concat(s, 0), r.concat(0, s), r.concat(s.slice(1)), s.concat(r), [0].concat(r, s)]
      for (const wrong of [zero, n, above, most]) bad.push(wrong.concat(s), r.concat(wrong), wrong.concat(wrong))
      for (const signature of bad) refused('ERR_SIGNATURE_INVALID', start + base64url(signature), key.spki)
      lib.verify(token, key.spki)
    }
  })
  for (const [name, x, token] of ED25519) {
    // A key of small order is refused as a key, before any signature.
    const code = /^key (of order|is)/.test(name) ? 'ERR_KEY_INVALID' : 'ERR_SIGNATURE_INVALID'
    t.test('Ed25519: ' + name, () => refused(code, token, { kty: 'OKP', crv: 'Ed25519', x }))
  }
  t.test('RSA keys too small, of exponent one, of an even modulus', () => {
    const token = lib.sign({}, rsa.pkcs8)
    refused('ERR_KEY_WEAK', lib.sign({}, rsa1024.pkcs8, { allowInsecureKeySizes: true }), rsa1024.pkcs8)
    for (const e of ['AQ', 'Ag', '', 'AQAA']) refused('ERR_KEY_INVALID', token, Object.assign({}, rsa.publicJwk, { e }))
    const last = rsa.publicJwk.n.slice(-1) === 'Q' ? 'A' : 'g'
    refused('ERR_KEY_INVALID', token, Object.assign({}, rsa.publicJwk, { n: rsa.publicJwk.n.slice(0, -1) + last }))
  })
  t.test('an algorithm of another kind than the key, and a key bound to another', () => {
    const token = lib.sign({}, rsa.pkcs8)
    refused('ERR_ALGORITHM_NOT_ALLOWED', token)
    refused('ERR_ALGORITHM_NOT_ALLOWED', token, es256.spki)
    refused('ERR_KEY_INVALID', token, secret, { algorithms: ['RS256'] })
    refused('ERR_ALGORITHM_NOT_ALLOWED', token, Object.assign({}, rsa.publicJwk, { alg: 'PS256' }))
    refused('ERR_ALGORITHM_NOT_ALLOWED', lib.sign({}, es256.pkcs8), es256k.spki)
  })
  t.test('inspect: algorithm confusion, DER and keys of the wrong kind', () => {
    t.ok(/confusion/.test(failure(good, rsa.spki, 'key').message), 'confusion')
    t.ok(/BEGIN/.test(failure(lib.sign({}, rsa.pkcs8), secret, 'key').hint), 'wrong kind')
    const start = lib.sign({}, es256.pkcs8).replace(/[^.]*$/, '')
    t.ok(/DER/.test(failure(start + base64url([0x30, 6, 2, 1, 1, 2, 1, 1]), es256.spki, 'signature').message), 'DER')
  })
}
