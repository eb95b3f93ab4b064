// Where jwtmint and jose judge a JWK Set differently, and mean to: each with its reason. `without` makes the set one of
// which that difference is gone, so that both judge it alike.

/**
 * @typedef {object} Difference
 * @property {string} name
 * @property {string} reason
 * @property {'jwtmint' | 'jose'} accepts
 * @property {(entries: any[], header: any) => any[]} without
 */

/** @type {Difference[]} */
export const DIFFERENCES = [
  {
    name: 'an entry that is no object',
    reason: 'RFC 7517 section 5 ignores what cannot be used. jose refuses the set.',
    accepts: 'jwtmint',
    without: (entries) => entries.filter(isObject),
  },
  {
    name: 'a private key',
    reason: 'It has the public key in it. jose takes public keys only, and no token is verified by the others.',
    accepts: 'jwtmint',
    without: each(({ d, p, q, dp, dq, qi, ...jwk }) => (d === undefined ? { ...jwk, p, q, dp, dq, qi } : jwk)),
  },
  {
    name: 'a member that is null',
    reason: 'Some writers say null for what they do not have. For jose null is a value.',
    accepts: 'jwtmint',
    without: each((jwk) => Object.fromEntries(Object.entries(jwk).filter(([, value]) => value !== null))),
  },
  {
    name: 'EdDSA and Ed25519',
    reason: 'They name one algorithm for a key on that curve (RFC 9864 section 2.2). jose compares the names.',
    accepts: 'jwtmint',
    without: each((jwk, { alg }) => (/^Ed/.test(jwk.alg) && /^Ed/.test(alg) ? { ...jwk, alg } : jwk)),
  },
  {
    name: 'ext of another type',
    reason: 'Only the Web Cryptography API knows the member. jose demands true or false.',
    accepts: 'jwtmint',
    without: each(({ ext, ...jwk }) => jwk),
  },
  {
    name: 'key_ops with more than a public key can do',
    reason: 'It may verify, and that is asked. The Web Cryptography API refuses it for the others.',
    accepts: 'jwtmint',
    without: each((jwk) => (jwk.key_ops?.includes?.('verify') ? { ...jwk, key_ops: ['verify'] } : jwk)),
  },
  {
    name: 'oth in a key that is none of RSA',
    reason: 'RFC 7517 section 4 ignores members that are not understood. The Web Cryptography API reads this one.',
    accepts: 'jwtmint',
    without: each(({ oth, ...jwk }) => (jwk.kty === 'RSA' ? { ...jwk, oth } : jwk)),
  },
  {
    name: 'a key in its certificate alone',
    reason: 'RFC 7517 section 4.7 has the key there, too. jose does not look.',
    accepts: 'jwtmint',
    without: drop((jwk) => jwk.x5c !== undefined),
  },
  {
    name: 'a number that is no canonical base64url',
    reason: 'RFC 7515 section 2. Read loosely, one key would have several texts. Node reads what it can.',
    accepts: 'jose',
    without: drop((jwk) => NUMBERS.some((name) => name in jwk && !isCanonical(jwk[name]))),
  },
  {
    name: 'a number of another length',
    reason:
      'RFC 7518 section 6: no zero bytes before n and e, and as many in x and y as the field has. Node counts none.',
    accepts: 'jose',
    without: drop(({ kty, crv, n, e, x, y }) =>
      kty === 'EC'
        ? [x, y].some((text) => bytesOf(text).length !== FIELD_BYTES[crv])
        : [n, e].some((text) => bytesOf(text)[0] === 0),
    ),
  },
  {
    name: 'private numbers of RSA without d',
    reason: 'Some of the key is missing (RFC 7518 section 6.3.2). Node takes it for the public key.',
    accepts: 'jose',
    without: drop((jwk) => jwk.kty === 'RSA' && !('d' in jwk) && PRIVATE.some((name) => name in jwk)),
  },
  {
    name: 'kid of another type',
    reason: 'RFC 7517 section 4.5 has a string. jose looks at it if the token has one.',
    accepts: 'jose',
    without: drop(({ kid }) => kid !== undefined && kid !== null && typeof kid !== 'string'),
  },
  {
    // The last: what else is wrong decides whether a key has that ID.
    name: 'a key without kid, and a token whose kid no key has',
    reason: 'It may be that key: issuers name their keys in tokens and not in the set. jose finds none.',
    accepts: 'jwtmint',
    without: (entries, { kid }) =>
      kid === undefined || entries.some((jwk) => jwk?.kid === kid)
        ? entries
        : each((jwk) => ({ kid, ...jwk }))(entries),
  },
]

const NUMBERS = ['n', 'e', 'x', 'y']
const PRIVATE = ['p', 'q', 'dp', 'dq', 'qi', 'oth']
const FIELD_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }
const bytesOf = (text) => Buffer.from(`${text}`, 'base64url')
const isCanonical = (text) => typeof text === 'string' && bytesOf(text).toString('base64url') === text
const isObject = (jwk) => typeof jwk === 'object' && jwk !== null && !Array.isArray(jwk)

function each(change) {
  return (entries, header) => entries.map((jwk) => (isObject(jwk) ? structuredClone(change(jwk, header)) : jwk))
}

function drop(applies) {
  return (entries) => entries.filter((jwk) => !isObject(jwk) || !applies(jwk))
}
