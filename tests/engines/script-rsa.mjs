// The arithmetic of the script files, disturbed: a result that is right modulo one prime and wrong modulo the other would give
// the key away, so none may come out.
import { randomBytes } from 'node:crypto'
import { privateOperation } from '../../pkg/src/script/rsa.js'
import { freshPair } from '../lib/fresh-pair.mjs'

const big = (text) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
const none = new Uint8Array()

/** @returns {{passed: number, failures: string[]}} */
export function scriptRsa() {
  const jwk = freshPair('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const key = Object.fromEntries(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => [name, big(jwk[name])]))
  const failures = []
  let passed = 0
  const check = (what, right) => (right ? passed++ : failures.push(`RSA in script files: ${what}`))
  const signed = (disturbed, x) => privateOperation({ ...key, ...disturbed }, x, 256, randomBytes, none)
  for (let round = 0; round < 4; round++) {
    const x = big(randomBytes(255).toString('base64url'))
    check('the right result comes out', typeof signed({}, x) === 'bigint')
    for (const half of ['dp', 'dq', 'qi']) {
      const flipped = key[half] ^ (1n << BigInt(round * 37))
      check(`a fault in ${half} gives no result`, signed({ [half]: flipped }, x) === null)
    }
  }
  return { passed, failures }
}
