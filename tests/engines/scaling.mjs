// Input that grows: shapes that once took more than linear time, and their kin, at a size where linear work takes
// milliseconds and quadratic work minutes. The bound is so generous that only a blow-up fails.
import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
const SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
/** In characters; the script files are some ten times as slow as what is compiled. */
const SIZES = { 'node.cjs': 500_000, 'script.js': 100_000, 'script-hmac.js': 100_000 }
/** Of processor time, so that a machine with other work does not count. */
const MOST_SECONDS = 3

const base64url = (text) => Buffer.from(text).toString('base64url')
const token = (header, payload = '{}') => `${base64url(header)}.${base64url(payload)}.AAAA`
const many = (n, make) => Array.from({ length: n }, (_, i) => make(i))

/** name, and the call with an input of about n characters */
export const SHAPES = {
  'key: {{ and spaces': (lib, n) => lib.importKey('{{' + ' '.repeat(n) + 'x'),
  'key: spaces': (lib, n) => lib.importKey(' '.repeat(n) + 'x'),
  'key: {{ without end': (lib, n) => lib.importKey('{{'.repeat(n / 2)),
  'key: braces': (lib, n) => lib.importKey('{'.repeat(n)),
  'key: brackets': (lib, n) => lib.importKey('['.repeat(n) + '"kty"'),
  'key: quotes': (lib, n) => lib.importKey('"'.repeat(n)),
  'key: backslashes': (lib, n) => lib.importKey('\\'.repeat(n)),
  'key: literal line breaks': (lib, n) => lib.importKey('\\n'.repeat(n / 2)),
  'key: base64': (lib, n) => lib.importKey('QUFB'.repeat(n / 4)),
  'key: PEM lines that begin': (lib, n) => lib.importKey('-----BEGIN PRIVATE KEY-----\n'.repeat(n / 28)),
  'key: words that begin PEM': (lib, n) => lib.importKey('BEGIN'.repeat(n / 5)),
  'key: words that end PEM': (lib, n) => lib.importKey({ secret: 'END'.repeat(n / 3) }),
  'key: bytes of words that end PEM': (lib, n) => lib.importKey(Buffer.from('END '.repeat(n / 4))),
  'key: dashes': (lib, n) => lib.importKey('-'.repeat(n)),
  'key: PEM blocks': (lib, n) =>
    lib.importKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'.repeat(n / 60)),
  'key: percent signs': (lib, n) => lib.importKey('%41'.repeat(n / 3)),
  'key: bytes of DER': (lib, n) => lib.importKey(new Uint8Array(n).fill(0x30)),
  'key: zero bytes': (lib, n) => lib.importKey(new Uint8Array(n)),
  'key: hexadecimal secret': (lib, n) => lib.importKey({ secret: 'ab'.repeat(n / 2), encoding: 'hex' }),
  'JWK: names': (lib, n) =>
    lib.importKey({ kty: 'oct', k: 'eHh4'.repeat(11), ...Object.fromEntries(many(n / 10, (i) => [`n${i}`, 1])) }),
  'JWK: key_ops': (lib, n) =>
    lib.importKey({ kty: 'oct', k: 'eHh4'.repeat(11), key_ops: many(n * 0.8, (i) => `o${i}`) }),
  'JWK: x5c': (lib, n) => lib.importKey({ kty: 'oct', k: 'eHh4'.repeat(11), x5c: many(n / 10, () => 'AAAA') }),
  'JWK Set: secrets': (lib, n) =>
    lib.importKey({ keys: many(n / 80, (i) => ({ kty: 'oct', kid: `${i}`, k: 'eHh4'.repeat(11) })) }),
  'JWK Set: one kid': (lib, n) =>
    lib.importKey({ keys: many(n / 80, () => ({ kty: 'oct', kid: 'a', k: 'eHh4'.repeat(11) })) }),
  'JWK Set: unknown kinds': (lib, n) => lib.importKey({ keys: many(n / 30, (i) => ({ kty: `${i}` })) }),
  'token: dots': (lib, n) => lib.verify('.'.repeat(n), SECRET),
  'token: no dot': (lib, n) => lib.verify('a'.repeat(n), SECRET),
  'token: spaces': (lib, n) => lib.verify(' '.repeat(n), SECRET),
  'token: header of names': (lib, n) =>
    lib.verify(token(`{${many(n / 12, (i) => `"n${i}":1`)},"alg":"HS256"}`), SECRET),
  'token: header of equal names': (lib, n) => lib.verify(token(`{${many(n / 6, () => '"":1')}}`), SECRET),
  'token: header of objects': (lib, n) =>
    lib.verify(token(`{"alg":"HS256","x":[${many(n / 7, () => '{"":1}')}]}`), SECRET),
  'token: header of escapes': (lib, n) => lib.verify(token(`{"alg":"HS256","x":"${'\\u0041'.repeat(n / 6)}"}`), SECRET),
  'token: header of digits': (lib, n) => lib.verify(token(`{"alg":"HS256","x":${'1'.repeat(n)}}`), SECRET),
  'token: crit': (lib, n) => lib.verify(token(`{"alg":"HS256","crit":[${many(n / 8, (i) => `"c${i}"`)}]}`), SECRET),
  'token: crit and its parameters': (lib, n) => {
    const names = many(n * 0.35, (i) => `c${i}`)
    const header = { alg: 'HS256', crit: names, ...Object.fromEntries(names.map((name) => [name, 1])) }
    lib.verify(token(JSON.stringify(header)), SECRET)
  },
  'token: audiences, many accepted': (lib, n) =>
    lib.inspect(token('{"alg":"HS256"}', JSON.stringify({ aud: many(n * 0.8, (i) => `a${i}`) })), SECRET, {
      audience: many(n * 0.8, (i) => `b${i}`),
    }),
  'token: claims, many required': (lib, n) =>
    lib.inspect(
      token('{"alg":"HS256"}', JSON.stringify(Object.fromEntries(many(n * 0.6, (i) => [`c${i}`, 1])))),
      SECRET,
      { requiredClaims: many(n * 0.6, (i) => `c${i}`) },
    ),
  'token: depth': (lib, n) => lib.verify(token('['.repeat(n)), SECRET),
  'inspect: payload of names': (lib, n) =>
    lib.inspect(token('{"alg":"HS256"}', `{${many(n / 12, (i) => `"n${i}":1`)}}`), SECRET),
  'inspect: audiences': (lib, n) =>
    lib.inspect(token('{"alg":"HS256"}', `{"aud":[${many(n / 8, (i) => `"a${i}"`)}]}`), SECRET, { audience: 'x' }),
  'inspect: no token': (lib, n) => lib.inspect('é '.repeat(n / 2), SECRET),
  'decode: payload of text': (lib, n) => lib.decode(token('{"alg":"HS256"}', `{"x":"${'é'.repeat(n / 2)}"}`)),
  'claims: names': (lib, n) => lib.sign(Object.fromEntries(many(n / 10, (i) => [`n${i}`, 1])), SECRET),
  'claims: text of spaces': (lib, n) => lib.sign(' '.repeat(n) + '{}' + ' '.repeat(n), SECRET),
  'options: names': (lib, n) => lib.sign({}, SECRET, Object.fromEntries(many(n / 10, (i) => [`n${i}`, 1]))),
  'options: one long name': (lib, n) => lib.sign({}, SECRET, { ['n'.repeat(n)]: 1 }),
  'options: header of names': (lib, n) =>
    lib.sign({}, SECRET, { header: Object.fromEntries(many(n / 10, (i) => [`n${i}`, 1])) }),
  'options: audience': (lib, n) =>
    lib.verify(token('{"alg":"HS256"}', '{"aud":"a"}'), SECRET, { audience: many(n / 10, (i) => `a${i}`) }),
  'options: algorithms': (lib, n) =>
    lib.verify(token('{"alg":"HS256"}'), SECRET, { algorithms: many(n / 10, () => 'HS256') }),
  'options: duration': (lib, n) => lib.sign({}, SECRET, { expiresIn: '1'.repeat(n) + 's' }),
  'options: duration of spaces': (lib, n) => lib.sign({}, SECRET, { expiresIn: '1' + ' '.repeat(n) + 's' }),
  'algorithm: long name': (lib, n) => lib.generateKey('H'.repeat(n)),
}

/** @param {string[]} files of pkg/dist @returns {{passed: number, failures: string[]}} */
export function scaling(files = Object.keys(SIZES)) {
  const failures = []
  let passed = 0
  for (const file of files) {
    const size = SIZES[file] ?? 100_000
    const lib = load('../../pkg/dist/' + file)
    for (const [name, call] of Object.entries(SHAPES)) {
      const start = process.cpuUsage()
      try {
        call(lib, size)
      } catch (error) {
        if (!(error instanceof lib.JwtError) || error.code === 'ERR_INTERNAL')
          failures.push(`${file}: ${name}: ${error.stack}`)
      }
      const { user, system } = process.cpuUsage(start)
      const seconds = (user + system) / 1e6
      if (seconds < MOST_SECONDS) passed++
      else failures.push(`${file}: ${name} grows faster than its input: ${seconds.toFixed(1)} s for ${size} characters`)
    }
  }
  return { passed, failures }
}
