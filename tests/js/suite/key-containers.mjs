// Keys inside something else: a passphrase, a certificate, OpenSSH's own format.
import { eddsa, es256, rsa, secret } from './keys.mjs'
import {
  certificateEs256,
  certificateRsa,
  encryptedLegacy,
  encryptedPbkdf2,
  encryptedScrypt,
  opensshEd25519,
  opensshEs256,
  opensshPublicLine,
} from './more-keys.mjs'
import { base64url, bytesOf, hasKeyPairs } from './tools.mjs'

export function keyContainers(t, lib, about) {
  if (!hasKeyPairs(lib)) {
    t.test('the small file reads none of the containers', () => {
      for (const key of [encryptedPbkdf2, certificateRsa, opensshEd25519]) {
        let error
        try {
          lib.importKey(key)
        } catch (thrown) {
          error = thrown
        }
        t.ok(
          error instanceof lib.JwtError && /^ERR_(ALGORITHM_UNSUPPORTED|KEY_INVALID|KEY_ENCRYPTED)$/.test(error.code),
          String(error),
        )
      }
      t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, { secret: opensshPublicLine, encoding: 'utf8' }))
    })
    return
  }
  // The smaller script files leave decryption out, for their size, and say how to do it before, and which file has it.
  const sealed = [
    ['PBKDF2', encryptedPbkdf2, es256],
    ['scrypt', encryptedScrypt, eddsa],
  ]
  for (const [name, key] of about.passphrases ? [] : sealed) {
    t.test('a passphrase, ' + name + ': how to decrypt the key before', () => {
      t.refuses(lib, 'ERR_KEY_ENCRYPTED', () => lib.sign({}, key), /openssl pkcs8.*jwtmint\/script\/full/)
      t.refuses(lib, 'ERR_KEY_ENCRYPTED', () => lib.sign({}, key, { passphrase: 'correct' }), /openssl pkcs8/)
    })
  }
  for (const [name, key, forms] of about.passphrases ? sealed : []) {
    t.test('a passphrase, ' + name, () => {
      const token = lib.sign({ a: 1 }, key, { passphrase: 'correct' })
      t.equal(lib.verify(token, forms.spki).payload.a, 1)
      t.equal(lib.verify(token, key, { passphrase: 'correct' }).payload.a, 1)
      t.equal(lib.inspect(token, key, { passphrase: 'correct' }).valid, true)
      t.equal(lib.importKey(key, { passphrase: 'correct' }).toPem().trim(), forms.pkcs8)
      t.equal(lib.importKey(key.replace(/\n/g, '\\n'), { passphrase: 'correct' }).type, 'private')
      t.refuses(lib, 'ERR_KEY_ENCRYPTED', () => lib.sign({}, key), /passphrase/)
      t.refuses(lib, 'ERR_KEY_ENCRYPTED', () => lib.sign({}, key, { passphrase: 'wrong' }), /passphrase/)
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.sign({}, key, { passphrase: 5 }), /passphrase/)
    })
  }
  t.test('encryption that is too old names the command', () =>
    about.passphrases
      ? t.equal(lib.decode(lib.sign({}, encryptedLegacy, { passphrase: 'correct' })).header.alg, 'ES256')
      : t.refuses(
          lib,
          'ERR_KEY_INVALID',
          () => lib.sign({}, encryptedLegacy, { passphrase: 'correct' }),
          /openssl pkcs8/,
        ),
  )
  t.test('certificates give their public key', () => {
    t.equal(lib.importKey(certificateEs256).toPem().trim(), es256.spki)
    t.equal(lib.importKey(certificateRsa).type, 'public')
    t.equal(lib.verify(lib.sign({ a: 1 }, rsa.pkcs8), certificateRsa).payload.a, 1)
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, certificateRsa))
  })
  t.test('OpenSSH private keys', () => {
    t.equal(lib.importKey(opensshEs256).toPem().trim(), es256.pkcs8)
    t.equal(lib.importKey(opensshEd25519).toPem().trim(), eddsa.pkcs8)
    t.equal(lib.importKey(opensshPublicLine + ' me@home').type, 'public')
  })
  t.test('what looks like a key is never a secret', () => {
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, opensshPublicLine), /public key/)
    for (const text of [opensshPublicLine, certificateRsa, opensshEd25519, encryptedPbkdf2]) {
      t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, { secret: text, encoding: 'utf8' }))
      const confused = lib.sign({ a: 1 }, secret)
      let error
      try {
        lib.verify(confused, text)
      } catch (thrown) {
        error = thrown
      }
      t.ok(error instanceof lib.JwtError && error.code !== 'ERR_SIGNATURE_INVALID', String(error))
    }
  })
  t.test('lists, and objects whose names nobody knows, as objects and as text', () => {
    const jwks = [lib.importKey(es256.spki).toJwk(), lib.importKey(rsa.spki).toJwk()]
    const holders = [
      [jwks, 2],
      [[es256.spki, rsa.spki], 2],
      [{ CLIENT_ID: 'x', PRIVATE_KEY: rsa.pkcs8 }, 1],
      [{ data: { attributes: { rsaKey: rsa.pkcs8 } }, keyId: 'k' }, 1],
      [[rsa.pkcs8, rsa.spki], 1],
    ]
    const token = lib.sign({}, rsa.pkcs8)
    for (const [holder, count] of holders) {
      for (const key of [holder, JSON.stringify(holder)]) {
        t.equal(lib.importKey(key).kind, count > 1 ? 'JWKS' : 'RSA')
        t.equal(lib.verify(token, key).algorithm, 'RS256')
      }
    }
    for (const none of [
      [],
      ['a secret of at least thirty-two bytes'],
      [1, 2, 3],
      [[jwks]],
      [null],
      { data: { a: 'b' } },
    ])
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey(none))
    const loop = []
    loop.push(loop)
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey(loop))
  })
  t.test('a raw Ed25519 key whose halves prove each other needs no algorithm', () => {
    const { d, x } = lib.importKey(eddsa.pkcs8).toJwk()
    const pair = new Uint8Array(64)
    pair.set(bytesOf(d))
    pair.set(bytesOf(x), 32)
    for (const key of [pair, base64url(pair), { id: 'k', privateKey: base64url(pair) }])
      t.equal(lib.verify(lib.sign({}, key), eddsa.spki).algorithm, 'EdDSA')
    t.equal(lib.decode(lib.sign({}, { secret: base64url(pair), encoding: 'utf8' })).header.alg, 'HS256')
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, pair, { algorithm: 'ES256' }))
  })
  t.test('options of importKey', () => {
    const key = lib.importKey(rsa.pkcs8, { algorithm: 'PS384', keyid: 'mine' })
    t.equal([key.keyId, key.algorithms], ['mine', ['PS384']])
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, key, { algorithm: 'RS256' }))
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.importKey(key, { keyid: 'other' }), /Key/)
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.importKey(secret, { pass: 'x' }), /pass/)
  })
}
