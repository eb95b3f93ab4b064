// What is wrong with the boxes of the form, each looked at by itself, so that a mistake in one hides no other.
// The core reads header and claims as typed, before fields are filled in: the position it tells is one in the box.

import { sign } from 'jwtmint/web'

const ANY_SECRET = { secret: '0'.repeat(64), encoding: 'hex' }

/**
 * @param {{claims: string, header: string, expiresIn?: unknown, notBefore?: unknown}} form
 * @returns {any[]} the errors, each with the box it belongs to
 */
export function faultsIn({ claims, header, expiresIn, notBefore }) {
  return [
    attempt(
      'claims',
      () => sign(claims, ANY_SECRET, { noTimestamp: true, allowInvalidClaims: true }),
      isSyntax('ERR_CLAIMS_INVALID'),
    ),
    attempt('header', () => sign('{}', ANY_SECRET, { noTimestamp: true, header }), isSyntax('ERR_HEADER_INVALID')),
    attempt(
      'quick',
      () => expiresIn !== undefined && sign('{}', ANY_SECRET, { expiresIn }),
      ({ code }) => code === 'ERR_OPTION_INVALID',
    ),
    attempt(
      'quick',
      () => notBefore !== undefined && sign('{}', ANY_SECRET, { notBefore }),
      ({ code }) => code === 'ERR_OPTION_INVALID',
    ),
  ].filter(Boolean)
}

/** @param {string} wanted */
const isSyntax =
  (wanted) =>
  (/** @type {any} */ { code, position }) =>
    code === wanted && position !== undefined

/** @param {string} box @param {() => void} work @param {(error: any) => boolean} counts */
function attempt(box, work, counts) {
  try {
    work()
    return null
  } catch (error) {
    // Any other objection, such as an `alg` that is not this secret's, is for the real signing to judge.
    return counts(error) ? Object.assign(error, { box }) : null
  }
}
