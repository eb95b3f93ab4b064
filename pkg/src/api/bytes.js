// @ts-check
// A JWS over any bytes: signBytes and verifyBytes, and the header of any token.
import { MOST_PAYLOAD, tooLarge, withinLimit } from './claims.js'
import { failure } from './error.js'
import { attempt, optionsOf, readOptions, wellFormed } from './json.js'
import { ownBytes } from './own-bytes.js'
import { found, withMember } from './plain.js'
import { encode } from './utf8.js'

/**
 * Bytes, or the UTF-8 bytes of a text.
 *
 * @param {any} payload
 * @returns {Uint8Array} of ours
 */
export function payloadBytes(payload) {
  if (typeof payload === 'string')
    return encode(wellFormed(withinLimit(payload), 'ERR_CLAIMS_INVALID', 'The payload holds'))
  const bytes = attempt('ERR_CLAIMS_INVALID', 'The payload cannot be read', () => ownBytes(payload, MOST_PAYLOAD))
  if (typeof bytes === 'number') throw tooLarge()
  if (bytes instanceof Uint8Array) return bytes
  throw failure(
    'ERR_CLAIMS_INVALID',
    'The payload must be text or bytes' + found(payload) + ' For an object of claims use sign and verify.',
  )
}

/**
 * The options of verifyBytes: the payload beside the token, where there is one, and the others.
 *
 * @param {any} options
 * @returns {{beside: Uint8Array | null, given: import('./json.js').Options}}
 */
export function readVerifyBytesOptions(options) {
  const given = readOptions(options, 'payload')
  if (given.members.detached !== undefined)
    throw failure(
      'ERR_OPTION_INVALID',
      'verifyBytes has no option detached. Pass what was signed in the option payload.',
    )
  if (given.apart === undefined) return { beside: null, given }
  return { beside: payloadBytes(given.apart), given: optionsOf(withMember(given.members, 'detached', 'true')) }
}

/**
 * Decodes base64url that the core has found to be good.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function bytesOfBase64url(text) {
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let bits = 0
  let held = 0
  let length = 0
  for (let i = 0; i < text.length; i++) {
    held = (held << 6) | sextet(text.charCodeAt(i))
    bits += 6
    if (bits > 7) {
      bits -= 8
      bytes[length++] = held >> bits
      held &= (1 << bits) - 1
    }
  }
  return bytes
}

/** @param {number} unit */
function sextet(unit) {
  if (unit > 96) return unit - 71
  if (unit === 95) return 63
  if (unit > 64) return unit - 65
  return unit === 45 ? 62 : unit + 4
}
