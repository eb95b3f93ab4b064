// Imported before anything that needs BigInt, so that a host without it gets a sentence and not
// "BigInt is not defined".
if (typeof BigInt !== 'function') {
  throw new Error(
    'jwtmint needs BigInt for RSA, ECDSA and EdDSA, and this JavaScript engine has none (it came with ES2020). ' +
      'Use the file script-hmac.js here: HS256, HS384 and HS512 need no BigInt.',
  )
}
