// Payloads that are no claims: text, bytes, other JSON.
import { SECRET, read } from './tally.mjs'

export async function payloads(t, jwt) {
  const { test, equal, throws } = t
  const bytes = (text) => Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))

  for (const [payload, expected] of [
    ['plain text', 'plain text'],
    ['ä € 😀', 'ä € 😀'],
    ['{"a":1}', { a: 1 }],
    ['[1,2]', [1, 2]],
    ['"quoted"', '"quoted"'],
    ['null', 'null'],
    [true, 'true'],
    [12.5, '12.5'],
    [bytes('some bytes'), 'some bytes'],
    [bytes('{"b":2}'), { b: 2 }],
  ]) {
    await test(`payload ${JSON.stringify(payload)}`, () => {
      const token = jwt.sign(payload, SECRET)
      equal(read(jwt, token).header, { alg: 'HS256' })
      equal(jwt.verify(token, SECRET), expected)
    })
  }
  await test('half a surrogate pair becomes U+FFFD, as in a Buffer', () =>
    equal(jwt.verify(jwt.sign('a\ud800b', SECRET), SECRET), 'a\ufffdb'))
  await test('bytes that are no UTF-8 become U+FFFD', () =>
    equal(
      jwt.decode(jwt.sign(Uint8Array.from([0x61, 0xe2, 0x82, 0x62, 0xff, 0xc0, 0x80]), SECRET)),
      'a\ufffdb\ufffd\ufffd\ufffd',
    ))
  await test('encodings by their Node names', () => {
    const part = (text, encoding) => jwt.sign(text, SECRET, { encoding }).split('.')[1]
    equal(
      [
        part('é', 'latin1'),
        part('é', 'utf8'),
        part('aé', 'utf16le'),
        part('616263', 'hex'),
        part('YWJj', 'base64'),
        part('YWJj', 'base64url'),
      ],
      ['6Q', 'w6k', 'YQDpAA', 'YWJj', 'YWJj', 'YWJj'],
    )
    throws(() => part('a', 'morse'), 'Unknown encoding: morse', 'TypeError')
  })
  await test('an option about claims, for bytes', () =>
    throws(() => jwt.sign(bytes('a'), SECRET, { subject: 's' }), 'invalid subject option for object payload', 'Error'))
}
