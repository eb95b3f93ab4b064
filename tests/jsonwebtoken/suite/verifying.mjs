// verify: what it gives, its errors of the token and the key, and their order.
import { p256, p384, p521, rsa } from '../keys.mjs'
import { SECRET } from './tally.mjs'

export async function verifying(t, jwt) {
  const { test, equal, throws } = t
  const token = jwt.sign({ a: 1, iat: 1 }, SECRET)
  const [header, payload, signature] = token.split('.')

  await test('the payload', () => equal(jwt.verify(token, SECRET), { a: 1, iat: 1 }))
  await test('complete', () =>
    equal(jwt.verify(token, SECRET, { complete: true }), {
      header: { alg: 'HS256', typ: 'JWT' },
      payload: { a: 1, iat: 1 },
      signature,
    }))
  for (const [algorithm, keys] of [
    ['ES256', p256],
    ['ES384', p384],
    ['ES512', p521],
  ]) {
    await test(algorithm, () => {
      const signed = jwt.sign({ a: 1 }, keys.private, { algorithm, noTimestamp: true })
      equal(jwt.verify(signed, keys.public), { a: 1 })
      equal(jwt.verify(signed, keys.private), { a: 1 })
      const bytes = signed.split('.')[2].length
      throws(
        () => jwt.verify(`${signed}AAAA`, keys.public),
        `"${algorithm}" signatures must be "${Math.floor((bytes * 3) / 4)}" bytes, saw "${Math.floor(((bytes + 4) * 3) / 4)}"`,
        'TypeError',
      )
    })
  }

  const es256 = jwt.sign({}, p256.private, { algorithm: 'ES256' })
  const rs256 = jwt.sign({}, rsa.private, { algorithm: 'RS256' })
  for (const [call, message] of [
    [[], 'jwt must be provided'],
    [['', SECRET], 'jwt must be provided'],
    [[5, SECRET], 'jwt must be a string'],
    [[{}, SECRET], 'jwt must be a string'],
    [['a.b', SECRET], 'jwt malformed'],
    [['a.b.c.d', SECRET], 'jwt malformed'],
    [['a.b.c', SECRET], 'invalid token'],
    [[`${token} `, SECRET], 'invalid token'],
    [[`Bearer ${token}`, SECRET], 'invalid token'],
    [[`${header}..${signature}`, SECRET], 'invalid token'],
    [[token, 'another secret'], 'invalid signature'],
    [[`${header}.${payload}x.${signature}`, SECRET], 'invalid signature'],
    [[`${header}.eyJhIjoyfQ.${signature}`, SECRET], 'invalid signature'],
    [[token, ''], 'secret or public key must be provided'],
    [[token, 5], 'secretOrPublicKey is not valid key material'],
    [[token, {}], 'secretOrPublicKey is not valid key material'],
    [[token, SECRET, { algorithms: ['HS384'] }], 'invalid algorithm'],
    [[token, SECRET, { algorithms: ['RS256', 'none'] }], 'invalid algorithm'],
    [[token, rsa.public], 'invalid algorithm'],
    [[token, rsa.public, { algorithms: ['HS256'] }], 'secretOrPublicKey must be a symmetric key when using HS256'],
    [[rs256, SECRET, { algorithms: ['RS256'] }], 'secretOrPublicKey must be an asymmetric key when using RS256'],
    [
      [rs256, p256.public, { algorithms: ['RS256'] }],
      '"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.',
    ],
    [[es256, p384.public, { algorithms: ['ES256'] }], '"alg" parameter "ES256" requires curve "prime256v1".'],
    [[es256, p256.public, { algorithms: ['ES384'] }], 'invalid algorithm'],
    [[token, SECRET, { clockTimestamp: 'now' }], 'clockTimestamp must be a number'],
    [[token, SECRET, { nonce: ' ' }], 'nonce must be a non-empty string'],
    [[token, SECRET, { allowInvalidAsymmetricKeyTypes: 'yes' }], 'allowInvalidAsymmetricKeyTypes must be a boolean'],
    [[token, () => SECRET], 'verify must be called asynchronous if secret or public key is provided as a callback'],
    // Of two faults the one that is found first.
    [['', SECRET, { nonce: '' }], 'nonce must be a non-empty string'],
    [['a.b', () => SECRET], 'jwt malformed'],
    [[`${header}.${payload}.`, SECRET, { algorithms: ['RS256'] }], 'jwt signature is required'],
  ]) {
    const name = `${message}: ${String(call[0]).slice(0, 20)} ${JSON.stringify(call[2])}`
    await test(name, () =>
      throws(() => jwt.verify(...call), message, /^"alg"/.test(message) ? 'Error' : 'JsonWebTokenError'),
    )
  }
  await test('a payload that says it is JSON and is none', () =>
    throws(() => jwt.verify(`${header}.bm9uZQ.${signature}`, SECRET), /JSON/, 'SyntaxError'))
}
