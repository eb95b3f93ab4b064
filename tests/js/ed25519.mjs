// Edge cases of Ed25519 through one entry: every engine must give the verdict of the strict rules.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const FILE = new URL('../vectors/ed25519/edges.json', import.meta.url)

/**
 * @param {string} entry path of the entry
 * @returns {Promise<{passed: number, failed: number, failures: string[]}>}
 */
export async function ed25519(entry) {
  const lib = await import(pathToFileURL(entry).href)
  const complete = lib.algorithms.some(({ name, supported }) => name === 'RS256' && supported)
  const failures = []
  const { cases } = JSON.parse(readFileSync(FILE, 'utf8'))
  for (const { id, comment, x, jws, valid } of cases) {
    const verdict = judge(lib, jws, { kty: 'OKP', crv: 'Ed25519', x })
    // A build without key pairs refuses the key, whatever is signed with it.
    const right = complete
      ? valid
        ? verdict === 'valid'
        : /^ERR_(SIGNATURE|KEY)_INVALID$/.test(verdict)
      : verdict === 'ERR_ALGORITHM_UNSUPPORTED'
    if (!right) failures.push(`case ${id} (${comment}): ${verdict}`)
  }
  return { passed: cases.length - failures.length, failed: failures.length, failures }
}

function judge(lib, jws, key) {
  try {
    lib.verify(jws, key)
    return 'valid'
  } catch (error) {
    return error instanceof lib.JwtError ? error.code : `threw ${error}`
  }
}
