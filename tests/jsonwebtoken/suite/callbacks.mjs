// Callbacks, and the key that a callback finds.
import { p256 } from '../keys.mjs'
import { SECRET } from './tally.mjs'

export async function callbacks(t, jwt) {
  const { test, equal } = t
  const called = (run) => new Promise((resolve) => run((error, result) => resolve([error && error.message, result])))
  const token = jwt.sign({ a: 1, iat: 1 }, SECRET)
  const claims = { a: 1, iat: 1 }

  await test('sign', async () => {
    equal(await called((done) => jwt.sign({ a: 1, iat: 1 }, SECRET, done)), [null, token])
    equal(await called((done) => jwt.sign({ a: 1, iat: 1 }, SECRET, {}, done)), [null, token])
    equal(await called((done) => jwt.sign({ a: 1, iat: 1 }, SECRET, undefined, done)), [null, token])
    equal(await called((done) => jwt.sign('', SECRET, {}, done)), [null, jwt.sign('', SECRET)])
    equal(await called((done) => jwt.sign({}, '', done)), ['secretOrPrivateKey must have a value', undefined])
    equal(await called((done) => jwt.sign({ aud: 1, iss: 1 }, SECRET, { audience: 'a', issuer: 'i' }, done)), [
      'Bad "options.audience" option. The payload already has an "aud" property.',
      undefined,
    ])
  })
  await test('sign calls back later, and gives nothing', async () => {
    const order = []
    await new Promise((resolve) => {
      const given = jwt.sign({}, SECRET, () => resolve(order.push('called')))
      order.push(typeof given)
    })
    equal(order, ['undefined', 'called'])
  })
  await test('verify', async () => {
    equal(await called((done) => jwt.verify(token, SECRET, done)), [null, claims])
    equal(await called((done) => jwt.verify(token, SECRET, {}, done)), [null, claims])
    equal(await called((done) => jwt.verify(token, SECRET, null, done)), [null, claims])
    equal(await called((done) => jwt.verify(token, 'other', done)), ['invalid signature', undefined])
    equal((await called((done) => jwt.verify(token, SECRET, { complete: true }, done)))[1].payload, claims)
  })
  await test('the key that a callback finds', async () => {
    const signed = jwt.sign({ a: 1, iat: 1 }, p256.private, { algorithm: 'ES256', keyid: 'here' })
    const getKey = (header, callback) =>
      Promise.resolve().then(() =>
        header.kid === 'here' ? callback(null, p256.public) : callback(new Error(`no key ${header.kid}`)),
      )
    equal(await called((done) => jwt.verify(signed, getKey, done)), [null, claims])
    equal(await called((done) => jwt.verify(signed, getKey, { algorithms: ['RS256'] }, done)), [
      'invalid algorithm',
      undefined,
    ])
    equal(await called((done) => jwt.verify(token, getKey, done)), [
      'error in secret or public key callback: no key undefined',
      undefined,
    ])
    equal(await called((done) => jwt.verify(token, (_, callback) => callback(null), done)), [
      'secret or public key must be provided',
      undefined,
    ])
  })
  await test('what a callback throws is thrown on', async () => {
    let seen = 0
    try {
      jwt.verify(token, SECRET, () => {
        seen++
        throw new Error('mine')
      })
    } catch (error) {
      equal([error.message, seen], ['mine', 1])
      return
    }
    throw new Error('it was swallowed')
  })
}
