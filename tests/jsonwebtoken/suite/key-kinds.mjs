// What may be a key: text, bytes, objects with a passphrase, KeyObject, and jwtmint's own Key.
import { PASSPHRASE, ed25519, encryptedP256, p256, p384, rsa } from '../keys.mjs'
import { SECRET } from './tally.mjs'

export async function keyKinds(t, jwt, { jwtmint, crypto, passphrases = true }) {
  const { test, equal, throws } = t
  const ascii = (text) => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  const token = jwt.sign({ iat: 1 }, SECRET)
  const es256 = jwt.sign({ iat: 1 }, p256.private, { algorithm: 'ES256' })

  await test('a secret as text and as bytes', () => {
    for (const secret of [ascii(SECRET), ascii(SECRET).buffer, new DataView(ascii(SECRET).buffer)])
      equal([jwt.sign({ iat: 1 }, secret), jwt.verify(token, secret)], [token, { iat: 1 }])
    equal(jwt.verify(jwt.sign({ iat: 1 }, 'a {{b}}'), 'a {{b}}'), { iat: 1 })
    equal(jwt.verify(jwt.sign({ iat: 1 }, 'x'), 'x'), { iat: 1 })
  })
  await test('PEM as text and as bytes, with a name and with CRLF', () => {
    for (const key of [ascii(p256.public), p256.public.replace(/\n/g, '\r\n'), { key: p256.public }])
      equal(jwt.verify(es256, key), { iat: 1 })
  })
  await test('a passphrase', () => {
    if (!passphrases) return
    const key = { key: encryptedP256, passphrase: PASSPHRASE }
    equal(jwt.verify(jwt.sign({ iat: 1 }, key, { algorithm: 'ES256' }), p256.public), { iat: 1 })
    throws(
      () => jwt.sign({}, { key: encryptedP256, passphrase: 'wrong' }, { algorithm: 'ES256' }),
      'secretOrPrivateKey must be an asymmetric key when using ES256',
      'Error',
    )
  })
  await test('a JWK', () => {
    const jwk = { kty: 'oct', k: 'AAAA' }
    if (!jwtmint) return
    const key = { key: jwtmint.importKey(p256.public).toJwk(), format: 'jwk' }
    equal(jwt.verify(es256, key), { iat: 1 })
    throws(() => jwt.verify(token, jwk), 'secretOrPublicKey is not valid key material')
  })
  await test("jwtmint's own Key", () => {
    if (!jwtmint) return
    const [secret, pair] = [jwtmint.importKey(ascii(SECRET)), jwtmint.importKey(p256.private, { keyid: 'own' })]
    equal([jwt.sign({ iat: 1 }, secret), jwt.verify(token, secret)], [token, { iat: 1 }])
    const signed = jwt.sign({ iat: 1 }, pair, { algorithm: 'ES256' })
    // As there: a header has what was asked for, and nothing of the key's.
    equal(jwt.verify(signed, pair.publicKey(), { complete: true }).header, { alg: 'ES256', typ: 'JWT' })
    equal(jwt.verify(token, secret), { iat: 1 })
  })
  await test('a set of keys finds its own', () => {
    if (!jwtmint) return
    const keys = [p384, p256, rsa].map((pair) => jwtmint.importKey(pair.public).toJwk())
    const set = jwtmint.importKey({ keys })
    equal(jwt.verify(es256, set), { iat: 1 })
    equal(jwt.verify(jwt.sign({ iat: 1 }, rsa.private, { algorithm: 'PS384' }), set), { iat: 1 })
    throws(() => jwt.verify(token, set), 'invalid algorithm')
  })
  await test('Ed25519 is no key for these algorithms', () => {
    throws(() => jwt.sign({}, ed25519.private, { algorithm: 'ES256' }), 'Unknown key type "ed25519".', 'Error')
    throws(() => jwt.verify(es256, ed25519.public, { algorithms: ['ES256'] }), 'Unknown key type "ed25519".', 'Error')
  })
  await test('KeyObject', () => {
    if (!crypto) return
    const secret = crypto.createSecretKey(ascii(SECRET))
    const [own, open] = [crypto.createPrivateKey(p256.private), crypto.createPublicKey(p256.public)]
    equal([jwt.sign({ iat: 1 }, secret), jwt.verify(token, secret)], [token, { iat: 1 }])
    equal(jwt.verify(jwt.sign({ iat: 1 }, own, { algorithm: 'ES256' }), open), { iat: 1 })
    equal(jwt.verify(jwt.sign({ iat: 1 }, { key: own }, { algorithm: 'ES256' }), { key: open }), { iat: 1 })
    throws(() => jwt.verify(es256, own), 'secretOrPublicKey must be an asymmetric key when using ES256')
    throws(() => jwt.verify(es256, secret, { algorithms: ['ES256'] }), /^secretOrPublicKey must be an asymmetric/)
  })
}
