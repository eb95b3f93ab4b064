// What is no secret unless it is said to be one, and what sign takes from its key.
import { es256, rsa, secret } from './keys.mjs'
import { ascii, base64url, hasKeyPairs } from './tools.mjs'

export function keyDoubts(t, lib) {
  t.test('bare text that may be something else must be said to be a secret', () => {
    for (const [text, sentence] of [
      ['two lines of text\nthat go on', /several lines/],
      ['s\0e\0c\0r\0e\0t\0', /charset/],
      ['<Key>abcdefghijklmnopqrstuvwxyz</Key>', /mark-up/],
      ['{ name: value, of: something }', /braces/],
      ['https://login.example/.well-known/jwks.json', /address/],
      ['/etc/ssl/private/jwt-signing', /path/],
      ['keys/public.pem', /path/],
      ['SHA256:' + 'b'.repeat(43), /fingerprint/],
      ['base64:' + 'c2VjcmV0'.repeat(5), /encoded secret/],
      [base64url([4].concat(new Array(64).fill(7))), /elliptic curve/],
    ]) {
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, text, { allowInsecureKeySizes: true }), sentence)
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.verify('a.b.c', text), sentence)
      const said = lib.sign({ a: 1 }, { secret: text, encoding: 'utf8' }, { allowInsecureKeySizes: true })
      lib.verify(said, text, { keyEncoding: 'utf8', allowInsecureKeySizes: true })
    }
  })
  t.test('a public key is no secret in any state', () => {
    const hex = (/** @type {string} */ text) =>
      Array.from(ascii(text)).map((byte) => (byte < 16 ? '0' : '') + byte.toString(16))
    const utf16 = Uint8Array.from([255, 254].concat(...Array.from(ascii(rsa.spki)).map((byte) => [byte, 0])))
    const body = rsa.spki.replace(/-----.*-----|\n/g, '')
    for (const key of [
      rsa.spki.replace(/-----/g, '\u2014-'),
      rsa.spki.replace('-----BEGIN', '----BEGIN'),
      rsa.spki.slice(rsa.spki.indexOf('\n') + 1),
      rsa.spki.replace(/PUBLIC KEY/g, 'public key'),
      'PUBLIC_KEY=' + body,
      base64url(ascii(base64url(ascii(rsa.spki)))),
      Array.from(hex(rsa.spki)).join(''),
      utf16,
      JSON.stringify(rsa.publicJwk).replace(/"/g, "'"),
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ me',
      { kty: 'oct', k: base64url(ascii(rsa.spki)) },
      { kty: 'oct', k: body.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '') },
    ]) {
      try {
        const used = lib.importKey(key)
        t.ok(used.type !== 'secret', 'taken for a secret: ' + JSON.stringify(key).slice(0, 60))
      } catch (error) {
        t.ok(/^ERR_KEY_(INVALID|MISMATCH)$|^ERR_ALGORITHM_UNSUPPORTED$/.test(error.code), error.code)
      }
    }
  })
  t.test("the key's own kid is written, unless keyid is null", () => {
    const jwk = { kty: 'oct', k: base64url(ascii(secret)), kid: 'own' }
    for (const key of [jwk, JSON.stringify(jwk), { keys: [jwk] }, lib.importKey(secret, { keyid: 'own' })]) {
      t.equal(lib.decode(lib.sign({}, key)).header.kid, 'own')
      t.equal(lib.decode(lib.sign({}, key, { keyid: null })).header.kid, undefined)
      t.equal(lib.decode(lib.sign({}, key, { header: { kid: 'mine' } })).header.kid, 'mine')
    }
  })
  t.test('sign refuses what verify refuses for good', () => {
    for (const name of ['exp', 'nbf', 'iat'])
      for (const value of [1700000000000, -5])
        t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign({ [name]: value }, secret))
    t.refuses(
      lib,
      'ERR_HEADER_INVALID',
      () => lib.sign({}, secret, { header: { jwk: { kty: 'EC', d: 'AA' } } }),
      /private/,
    )
    const token = lib.sign({ iss: 7, iat: 'x' }, secret, { allowInvalidClaims: true })
    t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.verify(token, secret))
    t.equal(lib.verify(token, secret, { allowInvalidClaims: true }).payload.iss, 7)
    t.equal(
      lib
        .decode(token)
        .problems.map((problem) => problem.claim)
        .join(),
      'iss,iat',
    )
  })
  t.test('no set falls with one entry', () => {
    const good = { kty: 'oct', k: base64url(ascii(secret)), kid: 'good' }
    const token = lib.sign({ a: 1 }, good)
    for (const other of [
      null,
      7,
      { kid: 'good' },
      { kty: 'oct', kid: 'other', k: 'AA==' },
      { kty: 'EC', crv: 'P-256' },
    ])
      t.equal(lib.verify(token, { keys: [other, good] }).keyId, 'good')
    t.equal(lib.verify(token, { keys: [{ ...good, k: base64url(ascii('y'.repeat(32))) }, good] }).payload.a, 1)
    t.refuses(
      lib,
      'ERR_KEY_INVALID',
      () =>
        lib.verify(token, {
          keys: [
            { kty: 'oct', kid: 'good', k: 'AA==' },
            { ...good, kid: 'b' },
          ],
        }),
      /padded/,
    )
    t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.importKey({ keys: [good, good] }, { keyid: 'x' }))
  })
  if (!hasKeyPairs(lib)) return
  t.test('containers of keys, as objects and as text', () => {
    const account = {
      type: 'service_account',
      private_key_id: 'a1',
      private_key: rsa.pkcs8,
      client_email: 'x@y.example',
    }
    for (const key of [account, JSON.stringify(account, null, 2)]) {
      const header = lib.decode(lib.sign({}, key)).header
      t.equal(header.alg + header.kid, 'RS256a1')
    }
    const map = { one: es256.spki, two: rsa.spki }
    for (const key of [map, JSON.stringify(map)])
      t.equal(lib.verify(lib.sign({}, rsa.pkcs8, { keyid: 'two' }), key).keyId, 'two')
    t.equal(lib.decode(lib.sign({}, { privateKey: es256.pkcs8, publicKey: es256.spki })).header.alg, 'ES256')
  })
  t.test('raw keys, where the algorithm says what they are', () => {
    const jwk = lib.importKey(es256.pkcs8).toJwk()
    const token = lib.sign({}, jwk.d, { algorithm: 'ES256' })
    t.equal(lib.verify(token, es256.spki).algorithm, 'ES256')
    t.refuses(
      lib,
      'ERR_KEY_INVALID',
      () => lib.sign({}, 'no key at all, for anybody to see', { algorithm: 'ES256' }),
      /ES256 needs an EC key/,
    )
  })
}
