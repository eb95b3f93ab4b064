// Where jwtmint is stricter than jsonwebtoken: each line of the table in docs/jsonwebtoken.md.
import { p256, rsa } from '../keys.mjs'
import { SECRET } from './tally.mjs'

export async function safety(t, jwt, { jwtmint }) {
  const { test, equal, throws } = t
  /** A well-signed token over this header and payload text. */
  const signed = (header, payload) =>
    jwtmint.signBytes(payload, jwtmint.importKey({ secret: SECRET, encoding: 'utf8' }), {
      header,
      allowInsecureKeySizes: true,
    })

  await test('an unsecured token is signed and never verified', () => {
    for (const unsecured of [jwt.sign({}, null, { algorithm: 'none' }), jwt.sign({}, SECRET, { algorithm: 'none' })]) {
      equal(unsecured.split('.')[2], '')
      throws(
        () => jwt.verify(unsecured, null, { algorithms: ['none'] }),
        /^jwt signature is required: jwtmint verifies no unsecured token/,
      )
      throws(() => jwt.verify(unsecured, SECRET, { algorithms: ['none'] }), 'jwt signature is required')
      throws(() => jwt.verify(`${unsecured}AA`, SECRET, { algorithms: ['none'] }), 'invalid signature')
      throws(() => jwt.verify(unsecured), 'please specify "none" in "algorithms" to verify unsigned tokens')
    }
  })
  await test('the text of a public key is no secret', () => {
    throws(() => jwt.sign({}, rsa.public), 'secretOrPrivateKey must be a symmetric key when using HS256', 'Error')
    for (const damaged of [rsa.public.slice(0, -60), p256.private.slice(0, 90)]) {
      throws(() => jwt.sign({}, damaged), /./, 'JwtError')
      throws(() => jwt.verify(jwt.sign({}, SECRET), damaged), /^secretOrPublicKey is not valid key material: ./)
    }
  })
  await test('a tolerance that is no number', () => {
    const expired = jwt.sign({ exp: 1000, iat: 1 }, SECRET)
    for (const clockTolerance of ['60', ['60'], true, Infinity, {}])
      throws(() => jwt.verify(expired, SECRET, { clockTolerance }), 'clockTolerance must be a number')
  })
  await test('what somebody gave to Object.prototype is no option', () => {
    const expired = jwt.sign({ exp: 1000, iat: 1 }, SECRET)
    const added = { ignoreExpiration: true, algorithm: 'none', expiresIn: 5, header: { alg: 'none' } }
    for (const name of Object.keys(added)) Object.prototype[name] = added[name]
    try {
      throws(() => jwt.verify(expired, SECRET), 'jwt expired', 'TokenExpiredError')
      equal(jwt.verify(jwt.sign({ iat: 1 }, SECRET), SECRET), { iat: 1 })
    } finally {
      for (const name of Object.keys(added)) delete Object.prototype[name]
    }
  })
  await test('a claim that somebody gave to Object.prototype is none of the token', () => {
    const bare = jwt.sign({ a: 1 }, SECRET, { noTimestamp: true })
    const wanted = { aud: 'audience', iss: 'issuer', sub: 'subject', jti: 'jwtid', nonce: 'nonce' }
    for (const claim of Object.keys(wanted)) {
      Object.prototype[claim] = 'x'
      try {
        throws(() => jwt.verify(bare, SECRET, { [wanted[claim]]: 'x' }), /^jwt \w+ invalid/)
        equal(jwt.verify(jwt.sign({ [claim]: 'y' }, SECRET), SECRET)[claim], 'y')
      } finally {
        delete Object.prototype[claim]
      }
    }
    Object.prototype.iat = 5
    Object.prototype.exp = 6
    try {
      throws(() => jwt.verify(bare, SECRET, { maxAge: '1h' }), 'iat required when maxAge is specified')
      equal(Object.keys(jwt.verify(jwt.sign({}, SECRET), SECRET)), ['iat'])
      equal(jwt.verify(jwt.sign({}, SECRET, { expiresIn: 60 }), SECRET).iat > 5, true)
    } finally {
      delete Object.prototype.iat
      delete Object.prototype.exp
    }
  })
  await test('options of verify that are inherited or hidden count', () => {
    const token = jwt.sign({ aud: 'other' }, SECRET)
    function Settings() {}
    Object.defineProperty(Settings.prototype, 'audience', { get: () => 'mine' })
    const hidden = Object.defineProperty({}, 'audience', { value: 'mine' })
    for (const options of [Object.create({ audience: 'mine' }), new Settings(), hidden])
      throws(() => jwt.verify(token, SECRET, options), 'jwt audience invalid. expected: mine')
    const short = jwt.sign({ iat: 1 }, SECRET, Object.defineProperty({}, 'expiresIn', { value: 60 }))
    equal(jwt.decode(short), { iat: 1, exp: 61 })
  })
  await test('a list with a variable that is not set accepts no token without the claim', () => {
    for (const name of ['audience', 'issuer'])
      throws(() => jwt.verify(jwt.sign({}, SECRET), SECRET, { [name]: [undefined, 'x'] }), /^jwt \w+ invalid/)
  })
  await test('lists that are as long as they like', () => {
    const token = jwt.sign({ aud: ['a'], iss: 'a' }, SECRET)
    for (const name of ['algorithms', 'audience', 'issuer'])
      throws(() => jwt.verify(token, SECRET, { [name]: new Array(2 ** 32 - 1) }), /^at most 1048576 values/)
  })
  await test('bytes that lie about their length, headers without end', () => {
    const token = jwt.sign({ iat: 1 }, SECRET)
    const bytes = Uint8Array.from(token, (character) => character.charCodeAt(0))
    equal(jwt.decode(Object.defineProperty(bytes, 'length', { value: 1e9 })), { iat: 1 })
    equal(jwt.decode(jwt.sign(bytes, SECRET)).length, token.length)
    for (const x of [new Array(2 ** 27), { toJSON: () => new Array(2 ** 32 - 1) }])
      throws(() => jwt.sign({}, SECRET, { header: { x } }), /^The payload is too large/, 'JwtError')
  })
  await test('what the code of a key throws is not repeated', () => {
    const loud = () => {
      throw new RangeError('the key is 1234')
    }
    for (const key of [{ type: 'secret', export: loud }, Object.defineProperty({}, 'key', { get: loud })]) {
      throws(() => jwt.sign({}, key), /^The key object cannot be read/, 'JwtError')
      throws(
        () => jwt.verify(jwt.sign({}, SECRET), key),
        /^secretOrPublicKey is not valid key material: The key object/,
      )
    }
  })
  await test('keys and options that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const token = jwt.sign({}, SECRET)
    throws(() => jwt.verify(token, proxy), /^secretOrPublicKey is not valid key material/)
    throws(() => jwt.verify(token, SECRET, proxy), 'the options cannot be read')
  })
  await test('tokens, payloads and keys without bounds', () => {
    throws(() => jwt.verify(`a.${'b'.repeat(2 ** 20)}.c`, SECRET), /^invalid token: it has 1048580 characters/)
    for (const long of [new Array(2 ** 27), [[new Array(2 ** 27)]]])
      throws(() => jwt.sign({ long }, SECRET), /^The payload is too large/, 'JwtError')
    throws(() => jwt.sign({}, new Uint8Array(2 ** 20 + 1)), /too large/, 'JwtError')
    throws(() => jwt.sign({}, 'x'.repeat(2 ** 20 + 1)), /too large/, 'JwtError')
  })
  await test('an empty secret', () => throws(() => jwt.sign({}, new Uint8Array(0)), /empty/, 'JwtError'))
  await test('short secrets can be forbidden', () => {
    const token = jwt.sign({ iat: 1 }, 'short')
    equal(jwt.verify(token, 'short'), { iat: 1 })
    const never = { allowInsecureKeySizes: false }
    throws(() => jwt.sign({}, 'short', never), /^HS256 needs a secret of at least 32 bytes/, 'JwtError')
    throws(() => jwt.verify(token, 'short', never), /^secretOrPublicKey is not accepted: HS256 needs a secret/)
    equal(jwt.verify(jwt.sign({ iat: 1 }, 'x'.repeat(32), never), 'x'.repeat(32), never), { iat: 1 })
  })
  await test('an issuer that is no text is no policy', () =>
    throws(
      () => jwt.verify(jwt.sign({ iss: 'x' }, SECRET), SECRET, { issuer: /x/ }),
      'issuer must be a string or an array of strings',
    ))
  await test('a pattern does not fit an audience that is not there', () => {
    throws(
      () => jwt.verify(jwt.sign({}, SECRET), SECRET, { audience: /undefined/ }),
      'jwt audience invalid. expected: /undefined/',
    )
    const pattern = /a/g
    for (let i = 0; i < 3; i++)
      equal(jwt.verify(jwt.sign({ aud: 'a', iat: 1 }, SECRET), SECRET, { audience: pattern }).aud, 'a')
  })
  if (!jwtmint) return
  await test('names that are there twice', () => {
    throws(() => jwt.verify(signed('{"typ":"JWT","alg":"HS256"}', '{"a":1,"a":2}'), SECRET), /^invalid token: .*twice/)
    throws(() => jwt.verify(signed('{"alg":"HS256"}', '{"a":{"b":1,"b":2}}'), SECRET), /^invalid token: .*twice/)
    const [, payload, signature] = jwt.sign({}, SECRET).split('.')
    const header = signed('{"alg":"HS256"}', '{"alg":"HS256","alg":"HS256"}').split('.')[1]
    throws(() => jwt.verify(`${header}.${payload}.${signature}`, SECRET), /^invalid token: .*twice/)
  })
  await test('a payload of null', () =>
    throws(
      () => jwt.verify(signed('{"typ":"JWT","alg":"HS256"}', 'null'), SECRET),
      'invalid token: its payload is null',
    ))
  await test('an extension that must be understood', () =>
    throws(
      () => jwt.verify(signed('{"alg":"HS256","crit":["exp"],"exp":1}', '{}'), SECRET),
      /^invalid token: .*extension/,
    ))
  await test('an unencoded payload', () => {
    // Well signed over {"alg":"HS256","b64":true,"crit":["b64"]} and {}, which jwtmint itself does not sign.
    const made =
      'eyJhbGciOiJIUzI1NiIsImI2NCI6dHJ1ZSwiY3JpdCI6WyJiNjQiXX0.e30.ZJ-XURqXa-abAyR5ZBo2xZ6Msg6_wkWylKl1CHDLnHk'
    throws(() => jwt.verify(made, SECRET), /^invalid token: /)
    throws(() => jwt.sign({}, SECRET, { header: { b64: false, crit: ['b64'] } }), /b64/, 'JwtError')
  })
  await test('what led to it is in inner', () => {
    const error = throws(() => jwt.verify(jwt.sign({}, SECRET), 'other'), 'invalid signature')
    equal([error.inner instanceof jwtmint.JwtError, error.inner.code], [true, 'ERR_SIGNATURE_INVALID'])
  })
}
