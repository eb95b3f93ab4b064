// generateKeyAsync where WebCrypto is missing, declines, or answers wrongly.
import crypto from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { flipped } from './host-crypto.mjs'
import { tally } from './suite/tally.mjs'

const require = createRequire(import.meta.url)
const claims = { sub: 'me' }

export async function webCrypto(entry) {
  const t = tally(`WebCrypto ${entry}`)
  const file = fileURLToPath(new URL('../../pkg/dist/' + entry, import.meta.url))
  const { subtle } = crypto.webcrypto
  const pkcs8 = (options) =>
    crypto.generateKeyPairSync('rsa', { ...options, privateKeyEncoding: { type: 'pkcs8', format: 'der' } }).privateKey
  const exporting = (answer) => ({ generateKey: subtle.generateKey.bind(subtle), exportKey: async () => answer() })
  const good = () => pkcs8({ modulusLength: 2048 })
  // what, crypto.subtle, warnings, and whether it is asked for the second key
  for (const [what, broken, warned, again] of [
    ['missing', undefined, 0],
    ['refusing', { generateKey: refusing }, 0, true],
    ['of another size', exporting(() => pkcs8({ modulusLength: 3072 })), 1, false],
    ['damaged', exporting(() => flipped(good())), 1, false],
    ['no bytes', exporting(() => 'a key'), 0, true],
    ['too many bytes', exporting(() => new ArrayBuffer(1 << 20)), 0, true],
    ['empty', exporting(() => new ArrayBuffer(0)), 1, false],
    ['good', exporting(good), 0, true],
  ]) {
    const { warn } = console
    let [warnings, asked] = [0, 0]
    let outcome
    const replacement = broken && {
      ...broken,
      generateKey: async (...given) => {
        asked++
        return broken.generateKey(...given)
      },
    }
    await withWebCrypto(replacement, async () => {
      console.warn = () => warnings++
      try {
        delete require.cache[file]
        const lib = require(file)
        const keys = [await lib.generateKeyAsync('RS256', { keyid: 'mine' }), await lib.generateKeyAsync('RS256')]
        outcome = keys.map((key) => [key.bits, key.algorithms, lib.verify(lib.sign(claims, key), key).payload.sub])
        lib.setHostCrypto(false)
        const before = asked
        lib.generateKeyAsync('RS256').catch(() => {})
        outcome.push(asked - before)
      } catch (error) {
        outcome = String(error)
      } finally {
        console.warn = warn
      }
    })
    t.test(what, () => {
      const key = [2048, ['RS256'], 'me']
      t.equal(outcome, [key, key, 0])
      t.equal([warnings, asked], [warned, again === undefined ? 0 : again ? 2 : 1])
    })
  }
  return t.result()
}

async function withWebCrypto(subtle, run) {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  const getRandomValues = (bytes) => crypto.webcrypto.getRandomValues(bytes)
  Object.defineProperty(globalThis, 'crypto', { value: { subtle, getRandomValues }, configurable: true })
  try {
    await run()
  } finally {
    Object.defineProperty(globalThis, 'crypto', own)
  }
}

function refusing() {
  throw new Error('not in this host')
}
