// One random case: the same call on both engines. What one does, the other must do, to the byte.

import { ML_DSA, hasMlDsa, privateForm, publicForm, randomKey } from './keys.mjs'

const TIME = 1_800_000_000

/** Runs `call` and puts what came of it into a form that can be compared. */
export function outcome(call) {
  try {
    return { value: call() }
  } catch (error) {
    const { name, code, message, claim, expected, actual, position } = error
    return { error: { name, code, message, claim, expected, actual, position } }
  }
}

/** A difference between the engines. It carries what is needed to see it again. */
export class Difference extends Error {}

function same(what, one, two, context) {
  const [a, b] = [JSON.stringify(one), JSON.stringify(two)]
  if (a !== b)
    throw new Difference(
      `${what} differs\n    WebAssembly: ${a}\n    script:      ${b}\n    given:       ${shown(context)}`,
    )
  if (one.error && one.error.code === 'ERR_INTERNAL')
    throw new Difference(`${what}: ERR_INTERNAL ${a}\n    given: ${shown(context)}`)
  return one
}

function shown(context) {
  return JSON.stringify(context, (_, value) =>
    value instanceof Uint8Array ? `hex:${Buffer.from(value).toString('hex')}` : value,
  )
}

/** Both engines, the call made on each. */
function both(engines, what, call, context) {
  return same(
    what,
    outcome(() => call(engines.wasm)),
    outcome(() => call(engines.script)),
    context,
  )
}

function signOptions(random, algorithm) {
  const options = { algorithm, clockTimestamp: TIME }
  if (random.chance(30)) options.expiresIn = random.pick([60, '5m', '2h', -5, 0, 1.5, 'soon', '9999999999999h'])
  if (random.chance(20)) options.notBefore = random.pick([0, '10s', -3600])
  if (random.chance(20)) options.keyid = random.text(10)
  if (random.chance(20)) options.issuer = random.text(10)
  if (random.chance(20)) options.audience = random.pick(['one', ['one', 'two'], [], random.text(6)])
  if (random.chance(15)) options.header = { [random.text(5)]: random.json(2) }
  if (random.chance(15)) options.noTimestamp = true
  if (random.chance(15)) options.typ = random.pick([null, 'at+jwt', ''])
  if (random.chance(25)) options.allowInsecureKeySizes = true
  if (random.chance(5)) options[random.pick(['expiresin', 'alg', 'audiences', random.text(5)])] = random.json(1)
  return options
}

function verifyOptions(random) {
  const options = { clockTimestamp: TIME + random.below(7200) }
  if (random.chance(20)) options.issuer = random.text(10)
  if (random.chance(20)) options.audience = random.pick(['one', ['two', 'three']])
  if (random.chance(20)) options.clockTolerance = random.pick([0, 30, '1m', -1])
  if (random.chance(15)) options.maxAge = random.pick(['1h', 60])
  if (random.chance(20)) options.ignoreExpiration = true
  if (random.chance(15)) options.requiredClaims = [random.pick(['sub', 'exp', 'jti'])]
  if (random.chance(15)) options.algorithms = [random.pick(['HS256', 'RS256', 'ES256', 'EdDSA', 'none', 'XX'])]
  if (random.chance(40)) options.allowInsecureKeySizes = true
  return options
}

/** A token that both engines sign alike, and everything that can be done with it. */
function signing(engines, random) {
  const made = randomKey(random, engines.wasm)
  const algorithm = random.pick(made.algorithms)
  const [claims, key, options] = [random.claims(), privateForm(made, random), signOptions(random, algorithm)]
  const context = { claims, key, options }
  const isRandom = algorithm.startsWith('PS')
  const one = outcome(() => engines.wasm.sign(claims, key, options))
  const two = outcome(() => engines.script.sign(claims, key, options))
  if (isRandom && one.value && two.value) {
    same('The signing input', one.value.split('.').slice(0, 2), two.value.split('.').slice(0, 2), context)
  } else {
    same('The token', one, two, context)
  }
  if (one.value === undefined) return
  const verification = verifyOptions(random)
  const readers = publicForm(made, random)
  for (const token of isRandom ? [one.value, two.value] : [one.value]) {
    checking(engines, token, readers, verification)
    checking(engines, random.mutated(token), readers, verification)
  }
}

function checking(engines, token, key, options) {
  const context = { token, key, options }
  both(engines, 'decode', (lib) => lib.decode(token), context)
  both(engines, 'verify', (lib) => lib.verify(token, key, options), context)
  both(engines, 'inspect', (lib) => lib.inspect(token, key, options), context)
}

/** What a key, whole or damaged, is to both. */
function importing(engines, random) {
  const made = randomKey(random, engines.wasm)
  let key = random.chance(60) ? privateForm(made, random) : publicForm(made, random)
  if (random.chance(70)) key = damaged(key, random)
  both(engines, 'importKey', (lib) => described(lib.importKey(key)), { key })
}

function damaged(key, random) {
  if (typeof key === 'string') return random.mutated(key)
  if (key instanceof Uint8Array) {
    const copy = Uint8Array.from(key)
    if (copy.length > 0) copy[random.below(copy.length)] ^= 1 << random.below(8)
    return copy
  }
  const name = random.pick(Object.keys(key))
  const value = key[name]
  return { ...key, [name]: typeof value === 'string' && random.chance(85) ? random.mutated(value) : random.json(1) }
}

function described(key) {
  const part = (read) => outcome(read)
  const description = {
    type: key.type,
    algorithms: key.algorithms,
    keyId: key.keyId,
    pem: part(() => key.toPem()),
    jwk: part(() => key.toJwk()),
    thumbprint: part(() => key.thumbprint()),
    publicJwk: part(() => used(key.publicKey(), (half) => half.toJwk())),
  }
  // A loop that never waits leaves no time for the garbage collector to free keys.
  key.free()
  return description
}

function used(key, use) {
  try {
    return use(key)
  } finally {
    key.free()
  }
}

/** A key made by one engine signs in the other, and the maker verifies. */
function generating(engines, random) {
  const [maker, user] = random.chance(50) ? [engines.wasm, engines.script] : [engines.script, engines.wasm]
  const algorithm = random.pick([
    'HS256',
    'HS512',
    'ES256',
    'ES384',
    'ES512',
    'ES256K',
    'EdDSA',
    ...(hasMlDsa(maker) ? ML_DSA : []),
    ...(random.chance(5) ? ['RS256', 'PS256'] : []),
  ])
  const key = maker.generateKey(algorithm)
  const token = user.sign({ sub: random.text(8) }, key.toJwk(), { algorithm })
  const verifying = (half) => maker.verify(token, half, { algorithms: [algorithm] })
  if (key.type === 'secret') verifying(key)
  else used(key.publicKey(), verifying)
  both(engines, 'The generated key', (lib) => described(lib.importKey(key.toJwk())), { jwk: key.toJwk() })
  key.free()
}

/** @param {{ wasm: any, script: any }} engines */
export function runCase(engines, random) {
  const kind = random.below(10)
  if (kind < 6) signing(engines, random)
  else if (kind < 9) importing(engines, random)
  else generating(engines, random)
}
