// What the two lists of public threads have in common: keys as testers hold them, and the workflow that runs a list.
import { freshPair } from '../../lib/fresh-pair.mjs'
import { tally } from './tally.mjs'

export const rsa = freshPair('rsa', { modulusLength: 2048 })
export const p256 = freshPair('ec', { namedCurve: 'P-256' })
export const pem = (pair, type = 'pkcs8', more = {}) => pair.privateKey.export({ type, format: 'pem', ...more })
export const oneLine = (text) => text.trim().replace(/\n/g, '\\n')
export const SECRET = 'the shared secret of more than thirty-two bytes'
export const hmac = { clientKey: SECRET, keyEncoding: 'utf8' }

/** A workflow of [thread, what was wanted, the check]. */
export const threadsOf = (name, threads) => ({
  name,
  async run() {
    const t = tally(name)
    for (const [thread, wanted, check] of threads) await t.check(`${wanted} (${thread})`, check)
    return t
  },
})
