// Hostile callers of jwtmint/jsonwebtoken and jwtmint/remote. The first throws what jsonwebtoken's callers know, alike with and
// without WebAssembly; the second rejects with a RemoteKeysError or a JwtError, whatever address, options and fetch it is
// given. No error holds what was marked as secret.
import { createRequire } from 'node:module'
import { inspect, types } from 'node:util'
import { MARK, back, hostile, marked } from './hostile-values.mjs'
import { randomFrom } from './random.mjs'

const load = createRequire(new URL('../../pkg/dist/', import.meta.url))
const jwtmint = load('jwtmint')
const { remoteKeys, RemoteKeysError } = load('./remote.cjs')
const LIBS = ['jsonwebtoken.cjs', 'script-jsonwebtoken.js'].map((name) => ({ name, lib: load('./' + name) }))
const SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
const TOKEN = LIBS[0].lib.sign({ a: 1, iat: 1 }, SECRET)
/** What jsonwebtoken throws, and what the caller's own code threw. A RangeError would be a stack or a length that ran away. */
const REFUSALS = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'JwtError', 'TypeError', 'SyntaxError']

const SIGN = ['algorithm', 'keyid', 'expiresIn', 'audience', 'issuer', 'header', 'encoding', 'mutatePayload']
const VERIFY = ['algorithms', 'audience', 'issuer', 'nonce', 'maxAge', 'clockTolerance', 'clockTimestamp', 'complete']
const REMOTE = ['discovery', 'timeoutMilliseconds', 'maxBytes', 'headers', 'maxRedirects', 'pauseSeconds']

function optionsFor(random, names) {
  if (random.chance(20)) return undefined
  if (random.chance(25)) return hostile(random)
  return { [random.pick(names)]: hostile(random) }
}

const keyFor = (random) =>
  random.pick([() => SECRET, () => marked(random), () => hostile(random), () => parts(random)])()

/** As Node's createPrivateKey takes it. */
function parts(random) {
  const key = random.chance(50) ? marked(random) : hostile(random)
  return { key, [random.pick(['format', 'passphrase', 'encoding', 'type'])]: random.pick(['jwk', 'der', 'hex', MARK]) }
}

const CALLS = [
  (lib, random) => lib.sign(random.chance(50) ? { iat: 1 } : hostile(random), keyFor(random), optionsFor(random, SIGN)),
  (lib, random) => lib.verify(TOKEN, keyFor(random), optionsFor(random, VERIFY)),
  (lib, random) => lib.verify(random.chance(50) ? hostile(random) : random.mutated(TOKEN), SECRET),
  (lib, random) => lib.verify(TOKEN, SECRET, optionsFor(random, VERIFY)),
  (lib, random) =>
    lib.decode(random.chance(50) ? hostile(random) : random.mutated(TOKEN), optionsFor(random, ['json'])),
]

function shown(error) {
  const about = [error, error?.inner, error?.cause].filter(types.isNativeError)
  return about.map((one) => one.message + one.stack + inspect(one, { depth: 9, showHidden: true })).join('\n')
}

/** A getter's own error is the cause of a refusal of claims and options, never of keys. */
const isOwnError = (error) => /^the key is /.test((error.inner ?? error.cause ?? error).message)

function outcome(lib, call, random) {
  let value
  try {
    value = call(lib, random)
  } catch (error) {
    // What the caller's own code throws need be no Error, and may not be asked what it is.
    const name = types.isNativeError(error) ? error.name : 'no Error'
    return { name, error, summary: name === 'no Error' ? name : `${name}: ${error.message}` }
  }
  return { name: 'ok', summary: inspect(value, { depth: 9 }) }
}

/** @param {Parameters<typeof randomFrom>[0]} seed */
export function runDropIn(seed) {
  const index = randomFrom(seed).below(CALLS.length)
  const found = LIBS.map(({ name, lib }) => {
    back.call = () => lib.verify(TOKEN, SECRET).a
    return { file: name, lib, ...outcome(lib, CALLS[index], randomFrom(seed)) }
  })
  for (const { file, lib, name, error } of found) {
    if (
      ![...REFUSALS, 'Error', 'no Error', 'ok'].includes(name) ||
      /ERR_INTERNAL/.test(error?.code ?? error?.inner?.code)
    )
      throw new Error(`${file}: ${name} ${inspect(error)}`)
    if (error && shown(error).includes(MARK) && !isOwnError(error))
      throw new Error(`${file}: the mark is shown: ${shown(error)}`)
    if (lib.verify(TOKEN, SECRET).a !== 1) throw new Error(`${file}: does not go on`)
  }
  const [first, second] = found.map(({ summary }) => summary)
  if (first !== second) throw new Error(`they differ: ${first.slice(0, 300)} and ${second.slice(0, 300)}`)
}

/** What a fetch that was handed in may answer. */
function answerFor(random) {
  const body = random.pick([
    () => JSON.stringify(random.json(3)),
    () => `{"keys":[${JSON.stringify(random.json(2))}]}`,
  ])()
  const stream = () => ({
    getReader: () => ({
      read: () => Promise.resolve({ done: random.chance(10), value: hostile(random) }),
      cancel: () => Promise.resolve(),
    }),
  })
  return random.pick([
    () => hostile(random),
    () => new Response(body),
    () => new Response(body, { status: random.pick([201, 302, 404, 500]), headers: { location: random.text(20) } }),
    () => new Response(body, { headers: { 'cache-control': random.text(30), age: random.text(3) } }),
    () => ({ status: 200, headers: new Headers(), body: stream() }),
    () => ({ status: hostile(random), headers: hostile(random), body: hostile(random) }),
    () => {
      throw hostile(random)
    },
  ])()
}

/** The options with a fetch of ours, or that alone where they take none. */
function withFetch(options, fetch) {
  try {
    options.fetch = fetch
    if (options.fetch === fetch) return options
  } catch {
    // No object, or one that is of no use here.
  }
  return { fetch }
}

/** @param {Parameters<typeof randomFrom>[0]} seed */
export async function runRemote(seed) {
  const random = randomFrom(seed)
  let error
  try {
    const address = random.chance(70) ? 'https://issuer.example/keys' : random.pick([hostile, marked])(random)
    const options = random.chance(30) ? optionsFor(random, REMOTE) : { timeoutMilliseconds: 200, maxBytes: 5000 }
    // Nothing leaves this machine: without a fetch of ours nothing is asked for.
    const isAsked = random.chance(70)
    const keys = remoteKeys(address, isAsked ? withFetch(options, async () => answerFor(random)) : options)
    if (isAsked) await keys.for(TOKEN)
    return
  } catch (thrown) {
    error = thrown
  }
  if (!(error instanceof RemoteKeysError) && !(error instanceof jwtmint.JwtError))
    throw new Error(`remote: ${inspect(error)}`)
  if (error.code === 'ERR_INTERNAL') throw error
  if (shown(error).includes(MARK) && !isOwnError(error)) throw new Error(`remote: the mark is shown: ${shown(error)}`)
}
