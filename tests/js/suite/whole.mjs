// The library as a whole: its names, its registry, random numbers, and that it survives errors.
import { secret, es256 } from './keys.mjs'
import { hasKeyPairs, hasMlDsa, supported, testRandom } from './tools.mjs'

export function whole(t, lib) {
  t.test('the names', () => {
    for (const name of [
      'sign',
      'decode',
      'verify',
      'signBytes',
      'verifyBytes',
      'decodeHeader',
      'inspect',
      'generateKey',
      'generateKeyAsync',
      'importKey',
      'setRandomSource',
      'setHostCrypto',
      'Key',
      'JwtError',
    ])
      t.equal(typeof lib[name], 'function', name)
    t.ok(/^\d+\.\d+\.\d+/.test(lib.version), lib.version)
  })
  t.test('the registry', () => {
    const names = lib.algorithms.map((one) => one.name)
    t.equal(names, [
      'HS256',
      'HS384',
      'HS512',
      'RS256',
      'RS384',
      'RS512',
      'PS256',
      'PS384',
      'PS512',
      'ES256',
      'ES384',
      'ES512',
      'ES256K',
      'EdDSA',
      'Ed25519',
      'ML-DSA-44',
      'ML-DSA-65',
      'ML-DSA-87',
    ])
    for (const one of lib.algorithms)
      t.ok(
        one.family && one.keyType && one.minimumKeyBits > 0 && typeof one.deterministic === 'boolean',
        JSON.stringify(one),
      )
    t.equal(supported(lib).length, (hasKeyPairs(lib) ? names.length - 3 : 3) + (hasMlDsa(lib) ? 3 : 0))
    t.ok(Object.isFrozen(lib.algorithms) && Object.isFrozen(lib.algorithms[0]), 'frozen')
  })
  t.test('an error is an Error', () => {
    const error = t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.decode('x'))
    t.ok(typeof error.stack === 'string' && String(error) === 'JwtError: ' + error.message, String(error))
    t.ok(Object.prototype.toString.call(error) === '[object Error]', 'made by Error')
  })
  t.test('what is no token', () => {
    for (const token of [undefined, null, 5, {}, [], () => 1, Symbol('t'), new Uint8Array(3)]) {
      t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.decode(token))
      t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.verify(token, secret))
    }
    t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.decode('\ud800.a.b'))
    if (typeof Promise === 'function')
      t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.decode(Promise.resolve('x')), /await/)
  })

  t.test('random numbers come from what the caller set', () => {
    const sizes = []
    const fill = testRandom(3)
    lib.setRandomSource((bytes) => {
      sizes.push(bytes.length)
      fill(bytes)
    })
    lib.generateKey('HS256')
    t.equal(sizes, [32])
    lib.setRandomSource((bytes) => {
      const copy = new Uint8Array(bytes.length)
      fill(copy)
      return copy // as bridges to another engine do it
    })
    t.ok(lib.generateKey('HS256').toJwk().k !== 'A'.repeat(43), 'the copy was taken')
    lib.setRandomSource(null)
  })
  t.test('a random source that does not deliver', () => {
    for (const source of [
      () => {
        throw new Error('boom')
      },
      () => {},
      (bytes) => bytes.fill(0),
    ]) {
      lib.setRandomSource(source)
      t.refuses(lib, 'ERR_NO_ENTROPY', () => lib.generateKey('HS256'))
      t.refuses(lib, 'ERR_NO_ENTROPY', () => lib.sign({}, secret, { jwtid: true }), /jwtid/)
      if (hasKeyPairs(lib)) {
        t.refuses(lib, 'ERR_NO_ENTROPY', () => lib.generateKey('ES256'))
        // What needs none still works.
        t.equal(lib.verify(lib.sign({ a: 1 }, es256.pkcs8), es256.spki).payload.a, 1)
      }
      t.equal(lib.verify(lib.sign({ a: 1 }, secret), secret).payload.a, 1)
    }
    lib.setRandomSource(null)
    for (const source of [undefined, 5, 'x', {}])
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.setRandomSource(source))
  })
  t.test("the host's own source delivers, or ERR_NO_ENTROPY", () => {
    try {
      t.ok(lib.generateKey('HS256').toJwk().k !== lib.generateKey('HS256').toJwk().k, 'the same twice')
    } catch (error) {
      t.equal(error.code, 'ERR_NO_ENTROPY')
    }
  })
  t.test('a random source that calls the library', () => {
    const fill = testRandom(5)
    let inner
    lib.setRandomSource((bytes) => {
      inner = lib.sign({ a: 1 }, secret, { noTimestamp: true })
      fill(bytes)
    })
    const outer = lib.sign({}, secret, { jwtid: true })
    lib.setRandomSource(null)
    t.ok(lib.verify(outer, secret).payload.jti && lib.verify(inner, secret).payload.a === 1, 'both are good')
  })

  t.test('it goes on working after errors', () => {
    const before = lib.sign({ a: 1 }, secret, { noTimestamp: true })
    for (let i = 0; i < 50; i++) {
      for (const wrong of [
        () => lib.sign({}, '{{x}}'),
        () => lib.verify('a.b.c', secret),
        () => lib.verify(before, 'y'.repeat(40)),
        () => lib.sign('[', secret),
        () => lib.importKey('-----BEGIN PRIVATE KEY-----'),
        () => lib.sign({}, secret, { nonsense: 1 }),
      ]) {
        try {
          wrong()
          t.ok(false, 'should have failed')
        } catch (error) {
          t.ok(error instanceof lib.JwtError && error.code !== 'ERR_INTERNAL', error.code + ' ' + error.message)
        }
      }
    }
    t.equal(lib.sign({ a: 1 }, secret, { noTimestamp: true }), before)
  })
  t.test('large claims', () => {
    const claims = { text: 'ä€🔑'.repeat(5000), list: [] }
    for (let i = 0; i < 2000; i++) claims.list.push({ i })
    t.equal(lib.verify(lib.sign(claims, secret, { noTimestamp: true }), secret).payload, claims)
  })
}
