// @ts-check
// RSA keys by WebCrypto, for generateKeyAsync: browsers, Workers, Node, Deno and Bun make them in a fraction of the module's
// time, and not in the thread that asks. The core reads what comes as it reads any other key.

import { ownBytes, wipe } from '../api/own-bytes.js'
import { warnOfWrongAnswer } from './wrong-answer.js'

/** The sizes that the core makes (src/key/generate.rs), in bits; any other is for the core to refuse. */
const LEAST_BITS = 2048
const MOST_BITS = 8192

/** A key of 8192 bits in PKCS#8 has less. */
const MOST_ANSWER_BYTES = 1 << 13

let trusted = true

/**
 * A new RSA key. Nothing where WebCrypto is missing (in pages without https) or declines, and for whatever is no RSA
 * algorithm with options in order: the core then makes the key, or says what is wrong.
 *
 * @type {import('../api/bindings').AsyncKeys}
 */
export function webCryptoKey(algorithm, options, read) {
  if (!trusted || typeof algorithm !== 'string' || !/^[RP]S(256|384|512)$/.test(algorithm)) return undefined
  const { bits: size, keyid: keyId } = options
  for (const name in options) if (name !== 'bits' && name !== 'keyid') return undefined
  const bits = size === undefined ? LEAST_BITS : Number(size)
  if (!(bits >= LEAST_BITS && bits <= MOST_BITS && bits % 8 === 0)) return undefined
  if (keyId !== undefined && keyId[0] !== '"') return undefined
  return pkcs8(bits).then(
    (der) => {
      if (!der) return undefined
      try {
        const key = read(der, '{"algorithm":"' + algorithm + '"' + (keyId ? ',"keyid":' + keyId : '') + '}')
        if (key.bits === bits) return key
        key.free()
      } catch {
        // Not the key that was asked for either.
      } finally {
        wipe(der)
      }
      if (trusted) warnOfWrongAnswer('WebCrypto')
      trusted = false
    },
    () => undefined,
  )
}

/** @param {number} modulusLength */
async function pkcs8(modulusLength) {
  const { subtle } = crypto
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  }
  const { privateKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const exported = await subtle.exportKey('pkcs8', privateKey)
  const der = ownBytes(exported, MOST_ANSWER_BYTES)
  if (!(der instanceof Uint8Array)) return undefined
  wipe(new Uint8Array(exported))
  return der
}
