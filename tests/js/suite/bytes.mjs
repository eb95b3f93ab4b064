// signBytes, verifyBytes and decodeHeader: RFC 7515 appendix F, RFC 7797, and what must not be taken for one another.
import { secret } from './keys.mjs'
import { ascii, base64url, forged } from './tools.mjs'

/** RFC 7797 section 4. */
const EXAMPLE = {
  key: {
    kty: 'oct',
    k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
  },
  payload: '$.02',
  encoded: 'eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ',
  unencoded: 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY',
}

export function bytes(t, lib) {
  const refused = (name, code, run) => t.test(name, () => t.refuses(lib, code, run))
  const every = new Uint8Array(256).map((_, i) => i)

  t.test('bytes and text come back as they were signed', () => {
    for (const [payload, expected] of [
      [every, every],
      [every.subarray(3, 9), every.subarray(3, 9)],
      [every.buffer, every],
      ['', new Uint8Array(0)],
      ['ä {"a":1,"a":2}', [0xc3, 0xa4].concat([].slice.call(ascii(' {"a":1,"a":2}')))],
    ]) {
      const verified = lib.verifyBytes(lib.signBytes(payload, secret), secret)
      t.ok(verified.payload instanceof Uint8Array, 'bytes')
      t.equal([].slice.call(verified.payload), [].slice.call(expected))
      t.equal([verified.header, verified.algorithm, verified.keyId], [{ alg: 'HS256' }, 'HS256', null])
    }
  })
  t.test('the examples of RFC 7797', () => {
    t.equal(lib.signBytes(EXAMPLE.payload, EXAMPLE.key), EXAMPLE.encoded)
    t.equal(lib.signBytes(EXAMPLE.payload, EXAMPLE.key, { detached: true, b64: false }), EXAMPLE.unencoded)
    const { payload, header } = lib.verifyBytes(EXAMPLE.unencoded, EXAMPLE.key, {
      payload: EXAMPLE.payload,
      b64: false,
    })
    t.equal([].slice.call(payload), [].slice.call(ascii(EXAMPLE.payload)))
    t.equal(header, { alg: 'HS256', b64: false, crit: ['b64'] })
  })
  t.test('each form is verified as itself and as no other', () => {
    const payload = 'any text, no dot'
    const forms = [{}, { detached: true }, { b64: false }, { detached: true, b64: false }]
    for (let made = 0; made < forms.length; made++) {
      const token = lib.signBytes(payload, secret, forms[made])
      for (let wanted = 0; wanted < forms.length; wanted++) {
        const options = {}
        if (forms[wanted].detached) options.payload = payload
        if (forms[wanted].b64 === false) options.b64 = false
        let good = true
        try {
          lib.verifyBytes(token, secret, options)
        } catch (error) {
          good = false
          t.ok(error instanceof lib.JwtError, 'a JwtError')
        }
        t.equal([made, wanted, good], [made, wanted, made === wanted])
      }
      let error = null
      try {
        lib.verify(token, secret)
      } catch (thrown) {
        error = thrown
      }
      t.ok(error instanceof lib.JwtError, 'no JWT')
    }
  })
  refused('another payload beside it', 'ERR_SIGNATURE_INVALID', () =>
    lib.verifyBytes(EXAMPLE.unencoded, EXAMPLE.key, { payload: '$.03', b64: false }),
  )
  refused('a payload beside it and one inside', 'ERR_TOKEN_MALFORMED', () =>
    lib.verifyBytes(EXAMPLE.encoded, EXAMPLE.key, { payload: '$.02' }),
  )
  refused('an unencoded payload nobody expects', 'ERR_CRITICAL_UNSUPPORTED', () =>
    lib.verifyBytes(EXAMPLE.unencoded, EXAMPLE.key, { payload: '$.02', crit: ['b64'] }),
  )
  refused('a dot between the dots', 'ERR_CLAIMS_INVALID', () => lib.signBytes('$.02', secret, { b64: false }))
  refused('an object of claims', 'ERR_CLAIMS_INVALID', () => lib.signBytes({ a: 1 }, secret))
  refused('an option about claims', 'ERR_OPTION_INVALID', () => lib.signBytes('a', secret, { expiresIn: '1h' }))
  refused('detached without the payload', 'ERR_OPTION_INVALID', () =>
    lib.verifyBytes(EXAMPLE.unencoded, EXAMPLE.key, { detached: true }),
  )
  refused('a token without a signature', 'ERR_ALGORITHM_NOT_ALLOWED', () =>
    lib.verifyBytes(lib.signBytes('a', null, { algorithm: 'none', allowUnsecured: true }), secret),
  )
  refused('a key given for none', 'ERR_OPTION_INVALID', () =>
    lib.signBytes('a', secret, { algorithm: 'none', allowUnsecured: true }),
  )

  t.test('the header of a signed token and of an encrypted one', () => {
    t.equal(lib.decodeHeader(EXAMPLE.encoded), { alg: 'HS256' })
    t.equal(lib.decodeHeader(base64url(ascii('{"alg":"dir","enc":"A256GCM"}')) + '..a.b.c'), {
      alg: 'dir',
      enc: 'A256GCM',
    })
    t.equal(lib.decodeHeader(forged({ alg: 'foreign', kid: 'a' }, 'no claims')), { alg: 'foreign', kid: 'a' })
  })
  refused('a header with a name twice', 'ERR_HEADER_INVALID', () =>
    lib.decodeHeader(forged('{"alg":"HS256","alg":"none"}', {})),
  )
  refused('four parts', 'ERR_TOKEN_MALFORMED', () => lib.decodeHeader('e30.e30.e30.e30'))

  t.test('thumbprints of every hash, and their URIs', () => {
    const key = lib.importKey(EXAMPLE.key)
    const lengths = { 'SHA-256': 43, 'SHA-384': 64, 'SHA-512': 86 }
    for (const hash of Object.keys(lengths)) {
      const print = key.thumbprint({ hash })
      t.equal([hash, print.length], [hash, lengths[hash]])
      t.equal(key.thumbprintUri({ hash }), 'urn:ietf:params:oauth:jwk-thumbprint:' + hash.toLowerCase() + ':' + print)
    }
    t.equal(key.thumbprintUri(), 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:' + key.thumbprint())
  })
  refused('a hash it does not have', 'ERR_OPTION_INVALID', () =>
    lib.importKey(EXAMPLE.key).thumbprint({ hash: 'SHA-1' }),
  )
}
