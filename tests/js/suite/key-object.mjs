// The Key: made once, used many times, shown safely, freed.
import { es256, keyOf, rsa, eddsa, secret } from './keys.mjs'
import { supported, hasKeyPairs, testRandom } from './tools.mjs'

export function keyObject(t, lib) {
  t.test('a secret', () => {
    const key = lib.importKey(secret)
    t.equal([key.type, key.keyId, key.algorithms], ['secret', null, ['HS256', 'HS384', 'HS512']])
    t.ok(key instanceof lib.Key, 'instanceof')
    t.equal(lib.verify(lib.sign({ a: 1 }, key), key).payload.a, 1)
    t.equal(key.toJwk().kty, 'oct')
    t.equal(lib.importKey({ kty: 'oct', k: 'GawgguFyGrWKav7AX4VKUg', kid: 'x' }).keyId, 'x')
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => key.toPem())
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => key.publicKey())
    t.equal(lib.importKey(key) === key, true, 'importing a Key gives it back')
  })
  t.test('printing shows nothing private', () => {
    const key = lib.importKey({ secret, encoding: 'utf8' })
    const shown =
      JSON.stringify(key) +
      String(key) +
      Object.keys(key)
        .map((name) => key[name])
        .join()
    t.ok(shown.indexOf(secret) < 0 && shown.indexOf('MDEyMzQ1') < 0, shown)
    const about = { kind: 'oct', bits: secret.length * 8, curve: null, weak: false }
    t.equal(JSON.parse(JSON.stringify(key)), {
      type: 'secret',
      algorithms: ['HS256', 'HS384', 'HS512'],
      keyId: null,
      ...about,
    })
    t.equal(String(key), 'Key(secret, HS256 HS384 HS512)')
  })
  t.test('kind, size, curve and weakness', () => {
    const about = ({ kind, bits, curve, weak }) => [kind, bits, curve, weak]
    t.equal(about(lib.importKey('x'.repeat(31))), ['oct', 248, null, true])
    t.equal(about(lib.importKey({ kty: 'oct', alg: 'HS512', k: 'eHh4'.repeat(11) })), ['oct', 264, null, true])
    const two = { keys: [lib.importKey('x'.repeat(32)).toJwk(), lib.importKey('y'.repeat(31)).toJwk()] }
    t.equal(about(lib.importKey(two)), ['JWKS', null, null, true])
    if (!hasKeyPairs(lib)) return
    t.equal(about(lib.importKey(es256.pkcs8)), ['EC', 256, 'P-256', false])
    t.equal(about(lib.importKey(rsa.pkcs8).publicKey()), ['RSA', 2048, null, false])
    t.equal(about(lib.importKey(eddsa.pkcs8)), ['OKP', 256, 'Ed25519', false])
  })
  t.test('free', () => {
    const key = lib.importKey(secret)
    key.free()
    key.free()
    for (const use of [
      () => lib.sign({}, key),
      () => lib.verify('a.b.c', key),
      () => key.toJwk(),
      () => key.thumbprint(),
      () => key.publicKey(),
      () => lib.importKey(key),
      () => lib.inspect('a.b.c', key),
    ]) {
      t.refuses(lib, 'ERR_KEY_INVALID', use, /freed/)
    }
    if (Symbol.dispose) {
      const other = lib.importKey(secret)
      other[Symbol.dispose]()
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, other))
    }
  })
  t.test('a Key is not made by hand, nor changed', () => {
    t.refuses(lib, 'ERR_KEY_INVALID', () => new lib.Key(1))
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, Object.create(lib.Key.prototype)))
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.Key.prototype.toJwk.call({}))
    const key = lib.importKey(secret)
    t.ok(Object.isFrozen(key) && Object.isFrozen(key.algorithms), 'frozen')
    key.free()
  })
  t.test('thumbprint of RFC 7638 section 3.1', () => {
    if (!hasKeyPairs(lib)) return t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.importKey(rsa.publicJwk))
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
    t.equal(
      lib.importKey({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' }).thumbprint(),
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    )
  })
  t.test('generated secrets', () => {
    lib.setRandomSource(testRandom(7))
    const key = lib.generateKey('HS512')
    const other = lib.generateKey('HS256', { keyid: 'mine' })
    lib.setRandomSource(null)
    t.equal([key.type, other.keyId], ['secret', 'mine'])
    t.ok(key.toJwk().k.length >= 86, '64 bytes or more')
    t.equal(lib.verify(lib.sign({ a: 1 }, key, { algorithm: 'HS512' }), key).payload.a, 1)
  })
  t.test('generating what is unknown', () => {
    for (const name of ['HS257', 'none', 'es256', '', 'RSA', 'hs256'])
      t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.generateKey(name))
    for (const name of [undefined, null, 5, {}])
      t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => lib.generateKey(name))
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.generateKey('HS256', { bitz: 2048 }), /bitz/)
  })
  if (hasKeyPairs(lib)) pairs(t, lib)
}

function pairs(t, lib) {
  for (const name of ['RS256', 'ES256', 'ES384', 'ES512', 'ES256K', 'EdDSA']) {
    t.test('export of ' + name, () => {
      const forms = keyOf[name]
      const key = lib.importKey(forms.pkcs8)
      const publicKey = key.publicKey()
      t.equal([key.type, publicKey.type], ['private', 'public'])
      t.ok(key.algorithms.indexOf(name) >= 0, 'its algorithms: ' + key.algorithms)
      t.equal(key.toPem().trim(), forms.pkcs8)
      t.equal(publicKey.toPem().trim(), forms.spki)
      t.equal(publicKey.toPem({ format: 'spki' }).trim(), forms.spki)
      const jwk = key.toJwk()
      for (const member of Object.keys(forms.jwk)) t.equal(jwk[member], forms.jwk[member], member)
      t.equal(publicKey.toJwk().d, undefined)
      t.equal(key.thumbprint(), publicKey.thumbprint())
      for (const again of [key.toPem(), jwk, JSON.stringify(jwk)])
        t.equal(lib.importKey(again).thumbprint(), key.thumbprint())
      t.equal(
        lib.verify(lib.sign({ a: 1 }, key, { algorithm: name === 'RS256' ? 'RS512' : name }), publicKey).payload.a,
        1,
      )
      t.ok(JSON.stringify(key).indexOf(jwk.d) < 0, 'nothing private in JSON')
    })
  }
  t.test('older PEM forms', () => {
    t.equal(lib.importKey(rsa.jwk).toPem({ format: 'pkcs1' }).trim(), rsa.pkcs1)
    t.equal(lib.importKey(es256.jwk).toPem({ format: 'sec1' }).trim(), es256.sec1)
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.importKey(rsa.jwk).toPem({ format: 'pem' }), /pkcs8/)
    for (const wrong of [
      () => lib.importKey(es256.jwk).toPem({ format: 'pkcs1' }),
      () => lib.importKey(eddsa.publicJwk).toPem({ format: 'pkcs8' }),
    ]) {
      let error
      try {
        wrong()
      } catch (thrown) {
        error = thrown
      }
      t.ok(error instanceof lib.JwtError, 'refused')
    }
  })
  for (const name of supported(lib).filter((one) => /^(ES|Ed)/.test(one))) {
    t.test('generated ' + name, () => {
      lib.setRandomSource(testRandom(99))
      const key = lib.generateKey(name)
      lib.setRandomSource(null)
      t.equal(lib.verify(lib.sign({ a: 1 }, key.toPem(), { algorithm: name }), key.publicKey().toPem()).algorithm, name)
    })
  }
}

/** Making an RSA key takes an interpreter many seconds: for hosts that compile. */
export function slowKeys(t, lib) {
  if (!hasKeyPairs(lib)) return
  for (const [name, bits] of [
    ['RS256', undefined],
    ['PS512', 3072],
  ]) {
    t.test('generated ' + name + ' of ' + (bits || 'the default') + ' bits', () => {
      const key = lib.generateKey(name, bits ? { bits } : {})
      t.equal(key.toJwk().n.length, Math.ceil((bits || 2048) / 6))
      t.equal(key.algorithms, [name], 'one key, one algorithm')
      t.equal(lib.verify(lib.sign({ a: 1 }, key), key.publicKey().toPem(), { algorithms: [name] }).algorithm, name)
    })
  }
  t.test('generated RSA that is too small', () =>
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.generateKey('RS256', { bits: 1024 }), /2048/),
  )
}
