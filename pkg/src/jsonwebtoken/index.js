// @ts-check
// The functions of the npm package `jsonwebtoken` (version 9) over those of jwtmint: its arguments, its order of checks,
// the wording of its errors. docs/jsonwebtoken.md lists where the two differ, and why.
import { decode } from './decode.js'
import { JsonWebTokenError, NotBeforeError, TokenExpiredError } from './errors.js'
import { keyReader } from './keys.js'
import { signer } from './sign.js'
import { verifier } from './verify.js'

/**
 * @param {any} jwtmint what `import * as jwtmint from 'jwtmint'` gives
 * @param {number} keptTexts how many keys that came as text are kept, so that they are read once
 */
export function createJsonWebToken(jwtmint, keptTexts) {
  const keys = keyReader(jwtmint, keptTexts)
  return {
    sign: signer(jwtmint, keys),
    verify: verifier(jwtmint, keys),
    decode,
    JsonWebTokenError,
    NotBeforeError,
    TokenExpiredError,
  }
}
