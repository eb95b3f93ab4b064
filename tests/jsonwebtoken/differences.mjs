// Where a random call may end otherwise than in jsonwebtoken. docs/jsonwebtoken.md has the reasons.

/** @type {{name: string, applies: (call: any, expected: any, found: any) => boolean}[]} */
export const DIFFERENCES = [
  {
    name: 'no unsecured token is verified',
    applies: (call, _, found) =>
      call.name === 'verify' && /jwtmint verifies no unsecured token/.test(found.error?.message),
  },
  {
    // Without their check theirs go on to crypto, and end with errors of its parts, or sign with another curve.
    name: 'a key of another kind, although allowInvalidAsymmetricKeyTypes is set',
    applies: (call, _, found) =>
      call.options?.allowInvalidAsymmetricKeyTypes === true && found.error?.code === 'ERR_KEY_MISMATCH',
  },
  {
    name: 'names that are there twice, and header parameters of the wrong type',
    applies: (_, __, found) =>
      /^invalid token: /.test(found.error?.message) || found.error?.code === 'ERR_HEADER_INVALID',
  },
  {
    name: 'a key that is needed although algorithm says none: a sentence instead of a TypeError',
    applies: (call, expected) =>
      call.name === 'sign' && /^Cannot read properties of null/.test(expected.error?.message),
  },
  {
    name: 'headers are UTF-8, and read as such',
    applies: (call) => call.name !== 'sign' && headerBytes(call.token).some((byte) => byte > 0x7f),
  },
]

function headerBytes(token) {
  return typeof token === 'string' || Buffer.isBuffer(token)
    ? [...Buffer.from(String(token).split('.')[0], 'base64url')]
    : []
}
