// Prototypes that somebody has added to: in every entry, each call ends as it does without, or is refused. What would be
// accepted for it is a failure: an audience that is not compared, a key that nobody passed.
import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
const SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
const MAKER = load('../../pkg/dist/node.cjs')
const FOREIGN = MAKER.sign({ sub: 'a', aud: ['x', 'y'] }, SECRET, { noTimestamp: true })
const BARE = MAKER.sign({ sub: 'a' }, SECRET, { noTimestamp: true })
const OTHERS_SET = { keys: [{ kty: 'oct', k: 'eHh4'.repeat(16) }] }

/** What Object.prototype is given, all of it by itself. */
const VALUES = {
  aud: 'k',
  iss: 'k',
  sub: 'k',
  jti: 'k',
  nonce: 'k',
  iat: 4_102_444_000,
  exp: 4_102_444_000,
  nbf: 4_102_444_000,
  audience: 'k',
  ignoreExpiration: true,
  complete: true,
  json: true,
  format: 'jwk',
  encoding: 'hex',
  key: new TextEncoder().encode(SECRET),
  privateKey: new TextEncoder().encode(SECRET),
  publicKey: new TextEncoder().encode(SECRET),
  export: () => new TextEncoder().encode(SECRET),
  toPem: () => '',
}

/** @type {{name: string, add: () => void, take: () => void}[]} */
const POLLUTIONS = Object.entries(VALUES).map(([name, value]) => ({
  name: `Object.prototype.${name}`,
  add: () => Object.assign(Object.prototype, { [name]: value }),
  take: () => delete Object.prototype[name],
}))
for (const index of [0, 1, 2, 3]) {
  for (const [how, get] of Object.entries({
    nothing: () => undefined,
    'a name of an option': () => 'maxTokenBytes',
    'a value of one': () => '1048576',
  }))
    POLLUTIONS.push({
      name: `Array.prototype[${index}], which answers ${how}`,
      add: () => Object.defineProperty(Array.prototype, index, { get, set: () => undefined, configurable: true }),
      take: () => delete Array.prototype[index],
    })
}

/** Those that must hold: with the setters they go on as well. */
const CALLS = {
  'an audience': (lib) => lib.verify(FOREIGN, SECRET, { audience: 'k' }),
  audiences: (lib) => lib.verify(FOREIGN, SECRET, { audience: ['k', 'l'] }),
  'an audience of a token without': (lib) => lib.verify(BARE, SECRET, { audience: 'k' }),
  'an issuer': (lib) => lib.verify(BARE, SECRET, { issuer: 'k' }),
  'a subject': (lib) => lib.verify(BARE, SECRET, { subject: 'k' }),
  'an ID': (lib) => lib.verify(BARE, SECRET, { jwtid: 'k' }),
  'a nonce': (lib) => lib.verify(BARE, SECRET, { nonce: 'k' }),
  'an age': (lib) => lib.verify(BARE, SECRET, { maxAge: '1h' }),
  algorithms: (lib) => lib.verify(BARE, SECRET, { algorithms: ['HS384', 'HS512'] }),
  'a set without the key': (lib) => lib.verify(BARE, OTHERS_SET),
  'a good token': (lib) => ofClaims(lib.verify(BARE, SECRET, { algorithms: ['HS256'] })),
  'an expiry': (lib) => lib.sign({ sub: 'a', iat: 1000 }, SECRET, { expiresIn: 60 }),
  'claims and options': (lib) => lib.sign({ sub: 'a', iat: 1000, roles: ['p', 'q'] }, SECRET, { issuer: 'me' }),
  'a token that is read': (lib) => ofClaims(lib.decode(BARE)),
}

/** jwtmint answers with more than the claims. */
const ofClaims = (answer) => JSON.stringify((answer && answer.payload) || answer)

function outcome(lib, call) {
  try {
    const value = call(lib)
    return typeof value === 'string' ? value : 'accepted'
  } catch (error) {
    return `refused: ${error.name} ${error.message}`
  }
}

/** @returns {{passed: number, failures: string[]}} */
export function pollution() {
  const failures = []
  let passed = 0
  for (const file of ['node.cjs', 'script.js', 'script-hmac.js', 'jsonwebtoken.cjs', 'script-jsonwebtoken.js']) {
    const lib = load('../../pkg/dist/' + file)
    const clean = Object.values(CALLS).map((call) => outcome(lib, call))
    for (const { name, add, take } of POLLUTIONS) {
      const found = []
      add()
      try {
        // By index: a setter takes what is pushed.
        for (const call of Object.values(CALLS))
          Object.defineProperty(found, found.length, { value: outcome(lib, call), enumerable: true })
      } finally {
        take()
      }
      const after = Object.values(CALLS).map((call) => outcome(lib, call))
      Object.keys(CALLS).forEach((what, i) => {
        const isHeld = found[i] === clean[i] || (/^Array/.test(name) && found[i].startsWith('refused: '))
        if (isHeld && after[i] === clean[i]) passed++
        else failures.push(`${file}: ${what}, with ${name}: ${found[i]}, then ${after[i]}; without: ${clean[i]}`)
      })
    }
  }
  return { passed, failures }
}
