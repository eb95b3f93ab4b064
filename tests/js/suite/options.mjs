// Option objects of every shape: names, kinds, getters, proxies, prototypes.
import { secret } from './keys.mjs'
import { proxies } from './tools.mjs'

/** Options that JSON.stringify would leave out: an audience that is not compared is a foreign token accepted. */
function hidden() {
  function Settings() {}
  Object.defineProperty(Settings.prototype, 'audience', { get: () => 'a', enumerable: true })
  return [
    Object.create({ audience: 'a' }),
    Object.create({ ignoreExpiration: true }),
    new Settings(),
    Object.defineProperty({}, 'audience', { value: 'a' }),
    Object.create(Object.create(null, { isPrototypeOf: {}, audience: { value: 'a', enumerable: true } })),
    { [Symbol('audience')]: 'a' },
    { audience: Object.create({ toJSON: () => undefined }) },
  ]
}

export function options(t, lib) {
  const token = lib.sign({ a: 1 }, secret)
  const sign = (given) => lib.sign({ a: 1 }, secret, given)
  const verify = (given) => lib.verify(token, secret, given)

  t.test('undefined and null are no options', () => {
    for (const given of [undefined, null, {}, Object.create(null)]) {
      sign(given)
      verify(given)
    }
  })
  t.test('a variable that is not set is refused by its name', () => {
    for (const name of ['expiresIn', 'issuer', 'audience', 'keyid', 'allowInvalidClaims'])
      t.refuses(lib, 'ERR_OPTION_INVALID', () => sign({ [name]: undefined }), new RegExp(name + '.*variable'))
    for (const name of ['issuer', 'maxAge', 'algorithms'])
      t.refuses(lib, 'ERR_OPTION_INVALID', () => verify({ [name]: undefined }), new RegExp(name + '.*variable'))
    for (const name of ['exp', 'nbf', 'aud', 'jti'])
      for (const value of [undefined, () => 1])
        t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign({ [name]: value }, secret), new RegExp('"' + name + '"'))
    t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.sign({ exp: NaN }, secret), /"exp" is NaN, which is no JSON/)
    t.equal(lib.decode(lib.sign({ other: undefined }, secret, { noTimestamp: true })).text.payload, '{}')
    try {
      sign({ expiresIn: NaN })
    } catch (error) {
      t.equal(error.claim, 'expiresIn')
    }
  })
  t.test('what is no object', () => {
    for (const given of [1, 'HS256', true, [], ['HS256'], () => 1, Symbol('o'), new Map(), new Date(0)]) {
      t.refuses(lib, 'ERR_OPTION_INVALID', () => sign(given))
      t.refuses(lib, 'ERR_OPTION_INVALID', () => verify(given))
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.inspect(token, secret, given))
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.decode(token, given))
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.importKey(secret, given))
      t.refuses(lib, 'ERR_OPTION_INVALID', () => lib.generateKey('HS256', given))
    }
  })
  t.test('the options of importKey are listed, and no others are taken', () => {
    for (const name of ['colour', 'expected', 'forSigning'])
      t.refuses(
        lib,
        'ERR_OPTION_INVALID',
        () => lib.importKey(secret, { [name]: 'HS256' }),
        /Known here: passphrase, algorithm, keyid, keyEncoding\.$/,
      )
  })
  for (const [call, name, near] of [
    [sign, 'expiresin', 'expiresIn'],
    [sign, 'alg', 'algorithm'],
    [sign, 'kid', 'keyid'],
    [sign, 'isuer', 'issuer'],
    [verify, 'algorithm', 'algorithms'],
    [verify, 'audiance', 'audience'],
    [verify, 'clockTolerence', 'clockTolerance'],
    [verify, 'ignoreExp', null],
  ]) {
    t.test('unknown option ' + name, () => {
      const given = {}
      given[name] = 1
      const error = t.refuses(lib, 'ERR_OPTION_INVALID', () => call(given))
      t.ok(error.message.indexOf(name) >= 0 && error.message.indexOf(near || name) >= 0, error.message)
    })
  }
  for (const [call, name, values] of [
    [sign, 'algorithm', [1, null, ['HS256'], {}]],
    [sign, 'expiresIn', ['5', 'soon', '5 parsecs', '', null, {}, [], true, 1.5, '-']],
    [sign, 'header', ['x', 1, [], null, true]],
    [sign, 'noTimestamp', ['true', 1, null]],
    [sign, 'audience', [[], [1], 1, {}, null]],
    [sign, 'issuer', [1, ['a'], null]],
    [sign, 'jwtid', [1, false, {}]],
    [sign, 'typ', [1, false, {}]],
    [sign, 'issuedAt', ['now', -1, 1e15]],
    [verify, 'algorithms', [[], [1], {}, null, 5]],
    [verify, 'issuer', [[], 1, {}, null]],
    [verify, 'clockTolerance', [-1, 'x', null, []]],
    [verify, 'clockTimestamp', ['x', -1, 1700000000000000]],
    [verify, 'maxTokenBytes', [0, -1, 1.5, '9']],
    [verify, 'requiredClaims', [[], [1], {}]],
    [verify, 'ignoreExpiration', ['yes', 0]],
  ]) {
    t.test('option ' + name + ' of the wrong kind', () => {
      for (const value of values) {
        const given = {}
        given[name] = value
        const error = t.refuses(
          lib,
          name === 'header' && value === 'x' ? 'ERR_HEADER_INVALID' : 'ERR_OPTION_INVALID',
          () => call(given),
        )
        if (value !== 'x') t.ok(error.message.indexOf(name) >= 0, error.message)
      }
    })
  }
  t.test('unknown algorithms', () => {
    t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => sign({ algorithm: 'hs256' }), /HS256/)
    t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', () => verify({ algorithms: ['HS256', 'XX'] }), /XX/)
  })
  t.test('what JSON cannot say', () => {
    for (const value of [
      /joe/,
      () => 1,
      Symbol('x'),
      NaN,
      Infinity,
      new Map(),
      new Uint8Array(2),
      [/joe/],
      { a: [NaN] },
    ]) {
      t.refuses(lib, 'ERR_OPTION_INVALID', () => verify({ issuer: value }), /issuer/)
      t.refuses(lib, 'ERR_OPTION_INVALID', () => sign({ header: { x: value } }), /header/)
    }
    if (typeof BigInt === 'function')
      t.refuses(lib, 'ERR_OPTION_INVALID', () => sign({ expiresIn: BigInt(5) }), /expiresIn/)
    const cyclic = {}
    cyclic.self = cyclic
    t.refuses(lib, 'ERR_OPTION_INVALID', () => sign({ header: cyclic }), /header/)
    t.refuses(lib, 'ERR_OPTION_INVALID', () => sign({ issuer: '\ud800' }))
  })
  t.test('getters are read once, and what they throw is the cause', () => {
    let reads = 0
    sign({
      get issuer() {
        reads++
        return 'me'
      },
    })
    t.equal(reads, 1)
    const boom = new Error('boom')
    t.ok(
      t.refuses(
        lib,
        'ERR_OPTION_INVALID',
        () =>
          verify({
            get issuer() {
              throw boom
            },
          }),
        /issuer.*boom/,
      ).cause === boom,
      'cause',
    )
    for (const trap of ['ownKeys', 'getOwnPropertyDescriptor']) {
      const handler = {}
      handler[trap] = () => {
        throw boom
      }
      for (const proxy of proxies({ issuer: 'a' }, handler)) t.refuses(lib, 'ERR_OPTION_INVALID', () => verify(proxy))
    }
    t.refuses(lib, 'ERR_OPTION_INVALID', () =>
      verify({
        issuer: {
          toJSON() {
            throw boom
          },
        },
      }),
    )
  })
  t.test('prototypes neither add options nor are touched', () => {
    for (const given of hidden()) t.refuses(lib, 'ERR_OPTION_INVALID', () => verify(given), /plain object/)
    for (const text of ['{"__proto__":{"ignoreExpiration":true}}', '{"constructor":{"prototype":{"x":1}}}'])
      t.refuses(lib, 'ERR_OPTION_INVALID', () => verify(JSON.parse(text)))
    const header = JSON.parse('{"__proto__":{"polluted":1},"x":1}')
    t.equal(lib.decode(sign({ header })).header.x, 1)
    t.equal([{}.polluted, {}.ignoreExpiration], [undefined, undefined])
    const claims = JSON.parse('{"__proto__":{"admin":true}}')
    t.equal(lib.verify(lib.sign(claims, secret), secret).payload.admin, undefined)
  })
  t.test('a polluted Object.prototype changes nothing', () => {
    const signed = lib.signBytes('text', secret)
    const key = { kty: 'oct', k: 'eHh4'.repeat(16) }
    const uri = lib.importKey(key).thumbprintUri({})
    const others = { keys: [{ kty: 'oct', k: 'eHh5'.repeat(16) }] }
    const bytes = new Uint8Array(64).fill(120)
    for (const name of ['key', 'privateKey', 'publicKey']) {
      Object.prototype[name] = bytes
      try {
        t.ok(JSON.stringify(lib.importKey(others).toJwk()).indexOf(others.keys[0].k) > 0, name)
      } finally {
        delete Object.prototype[name]
      }
    }
    const added = { ignoreExpiration: true, b64: false, hash: 'SHA-512', passphrase: 'p', secret: 'x', kty: 'RSA' }
    for (const name of Object.keys(added)) Object.prototype[name] = added[name]
    try {
      t.refuses(lib, 'ERR_TOKEN_EXPIRED', () => lib.verify(lib.sign({ exp: 5 }, secret), secret))
      t.equal(String.fromCharCode.apply(null, lib.verifyBytes(signed, secret).payload), 'text')
      t.equal(lib.importKey(key).thumbprintUri({}), uri)
      t.equal(lib.importKey({ key: new Uint8Array(40) }).type, 'secret')
    } finally {
      for (const name of Object.keys(added)) delete Object.prototype[name]
    }
  })
  t.test('what Object.prototype catches or writes stays in the claims', () => {
    const caught = { get: () => 5, set: () => {}, configurable: true }
    Object.defineProperty(Object.prototype, 'exp', caught)
    try {
      const claims = Object.create(null)
      claims.exp = 4102444800
      t.ok(lib.decode(lib.sign(claims, secret)).text.payload.indexOf('"exp":4102444800') > 0, 'written')
      t.equal(lib.decode(lib.sign({ a: 1 }, secret)).text.payload.indexOf('exp'), -1)
    } finally {
      delete Object.prototype.exp
    }
  })
  t.test('the parts of a key object are read once', () => {
    const reads = {}
    const input = {}
    for (const name of ['key', 'privateKey', 'export', 'type', 'kty', 'secret']) {
      reads[name] = 0
      Object.defineProperty(input, name, { enumerable: true, get: () => void reads[name]++ })
    }
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey(input))
    t.equal(
      Object.keys(reads)
        .map((name) => reads[name])
        .join(),
      '1,1,1,1,1,1',
    )
  })
  t.test('the prototype of keys can be printed', () => t.equal(String(lib.Key.prototype), 'Key()'))
  t.test('options of a thumbprint are read once', () => {
    let reads = 0
    const options = {
      get hash() {
        return reads++ ? 'SHA-512' : 'SHA-256'
      },
    }
    const uri = lib.importKey({ kty: 'oct', k: 'eHh4'.repeat(16) }).thumbprintUri(options)
    t.equal(uri.slice(0, uri.lastIndexOf(':')), 'urn:ietf:params:oauth:jwk-thumbprint:sha-256')
  })
}
