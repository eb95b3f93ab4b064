// Keys at the edges of what is valid, through one entry: the list of tests/core/edge_keys.rs, with and without what the
// host lends.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const FILE = new URL('../vectors/keys/edges.json', import.meta.url)

/**
 * @param {string} entry path of the entry
 * @returns {Promise<{passed: number, failed: number, failures: string[], note?: string}>}
 */
export async function edgeKeys(entry) {
  const lib = await import(pathToFileURL(entry).href)
  const complete = lib.algorithms.some(({ name, supported }) => name === 'RS256' && supported)
  const { bases, cases } = JSON.parse(readFileSync(FILE, 'utf8'))
  const failures = []
  const isLent = lib.setHostCrypto(true)
  for (const lent of isLent ? [true, false] : [false]) {
    lib.setHostCrypto(lent)
    for (const item of cases) {
      const verdict = judge(lib, keyOf(item, bases))
      const expected = item.code ?? item.thumbprint
      // A build without key pairs refuses the key, whatever it is.
      if (verdict !== expected && (complete || verdict !== 'ERR_ALGORITHM_UNSUPPORTED'))
        failures.push(`${item.base}: ${item.name}${lent ? ', host crypto' : ''}: expected ${expected}, got ${verdict}`)
    }
  }
  lib.setHostCrypto(true)
  const passed = cases.length * (isLent ? 2 : 1) - failures.length
  return { passed, failed: failures.length, failures, note: isLent ? 'with and without host crypto' : undefined }
}

function keyOf({ base, change, der }, bases) {
  if (der) return new Uint8Array(Buffer.from(der, 'base64url'))
  const [name, half] = base.split('.')
  const { d, p, q, dp, dq, qi, ...publicJwk } = bases[name]
  const jwk = { ...(half === 'public' ? publicJwk : bases[name]), ...change }
  return Object.fromEntries(Object.entries(jwk).filter(([, value]) => value !== null))
}

/** The thumbprint of a key that is read and can be used, or the code of the error. */
function judge(lib, input) {
  return outcome(lib, () => {
    const key = lib.importKey(input)
    if (key.type === 'private') lib.verify(lib.sign({}, key), key.publicKey())
    else {
      const header = Buffer.from(JSON.stringify({ alg: key.algorithms[0] })).toString('base64url')
      const verdict = outcome(lib, () => lib.verify(`${header}.e30.AAAA`, key))
      if (verdict !== 'ERR_SIGNATURE_INVALID') return `${verdict} for what nobody signed`
    }
    return key.thumbprint()
  })
}

function outcome(lib, call) {
  try {
    return call()
  } catch (error) {
    return error instanceof lib.JwtError ? error.code : `threw ${error}`
  }
}
