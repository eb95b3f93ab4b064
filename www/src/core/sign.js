// Signs what stands in the boxes for header and claims, byte for byte but for the white space.

import { inspect, sign as signText } from 'jwtmint/web'
import { objectOf } from '../lib/decode.js'
import { compact } from '../lib/json-text.js'
import { fillJson, momentsIn, unfilledIn, withoutEmpty } from '../lib/placeholders.js'
import { computed } from './computed.js'
import { keyOf } from './key-input.js'
import { proofOf } from './proof.js'

const ANY_SECRET = { secret: '0'.repeat(64), encoding: 'hex' }

/**
 * @param {{header: string, claims: string, values: Record<string, string>, shown: Record<string, string>, request: {method: string, url: string}, proves: boolean, key: any, weak: boolean, lenient: boolean, expect: object}} job
 *   `values` are the fields of a recipe, `shown` those that are no secrets and so may stand in a token, `request` is what the token is for and `proves` whether it needs a proof beside, `key` is null where its box is empty; `lenient` signs registered claims of the wrong type, as a pasted token had them
 */
export async function sign({ header, claims, values, shown, request, proves, key, weak, lenient, expect }) {
  const faults = faultsIn(header, claims)
  if (faults.length) throw { message: faults[0].message, faults }
  const algorithm = objectOf(header || '{}')?.alg
  const unsecured = algorithm === 'none'
  let signer = null
  try {
    if (typeof algorithm !== 'string') throw { code: 'NO_ALGORITHM', message: '', box: 'header' }
    if (!unsecured) signer = key ? keyOf(key) : missing('NO_KEY')
    const known = { ...shown, ...(await computed(momentsIn(claims, header), values, request, signer)) }
    const filledHeader = fillJson(compact(header), known)
    const filledClaims = withoutEmpty(fillJson(compact(claims || '{}'), known))
    const open = unfilledIn(filledHeader, filledClaims)
    if (open.length) throw { code: 'UNFILLED', message: '', names: open, box: 'claims' }
    const options = { algorithm, header: filledHeader, noTimestamp: true, keyid: null }
    // What stands in the box is the whole header: the key's own kid is not added.
    if (!('typ' in JSON.parse(filledHeader))) options.typ = null
    if (weak) options.allowInsecureKeySizes = true
    if (lenient) options.allowInvalidClaims = true
    if (unsecured) options.allowUnsecured = true
    const token = signText(filledClaims, signer, options)
    // Whoever writes an extension into the header knows it.
    const { crit } = JSON.parse(filledHeader)
    const asked = { ...expect, ...(weak && { allowInsecureKeySizes: true }), ...(crit && { crit }) }
    const proof = proves ? await proofOf(values, request) : {}
    return { token, known, proof, report: inspect(token, signer, asked) }
  } catch (error) {
    if (error.code?.startsWith('ERR_KEY_') || error.code === 'ERR_ALGORITHM_NOT_ALLOWED') error.box = 'key'
    throw { message: error.message, code: error.code, faults: [error] }
  }
}

/** @param {string} code */
function missing(code) {
  throw { code, message: '', box: 'key' }
}

/**
 * What is wrong with each box, looked at by itself, so that a mistake in one hides none in the other. The core reads the
 * texts as typed: the position it tells is one in the box.
 *
 * @param {string} header @param {string} claims
 */
function faultsIn(header, claims) {
  return [
    attempt('claims', 'ERR_CLAIMS_INVALID', () =>
      signText(claims || '{}', ANY_SECRET, { noTimestamp: true, allowInvalidClaims: true }),
    ),
    attempt('header', 'ERR_HEADER_INVALID', () =>
      signText('{}', ANY_SECRET, { noTimestamp: true, header: header || '{}' }),
    ),
  ].filter(Boolean)
}

/** @param {string} box @param {string} wanted @param {() => void} work */
function attempt(box, wanted, work) {
  try {
    work()
    return null
  } catch (error) {
    // Any other objection, such as an `alg` that is not this secret's, is for the real signing to judge.
    return error.code === wanted && error.position !== undefined ? Object.assign(error, { box }) : null
  }
}
