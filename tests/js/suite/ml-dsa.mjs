// ML-DSA: keys and tokens in the files that have it, the way to them in those that have not. The keys are made of the
// seeds that RFC 9964 uses; their thumbprints are its `kid`s. Of a signature, which has thousands of bytes, the first
// are a hash of message and key, which verification compares; tests/interop has whole ones verified by others.
import { secret } from './keys.mjs'
import { ascii, base64url, bytesOf, hasKeyPairs, hasMlDsa, testRandom } from './tools.mjs'

const SETS = [
  {
    name: 'ML-DSA-44',
    arc: 'R',
    size: 1312,
    length: 2420,
    thumbprint: 'T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o',
    begins: 'Oyp28bFuLOriTpugbkNuZ8_nOw4Ee-0c2Dmg21vElfw',
  },
  {
    name: 'ML-DSA-65',
    arc: 'S',
    size: 1952,
    length: 3309,
    thumbprint: 'Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM',
    begins: '2d41as6YAkjnf27lQXPvlGuS15CmTqhIKLn4Gxrn-d9',
  },
  {
    name: 'ML-DSA-87',
    arc: 'T',
    size: 2592,
    length: 4627,
    thumbprint: 'tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU',
    begins: 'v0UxonYqsSqAwYxORhmcPL2kU37wSfovojZQyOM5zn8',
  },
]

const CLAIMS = '{"iss":"joe","exp":4102444800}'

/** PKCS#8 around a seed of zeros (RFC 9881 section 6). */
function pkcs8({ arc }) {
  return (
    '-----BEGIN PRIVATE KEY-----\nMDQCAQAwCwYJYIZIAWUDBAM' +
    arc +
    'BCKAI' +
    'A'.repeat(35) +
    '\nAAAAAAAA\n-----END PRIVATE KEY-----'
  )
}

export function mlDsa(t, lib) {
  for (const set of SETS) (hasMlDsa(lib) ? works : isElsewhere)(t, lib, set)
  if (hasMlDsa(lib)) refusals(t, lib)
}

function works(t, lib, set) {
  const { name } = set
  const key = lib.importKey(pkcs8(set))
  const token = lib.sign(CLAIMS, key)
  t.test(name + ': the key in every form', () => {
    t.equal([key.type, key.algorithms, key.thumbprint()], ['private', [name], set.thumbprint])
    t.equal(key.toPem().trim(), pkcs8(set))
    const jwk = key.toJwk()
    t.equal([jwk.kty, jwk.alg, jwk.priv, bytesOf(jwk.pub).length], ['AKP', name, 'A'.repeat(43), set.size])
    for (const form of [jwk, JSON.stringify(jwk), { keys: [jwk] }, pkcs8(set).replace(/\n/g, '\\n')])
      t.equal(lib.sign(CLAIMS, form), token)
    const half = key.publicKey()
    t.equal([half.type, half.toJwk().priv, half.thumbprint()], ['public', undefined, set.thumbprint])
    for (const form of [half, half.toPem(), half.toJwk(), { keys: [half.toJwk()] }])
      t.equal(lib.verify(token, form).algorithm, name)
    t.ok(JSON.stringify(key).indexOf('AAAAAAAA') < 0, 'nothing private in JSON')
  })
  t.test(name + ': signs without random numbers, to the byte', () => {
    const signature = token.split('.')[2]
    t.equal([bytesOf(signature).length, signature.slice(0, 43)], [set.length, set.begins])
    t.equal(lib.decode(token).header, { alg: name, typ: 'JWT' })
    t.equal(lib.inspect(token, key).valid, true)
  })
  t.test(name + ': a changed token', () => {
    const [header, payload, signature] = token.split('.')
    const other = lib.sign('{"iss":"eve"}', key).split('.')[1]
    const cut = base64url(bytesOf(signature).subarray(1))
    for (const [body, seal] of [
      [other, signature],
      [payload, cut],
      [payload, base64url(new Uint8Array(set.length))],
    ]) {
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(header + '.' + body + '.' + seal, key))
    }
  })
  t.test(name + ': generated', () => {
    lib.setRandomSource(testRandom(7))
    const made = lib.generateKey(name, { keyid: 'one' })
    lib.setRandomSource(null)
    t.equal([made.algorithms, made.keyId], [[name], 'one'])
    t.equal(lib.verify(lib.sign({ a: 1 }, made.toPem()), made.publicKey()).payload.a, 1)
    t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(token, made))
  })
}

function refusals(t, lib) {
  t.test('ML-DSA keys in the wrong place', () => {
    const [one, two] = SETS.map((set) => lib.importKey(pkcs8(set)))
    const jwk = one.publicKey().toJwk()
    t.refuses(lib, 'ERR_ALGORITHM_NOT_ALLOWED', () => lib.verify(lib.sign({}, one), two))
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, one, { algorithm: 'ML-DSA-65' }), /ML-DSA-44/)
    t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, one, { algorithm: 'EdDSA' }))
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.sign({}, secret, { algorithm: 'ML-DSA-44' }), /ML-DSA-44 needs/)
    for (const text of [pkcs8(SETS[0]), one.publicKey().toPem(), JSON.stringify(jwk)]) {
      t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, text, { algorithm: 'HS256' }))
      t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign({}, { secret: text, encoding: 'utf8' }))
    }
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey({ kty: 'AKP', pub: jwk.pub }), /alg/)
    t.refuses(lib, 'ERR_KEY_INVALID', () => lib.importKey(Object.assign({}, jwk, { alg: 'ML-DSA-65' })), /1952 bytes/)
    t.refuses(
      lib,
      'ERR_KEY_INVALID',
      () => lib.importKey(Object.assign({}, jwk, { priv: 'B' + 'A'.repeat(42) })),
      /belong together/,
    )
  })
}

/** One sentence for all, that names the files. */
function isElsewhere(t, lib, set) {
  t.test(set.name + ' is in another file', () => {
    const where = hasKeyPairs(lib) ? /jwtmint\/full.*jwtmint\/script\/full/ : /jwtmint\/script/
    const calls = [
      () => lib.generateKey(set.name),
      () => lib.sign({}, secret, { algorithm: set.name }),
      () => lib.importKey(pkcs8(set)),
      () => lib.importKey({ kty: 'AKP', alg: set.name, pub: 'AAAA' }),
      () =>
        lib.verify(
          lib.sign({ a: 1 }, secret).replace(/^[^.]*/, base64url(ascii('{"alg":"' + set.name + '"}'))),
          secret,
        ),
    ]
    for (const call of calls) t.refuses(lib, 'ERR_ALGORITHM_UNSUPPORTED', call, where)
  })
}
