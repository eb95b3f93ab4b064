// Every algorithm against tokens made by other software, and in every form a key comes in.
import { keyOf, secret } from './keys.mjs'
import { claims, tokens } from './known.mjs'
import { base64url, ascii, bytesOf, supported, testRandom } from './tools.mjs'

export function knownAnswers(t, lib) {
  const random = testRandom()
  // Those of ML-DSA would be larger than all others together: see ml-dsa.mjs.
  for (const name of supported(lib).filter((name) => name in tokens)) {
    const token = tokens[name]
    const forms = keyOf[name] || secretForms()
    const deterministic = name.slice(0, 2) !== 'PS'
    for (const form of Object.keys(forms)) {
      const key = form === 'pkcs8Der' || form === 'der' ? bytesOf(forms[form]) : forms[form]
      const isPublic = /spki|public/i.test(form)
      t.test(name + ' verifies with ' + form, () => {
        const verified = lib.verify(token, key, { algorithms: [name] })
        t.equal([verified.algorithm, verified.payload.iss, verified.text.payload], [name, 'joe', claims])
      })
      if (isPublic) {
        t.test(name + ' does not sign with ' + form, () =>
          t.refuses(lib, 'ERR_KEY_MISMATCH', () => lib.sign(claims, key, { algorithm: name })),
        )
        continue
      }
      t.test(name + ' signs with ' + form, () => {
        // A salt needs random numbers, and not every host has them.
        if (!deterministic) lib.setRandomSource(random)
        const made = lib.sign(claims, key, { algorithm: name, noTimestamp: true })
        lib.setRandomSource(null)
        if (deterministic) t.equal(made, token)
        t.equal(lib.verify(made, key, { algorithms: [name] }).text.payload, claims)
      })
    }
    t.test(name + ' refuses a changed signature, payload and header', () => {
      const key = keyOf[name] ? keyOf[name].spki : secret
      const [header, payload, signature] = token.split('.')
      const other = signature[5] === 'A' ? 'B' : 'A'
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () =>
        lib.verify(header + '.' + payload + '.' + signature.slice(0, 5) + other + signature.slice(6), key),
      )
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () =>
        lib.verify(header + '.' + base64url(ascii('{"a":1}')) + '.' + signature, key),
      )
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () =>
        lib.verify(base64url(ascii('{"alg":"' + name + '"}')) + '.' + payload + '.' + signature, key),
      )
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () => lib.verify(header + '.' + payload + '.', key))
      t.refuses(lib, 'ERR_SIGNATURE_INVALID', () =>
        lib.verify(header + '.' + payload + '.' + base64url(bytesOf(signature).subarray(4)), key),
      )
    })
  }
}

function secretForms() {
  const bytes = ascii(secret)
  let hex = ''
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16)
  return {
    text: secret,
    utf8: { secret, encoding: 'utf8' },
    hex: { secret: hex, encoding: 'hex' },
    base64url: { secret: base64url(bytes), encoding: 'base64url' },
    base64: { secret: base64url(bytes).replace(/-/g, '+').replace(/_/g, '/') + '==', encoding: 'base64' },
    bytes,
    buffer: bytes.buffer,
    view: new DataView(bytes.buffer),
    jwk: { kty: 'oct', k: base64url(bytes) },
    jwkText: JSON.stringify({ kty: 'oct', k: base64url(bytes) }),
    jwks: { keys: [{ kty: 'oct', k: base64url(bytes) }] },
  }
}
