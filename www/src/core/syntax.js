// Where header or claims are not JSON, as the core sees it: it reads the text as typed, before fields are filled in,
// so that the position it tells is one in the box.

import { sign } from 'jwtmint/web'

const ANY_SECRET = { secret: '0'.repeat(64), encoding: 'hex' }

/**
 * @param {string} claims
 * @param {string} header
 * @returns {any} the error, with the box it belongs to; or null
 */
export function positionIn(claims, header) {
  return broken(() => sign(claims, ANY_SECRET, { noTimestamp: true, allowInvalidClaims: true }), 'ERR_CLAIMS_INVALID', 'claims')
    || broken(() => sign('{}', ANY_SECRET, { noTimestamp: true, header }), 'ERR_HEADER_INVALID', 'header')
}

/** @param {() => void} attempt @param {string} code @param {string} box */
function broken(attempt, code, box) {
  try {
    attempt()
    return null
  } catch (error) {
    // Any other objection, such as an `alg` that is not this secret's, is for the real signing to judge.
    return error.code === code && error.position !== undefined ? Object.assign(error, { box }) : null
  }
}
