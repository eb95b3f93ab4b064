// All algorithms with keys of every kind, and bad inputs. The tokens are handed out, to be verified outside by jose.
import { tally } from '../../js/suite/tally.mjs'

/**
 * @param {any} lib jwtmint, however the host loads it
 * @param {{host: string, random: boolean}} about `random`: the host has a random source
 * @param {any[]} cases of ./keys.mjs
 * @returns {{passed: number, failed: number, failures: string[], tokens: {name: string, token: string}[]}}
 */
export function probe(lib, about, cases) {
  const t = tally(about.host)
  const tokens = []
  for (const { name, algorithm, key, verifyWith, options, refused } of cases) {
    const sign = () =>
      lib.sign({ name, text: 'Zo\u00eb \u{1f511}' }, bytesOf(key), {
        ...options,
        algorithm,
        subject: 'probe',
        expiresIn: '1h',
      })
    if (refused) {
      t.test(`${name} is refused`, () => t.refuses(lib, refused, sign))
      continue
    }
    if (algorithm.startsWith('PS') && !about.random) {
      t.test(`${name} without a random source`, () => t.refuses(lib, 'ERR_NO_ENTROPY', sign))
      continue
    }
    t.test(name, () => {
      const token = sign()
      tokens.push({ name, token })
      t.equal(lib.verify(token, bytesOf(verifyWith), { subject: 'probe' }).payload.name, name)
    })
  }
  badInputs(t, lib, cases)
  return Object.assign(t.result(), { tokens })
}

/** Bytes come through JSON as a list of numbers. */
function bytesOf(key) {
  return key && key.bytes ? new Uint8Array(key.bytes) : key
}

function badInputs(t, lib, cases) {
  const secret = '0123456789abcdef'.repeat(4)
  const rsa = cases.find(({ algorithm }) => algorithm === 'RS256')
  const good = lib.sign({ sub: 'a', aud: 'b' }, secret, { expiresIn: 60, clockTimestamp: 1000 })
  const at = { clockTimestamp: 1000 }
  const bad = {
    'empty key': ['ERR_KEY_INVALID', () => lib.sign({}, '')],
    'weak secret': ['ERR_KEY_WEAK', () => lib.sign({}, 'short')],
    'public key as secret': ['ERR_KEY_MISMATCH', () => lib.sign({}, rsa.verifyWith, { algorithm: 'HS256' })],
    'claims that are no object': ['ERR_CLAIMS_INVALID', () => lib.sign([1], secret)],
    'unknown option': ['ERR_OPTION_INVALID', () => lib.sign({}, secret, { expiresin: 60 })],
    'two parts': ['ERR_TOKEN_MALFORMED', () => lib.decode(good.split('.').slice(0, 2).join('.'))],
    'changed payload': [
      'ERR_SIGNATURE_INVALID',
      () => lib.verify(good.replace(/\.[^.]+\./, '.eyJzdWIiOiJ6In0.'), secret, at),
    ],
    'other secret': ['ERR_SIGNATURE_INVALID', () => lib.verify(good, secret + 'x', at)],
    expired: ['ERR_TOKEN_EXPIRED', () => lib.verify(good, secret, { clockTimestamp: 2000 })],
    'wrong audience': ['ERR_CLAIM_MISMATCH', () => lib.verify(good, secret, { ...at, audience: 'c' })],
    'algorithm not allowed': [
      'ERR_ALGORITHM_NOT_ALLOWED',
      () => lib.verify(good, secret, { ...at, algorithms: ['HS512'] }),
    ],
    'damaged PEM': ['ERR_KEY_INVALID', () => lib.sign({}, rsa.key.slice(0, 400) + rsa.key.slice(440))],
  }
  for (const [name, [code, run]] of Object.entries(bad)) t.test(name, () => t.refuses(lib, code, run))
}
