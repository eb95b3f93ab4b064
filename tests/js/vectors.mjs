// Wycheproof's JSON Web Signature cases through one entry. Their payloads are no claims sets, so it is
// the checks of `inspect` up to the signature that must say what the file says.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const FILE = new URL('../vectors/wycheproof/json_web_signature_test.json', import.meta.url)
const CHECKS = ['structure', 'base64url', 'header', 'algorithm', 'critical', 'key', 'signature']

/** Where a strict verifier must say the opposite, with reasons; shared with the native tests. */
const DIVERGENCES = JSON.parse(
  readFileSync(new URL('../vectors/wycheproof/divergences.json', import.meta.url), 'utf8'),
)['json_web_signature_test.json']
const OPPOSITE = { valid: 'invalid', invalid: 'valid' }

/**
 * @param {string} entry path of the entry
 * @returns {Promise<{passed: number, failed: number, failures: string[], note: string}>}
 */
export async function vectors(entry) {
  const lib = await import(pathToFileURL(entry).href)
  const complete = lib.algorithms.some(({ name, supported }) => name === 'RS256' && supported)
  const failures = []
  let passed = 0
  let agree = 0
  for (const group of JSON.parse(readFileSync(FILE, 'utf8')).testGroups) {
    const key = group.public ?? group.private
    for (const { tcId, comment, jws, result } of group.tests) {
      const divergence = DIVERGENCES[tcId]
      // A build without key pairs refuses them all, and so every token of theirs.
      const lacking = !complete && key.kty !== 'oct'
      const expected = lacking ? 'invalid' : divergence ? OPPOSITE[result] : result
      const verdict = judge(lib, jws, key, lacking)
      if (verdict === result) agree++
      if (verdict === expected) passed++
      else
        failures.push(
          `case ${tcId} (${comment}): expected ${expected}, got ${verdict}${divergence ? `, declared as diverging: ${divergence}` : ''}`,
        )
    }
  }
  return {
    passed,
    failed: failures.length,
    failures,
    note: complete
      ? `${agree} as the file says, ${Object.keys(DIVERGENCES).length} declared otherwise`
      : 'key pairs refused',
  }
}

function judge(lib, jws, key, lacking) {
  try {
    const { checks } = lib.inspect(jws, key)
    const failed = checks.filter((check) => CHECKS.includes(check.name) && check.status === 'fail')
    const held = checks.some((check) => check.name === 'signature' && check.status === 'pass')
    return held && failed.length === 0 ? 'valid' : 'invalid'
  } catch (error) {
    if (!(error instanceof lib.JwtError)) return `threw ${error}`
    if (lacking) return error.code === 'ERR_ALGORITHM_UNSUPPORTED' ? 'invalid' : `threw ${error.code}`
    return /^ERR_(KEY|ALGORITHM)_/.test(error.code) ? 'invalid' : `threw ${error.code}`
  }
}
