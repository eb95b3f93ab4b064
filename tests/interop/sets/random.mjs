// Random JWK Sets, some of whose entries are damaged, and a token that one of their keys signed.
import { readFileSync } from 'node:fs'
import { DAMAGES } from './damages.mjs'

const FILES = [
  'rsa.pkcs8',
  'openssh.rsa',
  'ec.p256.pkcs8',
  'openssh.ecdsa',
  'ec.p384.pkcs8',
  'ec.p521.pkcs8',
  'ed25519.pkcs8',
  'openssh.ed25519',
]
const KEY_IDS = ['a', 'b', 'c', '', 'ä🔑']

/** The same keys in each run, so that a seed repeats everything. */
export function keyPool(lib) {
  return FILES.map((name) => {
    const key = lib.importKey(readFileSync(new URL(`../../keys/${name}.pem`, import.meta.url), 'utf8'))
    return { algorithms: key.algorithms, privateJwk: key.toJwk(), publicJwk: key.publicKey().toJwk() }
  })
}

/**
 * @param {ReturnType<typeof keyPool>} pool
 * @param {ReturnType<typeof import('../../engines/random.mjs').randomFrom>} random
 * @returns {{entries: unknown[], header: {alg: string, kid?: string}, signer: any}}
 */
export function randomSet(pool, random) {
  const keys = Array.from({ length: 1 + random.below(5) }, () => random.pick(pool))
  const signer = random.pick(random.chance(90) ? keys : pool)
  const alg = random.pick(signer.algorithms)
  const entries = keys.map((key) => entry(key, key === signer ? alg : random.pick(key.algorithms), random))
  const used = entries.filter((_, i) => keys[i] === signer).map((jwk) => jwk?.kid)
  const kid = random.chance(60) ? random.pick([...used, random.pick(KEY_IDS)]) : undefined
  return { entries, signer, header: typeof kid === 'string' ? { alg, kid } : { alg } }
}

function entry(key, alg, random) {
  const jwk = structuredClone(random.chance(8) ? key.privateJwk : key.publicJwk)
  if (random.chance(70)) jwk.kid = random.pick(KEY_IDS)
  if (random.chance(40)) jwk.alg = random.chance(80) ? alg : random.pick(key.algorithms)
  if (random.chance(40)) jwk.use = 'sig'
  if (random.chance(20)) jwk.key_ops = ['verify']
  for (let count = random.pick([0, 0, 0, 1, 1, 2]); count > 0; count--) {
    const replaced = random.pick(DAMAGES)(jwk, random)
    if (replaced !== undefined) return replaced.entry
  }
  return jwk
}
