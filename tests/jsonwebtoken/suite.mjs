// What jwtmint/jsonwebtoken promises, for every host: no Node API, no network, no other library.
import { callbacks } from './suite/callbacks.mjs'
import { claims } from './suite/claims.mjs'
import { decoding } from './suite/decoding.mjs'
import { keyKinds } from './suite/key-kinds.mjs'
import { payloads } from './suite/payloads.mjs'
import { safety } from './suite/safety.mjs'
import { signing } from './suite/signing.mjs'
import { tally } from './suite/tally.mjs'
import { verifying } from './suite/verifying.mjs'

/**
 * @param {any} jwt what `import jwt from 'jwtmint/jsonwebtoken'` gives
 * @param {any} [more] jwtmint itself; the makers of KeyObject, where the host has them; whether this file opens encrypted keys
 * @returns {Promise<{passed: number, failed: number, failures: string[]}>}
 */
export async function suite(jwt, more = {}) {
  const t = tally()
  for (const group of [signing, payloads, verifying, claims, callbacks, decoding, keyKinds, safety])
    await group(t, jwt, more)
  return t.result()
}
