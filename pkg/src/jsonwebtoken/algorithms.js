// @ts-check
// Which algorithms a key may be used with, in the words of `jsonwebtoken`.

export const HMAC = ['HS256', 'HS384', 'HS512']
const ECDSA = ['ES256', 'ES384', 'ES512']
const RSA = ['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512']
const PSS = ['PS256', 'PS384', 'PS512']
export const ALGORITHMS = HMAC.concat(ECDSA, RSA)

/** By the names that Node has for kinds of keys. @type {{[kind: string]: string[]}} */
const OF_KIND = { ec: ECDSA, rsa: RSA, 'rsa-pss': PSS }
/** @type {{[algorithm: string]: string}} */
export const CURVES = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' }
/** @type {{[algorithm: string]: number}} */
const SIGNATURE_BYTES = { ES256: 64, ES384: 96, ES512: 132 }

/**
 * Those accepted when the caller names none.
 *
 * @param {import('./keys.js').Read} key
 */
export function defaultAlgorithms(key) {
  if (key.type === 'secret') return HMAC
  if (key.kind === 'ec') return ECDSA
  return key.kind ? RSA : RSA.concat(ECDSA)
}

/**
 * @param {string} algorithm
 * @param {import('./keys.js').Read} key
 */
export function checkKind(algorithm, key) {
  if (!algorithm || !key.kind) return
  const allowed = OF_KIND[key.kind]
  if (!allowed) throw new Error('Unknown key type "' + key.kind + '".')
  if (allowed.indexOf(algorithm) < 0)
    throw new Error('"alg" parameter for "' + key.kind + '" key type must be one of: ' + allowed.join(', ') + '.')
  if (key.kind === 'ec' && key.curve !== CURVES[algorithm])
    throw new Error('"alg" parameter "' + algorithm + '" requires curve "' + CURVES[algorithm] + '".')
  if (key.kind === 'rsa-pss') checkPss(algorithm, key.pss || {})
}

/**
 * A key for RSASSA-PSS names the hash and the salt that it is for.
 *
 * @param {string} algorithm
 * @param {{hash?: string, mask?: string, salt?: number}} pss
 */
function checkPss(algorithm, { hash, mask, salt }) {
  const bits = Number(algorithm.slice(2))
  if (hash !== 'sha' + bits || mask !== hash) {
    throw new Error(
      'Invalid key for this operation, its RSA-PSS parameters do not meet the requirements of "alg" ' + algorithm + '.',
    )
  }
  if (salt !== undefined && salt > bits / 8) {
    throw new Error(
      'Invalid key for this operation, its RSA-PSS parameter saltLength does not meet the requirements of "alg" ' +
        algorithm +
        '.',
    )
  }
}

/** @param {string} algorithm */
export function checkKnown(algorithm) {
  if (algorithm === 'none' || ALGORITHMS.indexOf(algorithm) >= 0) return
  throw new TypeError(
    '"' +
      algorithm +
      '" is not a valid algorithm.\n  Supported algorithms are:\n  "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512" and "none".',
  )
}

/**
 * @param {string} algorithm
 * @param {string} signature in base64url
 */
export function checkSignatureLength(algorithm, signature) {
  const expected = SIGNATURE_BYTES[algorithm]
  const found = Math.floor((signature.length * 3) / 4)
  if (expected && found !== expected)
    throw new TypeError('"' + algorithm + '" signatures must be "' + expected + '" bytes, saw "' + found + '"')
}
