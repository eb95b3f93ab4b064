// Hostile callers: random calls with values that lie, throw, change and hide, on every entry at once. Every failure is a
// JwtError with the same code in each entry, none holds what was marked as secret, and the library goes on.
//
// `runHostile(seed)` runs one call.

import { inspect } from 'node:util'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { MARK, back, hostile, marked } from './hostile-values.mjs'
import { randomFrom } from './random.mjs'

const load = createRequire(import.meta.url)
const LIBS = ['node.cjs', 'inline.js', 'full.js', 'script.js', 'script-hmac.js', 'script-full.js'].map((name) => ({
  name,
  lib: load('../../pkg/dist/' + name),
}))
const GOOD = 'a secret of sixty-four bytes, as long as the longest of the hashes'

/** Codes that differ by what a build has: the small file has no public-key algorithms, some have no passphrases. */
const OF_THE_BUILD = ['ERR_ALGORITHM_UNSUPPORTED', 'ERR_KEY_ENCRYPTED']

const SIGN = [
  'algorithm',
  'header',
  'keyid',
  'typ',
  'expiresIn',
  'issuer',
  'audience',
  'jwtid',
  'passphrase',
  'clockTimestamp',
]
const VERIFY = [
  'algorithms',
  'issuer',
  'audience',
  'crit',
  'maxTokenBytes',
  'clockTolerance',
  'maxAge',
  'passphrase',
  'keyid',
]
const BYTES = ['algorithm', 'header', 'b64', 'detached', 'payload', 'keyEncoding', 'crit', 'maxTokenBytes']
const IMPORT = ['algorithm', 'keyid', 'passphrase']

/** Options with one or two of the known names, or something else altogether; a passphrase is marked. */
function optionsFor(random, names) {
  if (random.chance(30)) return undefined
  if (random.chance(25)) return hostile(random)
  const options = random.chance(10) ? Object.create(null) : {}
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = random.chance(8) ? MARK + MARK + MARK : random.pick(names)
    options[name] = secretish(name, random)
  }
  return options
}

function secretish(name, random) {
  if (name === 'passphrase') return random.pick([MARK, [MARK], 5, { [MARK]: MARK }, hostile(random)])
  if (name === 'algorithm') return random.pick(['HS256', 'RS256', 'none', MARK + MARK, hostile(random)])
  return random.chance(50) ? hostile(random) : random.pick([60, '5m', 'a', ['a'], ['HS256'], true])
}

function anyKey(random) {
  if (random.chance(20)) return GOOD
  return random.chance(60) ? marked(random) : hostile(random)
}

/** One call, as a function of the library: all that is random is drawn in it, alike for each entry. */
const CALLS = [
  (lib, random) => lib.sign(random.chance(50) ? { a: 1 } : hostile(random), anyKey(random), optionsFor(random, SIGN)),
  (lib, random) => lib.verify(tokenFor(lib, random), anyKey(random), optionsFor(random, VERIFY)),
  (lib, random) => lib.inspect(tokenFor(lib, random), anyKey(random), optionsFor(random, VERIFY)),
  (lib, random) => lib.decode(tokenFor(lib, random), optionsFor(random, ['maxTokenBytes'])),
  (lib, random) => described(lib.importKey(anyKey(random), optionsFor(random, IMPORT))),
  (lib, random) =>
    lib.generateKey(random.chance(50) ? 'HS256' : hostile(random), optionsFor(random, ['bits', 'keyid'])).type,
  // Arguments in the wrong order.
  (lib, random) => lib.verify(marked(random), tokenFor(lib, random)),
  (lib, random) => lib.sign(marked(random), { a: 1 }),
  (lib, random) => lib.generateKey(marked(random)).type,
  (lib, random) => lib.importKey({ a: 1 }, marked(random)),
  (lib, random) => lib.sign({ a: 1 }, GOOD, { algorithm: marked(random) }),
  (lib, random) => lib.setRandomSource(hostile(random)) || lib.setRandomSource(null),
  (lib, random) =>
    lib.signBytes(random.chance(50) ? 'text' : hostile(random), anyKey(random), optionsFor(random, BYTES)),
  (lib, random) => lib.verifyBytes(tokenFor(lib, random), anyKey(random), optionsFor(random, BYTES)).payload.length,
  (lib, random) => lib.decodeHeader(tokenFor(lib, random), optionsFor(random, ['maxTokenBytes'])),
  (lib, random) => asked(lib.importKey(GOOD), random),
]

/** What a Key answers to options of any kind. */
function asked(key, random) {
  const name = random.pick(['thumbprint', 'thumbprintUri', 'toPem', 'publicKey', 'toString'])
  try {
    return key[name](random.chance(80) ? hostile(random) : { hash: random.pick(['SHA-512', 'SHA-1', MARK]) })
  } finally {
    key.free()
  }
}

function tokenFor(lib, random) {
  if (random.chance(60)) return lib.sign({ a: 1 }, GOOD, { noTimestamp: true })
  return random.chance(50) ? hostile(random) : random.mutated(lib.sign({ a: 1 }, GOOD, { noTimestamp: true }))
}

function described(key) {
  const text = JSON.stringify(key) + String(key) + inspect(key, { depth: 9, showHidden: true })
  if (text.includes(MARK)) throw new Error('a printed key holds the mark: ' + text)
  const about = [key.type, key.kind, key.bits]
  key.free()
  return about
}

/** All that an error or a report shows, in every way of looking at it. */
function shown(error) {
  const cause = error.cause
  const parts = [error.message, error.stack, inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)]
  return parts.concat(cause ? [String(cause.message), cause.stack] : []).join('\n')
}

function outcome(lib, call, random) {
  const { warn, error: complain, log } = console
  const printed = []
  for (const name of ['warn', 'error', 'log']) console[name] = (...given) => printed.push(inspect(given))
  try {
    const value = call(lib, random)
    return { ok: true, printed: printed.join(), value }
  } catch (error) {
    return {
      error,
      code: error instanceof lib.JwtError ? error.code : 'not a JwtError: ' + error,
      printed: printed.join(),
    }
  } finally {
    Object.assign(console, { warn, error: complain, log })
    lib.setRandomSource(null)
  }
}

/** @param {Parameters<typeof randomFrom>[0]} seed */
export function runHostile(seed) {
  const call = CALLS[randomFrom(seed).below(CALLS.length)]
  const outcomes = LIBS.map(({ name, lib }) => {
    back.call = () => lib.verify(lib.sign({ b: 1 }, GOOD), GOOD).algorithm
    return { name, lib, ...outcome(lib, call, randomFrom(seed)) }
  })
  for (const { name, lib, error, code, printed, value } of outcomes) {
    if (error && (!code.startsWith('ERR_') || code === 'ERR_INTERNAL'))
      throw new Error(`${name}: ${code} ${error.stack}`)
    // The caller's own errors are the cause of refusals of claims and options, never of keys or passphrases.
    const text = (error ? shown(error) : '') + printed + (isReport(value) ? JSON.stringify(value.checks) : '')
    if (text.includes(MARK) && !isOwnError(error)) throw new Error(`${name}: the mark is shown: ${text}`)
    if (lib.sign({ a: 1 }, GOOD, { noTimestamp: true }) !== LIBS[0].lib.sign({ a: 1 }, GOOD, { noTimestamp: true }))
      throw new Error(`${name}: does not go on`)
  }
  const codes = outcomes.map(({ ok, code }) => (ok ? 'ok' : code))
  const [first] = codes
  const strange = codes.find(
    (code, i) => code !== first && !OF_THE_BUILD.includes(code) && !isSmaller(outcomes[i].name, first),
  )
  if (strange) throw new Error(`codes differ: ${outcomes.map(({ name }, i) => `${name} ${codes[i]}`).join(', ')}`)
}

/** The small file recognises public keys in fewer ways: it says that it has none. */
function isSmaller(name, first) {
  return OF_THE_BUILD.includes(first) || (name === 'script-hmac.js' && first.startsWith('ERR_KEY'))
}

function isReport(value) {
  return typeof value === 'object' && value !== null && Array.isArray(value.checks)
}

/** Thrown by a getter of an option or claim, and repeated as its cause. */
function isOwnError(error) {
  return error && /^ERR_(OPTION|CLAIMS)_INVALID$/.test(error.code) && /^the key is /.test(error.cause?.message)
}

/** Seeds that reach all of pkg/src/api that was ever reached: hostile-search.mjs finds them. */
export const CORPUS = JSON.parse(readFileSync(new URL('hostile-corpus.json', import.meta.url), 'utf8'))
