// Tokens made to deceive: each is refused, with its own code.
import { rsa, es256, eddsa, secret } from './keys.mjs'
import { ascii, base64url, forged, hasKeyPairs, signedAs } from './tools.mjs'

export function attacks(t, lib) {
  const refused = (name, code, token, key, options) =>
    t.test(name, () => t.refuses(lib, code, () => lib.verify(token, key === undefined ? secret : key, options)))
  const good = lib.sign({ a: 1 }, secret, { noTimestamp: true })
  const [header, payload, signature] = good.split('.')
  const raw = (part) => base64url(ascii(part))

  for (const alg of [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    ' none',
    'hs256',
    'HS256 ',
    'HS2048',
    'RS1',
    'dir',
    'A128KW',
  ]) {
    t.test('alg ' + JSON.stringify(alg), () => {
      for (const end of ['', signature])
        t.refuses(lib, /^(none)?$/i.test(alg) ? 'ERR_ALGORITHM_NOT_ALLOWED' : 'ERR_ALGORITHM_UNSUPPORTED', () =>
          lib.verify(forged({ alg }, { a: 1 }, end), secret),
        )
    })
  }
  for (const alg of [null, 1, ['HS256'], { a: 1 }, undefined])
    refused('alg of the wrong kind: ' + JSON.stringify(alg), 'ERR_HEADER_INVALID', forged({ alg }, {}))

  const shapes = [
    '',
    '.',
    '...',
    'a.b',
    'a.b.c.d',
    header + '.' + payload,
    good + '.',
    '.' + good,
    good + '.x',
    JSON.stringify({ payload, protected: header, signature }),
    good + ' ',
    ' ' + good,
    good + '\n',
    'Bearer ' + good,
    '"' + good + '"',
    good.replace('.', '..'),
  ]
  for (const shape of shapes)
    refused('shape ' + shape.slice(0, 20) + ' of ' + shape.length, 'ERR_TOKEN_MALFORMED', shape)
  refused('five parts', 'ERR_TOKEN_ENCRYPTED', 'a.b.c.d.e')
  t.test('a million dots are refused quickly', () => {
    const start = Date.now()
    t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.verify('.'.repeat(1000000), secret))
    t.ok(Date.now() - start < 60_000, 'it took ' + (Date.now() - start) + ' ms')
  })
  for (const wrong of ['=', '==', '+', '/', '?', ' ', '\n', '\0', 'é', '%3D']) {
    refused('stray ' + JSON.stringify(wrong) + ' in the signature', 'ERR_TOKEN_MALFORMED', good + wrong)
    refused(
      'stray ' + JSON.stringify(wrong) + ' in the payload',
      'ERR_TOKEN_MALFORMED',
      header + '.' + payload + wrong + '.' + signature,
    )
  }
  t.test('the last character must be the canonical one', () => {
    // 32 bytes leave two bits over: three other letters mean the same bytes to a careless decoder.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(good[good.length - 1])
    for (let i = 1; i < 4; i++)
      t.refuses(lib, 'ERR_TOKEN_MALFORMED', () => lib.verify(good.slice(0, -1) + alphabet[last + i], secret))
  })

  for (const [name, text] of [
    ['a duplicate name', '{"alg":"HS256","alg":"HS256"}'],
    ['a duplicate name, escaped', '{"alg":"HS256","\\u0061lg":"none"}'],
    ['an array', '["HS256"]'],
    ['nothing', ''],
    ['text after it', '{"alg":"HS256"} x'],
    ['a BOM', '\xef\xbb\xbf{"alg":"HS256"}'],
    ['invalid UTF-8', '{"alg":"HS256","x":"\xff"}'],
    ['half a surrogate pair', '{"alg":"HS256","x":"\\ud800"}'],
    ['no alg', '{"typ":"JWT"}'],
    ['a kid that is a number', '{"alg":"HS256","kid":5}'],
    ['a typ that is a list', '{"alg":"HS256","typ":["JWT"]}'],
    ['depth', '{"alg":"HS256","x":' + '['.repeat(65) + ']'.repeat(65) + '}'],
  ]) {
    refused('header with ' + name, 'ERR_HEADER_INVALID', raw(text) + '.' + payload + '.' + signature)
  }
  for (const [name, text] of [
    ['a duplicate name', '{"a":1,"a":2}'],
    ['no object', '[]'],
    ['a number', '5'],
    ['invalid UTF-8', '{"a":"\xc3\x28"}'],
    ['a depth bomb', '{"a":' + '['.repeat(100000) + '}'],
    ['a trailing comma', '{"a":1,}'],
  ]) {
    t.test('payload with ' + name + ' is not read', () =>
      t.refuses(lib, 'ERR_CLAIMS_INVALID', () => lib.decode(header + '.' + raw(text) + '.' + signature)),
    )
  }

  // Well signed, so that it is the header alone that is refused.
  for (const [name, members, code] of [
    ['unknown crit', { crit: ['x'], x: 1 }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['empty crit', { crit: [] }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['crit that is text', { crit: 'x', x: 1 }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['crit with a number', { crit: [1] }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['duplicate crit', { crit: ['x', 'x'], x: 1 }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['crit of what is not there', { crit: ['x'] }, 'ERR_CRITICAL_UNSUPPORTED'],
    ['crit of a registered name', { crit: ['alg'] }, 'ERR_CRITICAL_UNSUPPORTED'],
  ]) {
    t.test(name, () =>
      t.refuses(lib, code, () =>
        lib.verify(
          name === 'unknown crit' ? signedAs(lib, members) : forged(Object.assign({ alg: 'HS256' }, members), { a: 1 }),
          secret,
          {
            crit: name === 'unknown crit' ? ['y'] : ['x', 'alg'],
          },
        ),
      ),
    )
    if (name !== 'unknown crit')
      t.test(name + ', not signed', () => t.refuses(lib, 'ERR_HEADER_INVALID', () => signedAs(lib, members)))
  }
  refused(
    'b64 false',
    'ERR_CRITICAL_UNSUPPORTED',
    forged({ alg: 'HS256', b64: false, crit: ['b64'] }, { a: 1 }),
    secret,
    { crit: ['b64'] },
  )
  t.test('keys in the header are never used', () => {
    for (const members of [
      { jwk: { kty: 'OKP', crv: 'Ed25519', x: base64url(ascii('x'.repeat(32))) } },
      { jku: 'https://evil.example/k' },
      { x5u: 'https://evil.example/c' },
      { x5c: ['AAAA'] },
      { kid: '../../dev/null' },
      { kid: "' OR 1=1 --" },
    ]) {
      const token = lib.sign({ a: 1 }, 'x'.repeat(32), { header: members })
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(token, secret))
    }
  })

  t.test('the text of a key of another kind is never a secret', () => {
    const publicKeys = [
      rsa.spki,
      es256.spki,
      eddsa.spki,
      rsa.pkcs1Public,
      JSON.stringify(rsa.publicJwk),
      rsa.publicJwk,
      JSON.stringify({ keys: [es256.publicJwk] }),
      ' \n' + rsa.spki,
      'key: ' + rsa.spki,
      rsa.spki.replace(/\n/g, '\\n'),
    ]
    for (const key of publicKeys) {
      // A build without key pairs cannot read them at all, and says so.
      const isSet = typeof key === 'string' && key.indexOf('"keys"') > 0
      const code = !hasKeyPairs(lib)
        ? 'ERR_ALGORITHM_UNSUPPORTED'
        : isSet
          ? 'ERR_KEY_MISMATCH'
          : 'ERR_ALGORITHM_NOT_ALLOWED'
      t.refuses(lib, code, () => lib.verify(good, key))
      if (typeof key === 'string') {
        t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.verify(good, { secret: key, encoding: 'utf8' }))
        t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, { secret: key, encoding: 'utf8' }))
      }
    }
  })
  t.test('a secret is no key for other algorithms', () => {
    if (hasKeyPairs(lib))
      t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, secret, { algorithm: 'RS256' }), /RS256 needs an RSA key/)
    t.refuses(lib, 'ERR_ALGORITHM_NOT_ALLOWED', () =>
      lib.verify(lib.sign({}, secret), { kty: 'oct', k: base64url(ascii(secret)), alg: 'HS512' }),
    )
  })
}
