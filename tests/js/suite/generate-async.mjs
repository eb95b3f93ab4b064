// generateKeyAsync: the same keys and the same refusals as generateKey, in every host and every entry. A group of its own:
// the suite is synchronous, since some of its hosts have nothing else.
import { hasKeyPairs } from './tools.mjs'

/** What takes the plain-JavaScript files seconds each. */
const SLOW = [
  ['RS256', { keyid: 'a "quoted" näme' }],
  ['PS384', { bits: 2056 }],
]

/**
 * @param {any} t a tally
 * @param {any} lib
 * @param {{slow: boolean}} about `slow`: also RSA keys, one after another
 */
export async function generateAsync(t, lib, about) {
  async function test(name, run) {
    const caught = await run().then(
      () => null,
      (error) => error,
    )
    t.test(name, () => {
      if (caught) throw caught
    })
  }
  const outcome = (make) => {
    try {
      return Promise.resolve(make()).then(described, said)
    } catch (error) {
      return Promise.resolve(said(error))
    }
  }
  const described = (key) => JSON.stringify(key) + Object.keys(key.toJwk()).sort()
  const said = (error) => (error instanceof lib.JwtError ? error.code + ': ' + error.message : 'no JwtError: ' + error)

  for (const given of [
    ['HS256'],
    ['HS512', { keyid: 'mine', bits: 1024 }],
    ['ES256', { keyid: 'mine' }],
    ['EdDSA', {}],
    ...(about.slow ? SLOW : []),
  ]) {
    await test('generateKeyAsync ' + JSON.stringify(given), async () => {
      t.equal(await outcome(() => lib.generateKeyAsync(...given)), await outcome(() => lib.generateKey(...given)))
    })
  }
  for (const given of [
    [],
    [5],
    ['none'],
    ['RS255'],
    ['RS256', 5],
    ['RS256', { bits: 1024 }],
    ['RS256', { bits: 2052 }],
    ['RS256', { bits: 8200 }],
    ['RS256', { bits: 1e300 }],
    ['RS256', { bits: 2048.5 }],
    ['RS256', { bits: '2048' }],
    ['RS256', { bits: null }],
    ['RS256', { bits: undefined }],
    ['RS256', { bits: 2048, bitz: 1 }],
    ['RS256', { keyid: 5 }],
    ['RS256', { keyid: '\ud800' }],
    ['HS256', { bits: 8 }],
  ]) {
    await test('generateKeyAsync refuses ' + JSON.stringify(given), async () => {
      const refused = await outcome(() => lib.generateKeyAsync(...given))
      t.ok(/^ERR_/.test(refused), refused)
      t.equal(refused, await outcome(() => lib.generateKey(...given)))
    })
  }
  await test('generateKeyAsync reads an option once', async () => {
    let reads = 0
    const options = {
      get keyid() {
        return 'number ' + ++reads
      },
    }
    const key = await lib.generateKeyAsync('HS256', options)
    t.equal([key.keyId, reads], ['number 1', 1])
  })
  if (!about.slow || !hasKeyPairs(lib)) return
  await test('an RSA key of generateKeyAsync signs, is new each time and is written and read again', async () => {
    const [one, two] = await Promise.all([lib.generateKeyAsync('RS256'), lib.generateKeyAsync('RS256')])
    t.ok(one.thumbprint() !== two.thumbprint(), 'the same key twice')
    for (const key of [one, lib.importKey(two.toPem())]) {
      const token = lib.sign({ sub: 'me' }, key, { algorithm: 'RS256' })
      t.equal(lib.verify(token, key.publicKey()).payload.sub, 'me')
    }
    t.equal(one.toJwk().e, 'AQAB')
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, one, { algorithm: 'PS256' }))
  })
  await test('RSA keys of generateKeyAsync come from the random source that was set', async () => {
    let asked = 0
    lib.setRandomSource((bytes) => {
      asked++
      crypto.getRandomValues(bytes)
    })
    try {
      await lib.generateKeyAsync('RS256')
    } finally {
      lib.setRandomSource(null)
    }
    t.ok(asked > 0, 'it was not asked')
  })
}
