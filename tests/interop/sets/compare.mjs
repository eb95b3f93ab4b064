// Random JWK Sets, judged by jwtmint and by jose: whether a token is verified with them.
import { createLocalJWKSet, jwtVerify } from 'jose'
import { randomFrom } from '../../engines/random.mjs'
import { DIFFERENCES } from './differences.mjs'
import { keyPool, randomSet } from './random.mjs'

/**
 * @param {any} lib
 * @param {number} count
 * @param {number} seed
 * @returns {Promise<{passed: number, accepted: number, declared: Record<string, number>, failures: string[]}>}
 */
export async function compareSets(lib, count, seed) {
  const pool = keyPool(lib)
  const tokenOf = signer(lib)
  const result = { passed: 0, accepted: 0, declared: {}, failures: [] }
  for (let i = 0; i < count; i++) {
    const { entries, header, signer } = randomSet(pool, randomFrom(seed * 1_000_003 + i))
    const token = tokenOf(signer, header)
    const found = await judged(lib, token, entries)
    const name = found.alike ? 'alike' : await declared(lib, token, entries, header, found)
    if (name === undefined || !found.inText)
      result.failures.push(
        `seed ${seed}, set ${i}: ${found.ours} here, ${found.theirs} in jose; ${JSON.stringify({ header, entries })}`,
      )
    else if (found.alike) result.passed++
    else result.declared[name] = (result.declared[name] ?? 0) + 1
    if (found.ours === VERIFIED) result.accepted++
  }
  for (const { name } of DIFFERENCES)
    if (!result.declared[name]) result.failures.push(`no set shows this difference any more: ${name}`)
  return result
}

const VERIFIED = 'verified'

/** Signing with RSA is slow, and few tokens are needed. */
function signer(lib) {
  const tokens = new Map()
  return ({ privateJwk }, header) => {
    const id = JSON.stringify([privateJwk.n ?? privateJwk.x, header])
    const options = { algorithm: header.alg, keyid: header.kid ?? null }
    if (!tokens.has(id)) tokens.set(id, lib.sign({ sub: 'a' }, privateJwk, options))
    return tokens.get(id)
  }
}

async function judged(lib, token, entries) {
  const [ours, again] = [{ keys: entries }, JSON.stringify({ keys: entries })].map((set) => verdict(lib, token, set))
  const theirs = await verdictOfJose(token, { keys: entries })
  return { ours, theirs, alike: (ours === VERIFIED) === (theirs === VERIFIED), inText: ours === again }
}

function verdict(lib, token, set) {
  try {
    lib.verify(token, set)
    return VERIFIED
  } catch (error) {
    return `${error.code}: ${error.message}`
  }
}

/** As its documentation says: if several keys fit, each is tried. */
async function verdictOfJose(token, set) {
  try {
    await jwtVerify(token, createLocalJWKSet(set))
    return VERIFIED
  } catch (error) {
    if (error.code !== 'ERR_JWKS_MULTIPLE_MATCHING_KEYS') return `${error.code}: ${error.message}`
    for await (const key of error) {
      if (await jwtVerify(token, key).catch(() => undefined)) return VERIFIED
    }
    return 'none of several'
  }
}

/** The difference that alone explains it, or that several do together. */
async function declared(lib, token, entries, header, found) {
  const who = found.ours === VERIFIED ? 'jwtmint' : 'jose'
  for (const { name, accepts, without } of DIFFERENCES)
    if (accepts === who && (await judged(lib, token, without(entries, header))).alike) return name
  const left = DIFFERENCES.reduce((set, { without }) => without(set, header), entries)
  return (await judged(lib, token, left)).alike ? 'several of them' : undefined
}
