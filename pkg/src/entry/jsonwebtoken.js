// @ts-check
// The npm package `jsonwebtoken`, on the core that the conditions of `jwtmint` choose: it stays outside of the bundle.
import * as jwtmint from 'jwtmint'
import { createJsonWebToken } from '../jsonwebtoken/index.js'

/** A server has a handful of keys; whoever has more holds them by importKey. */
const KEPT_TEXTS = 16

const library = createJsonWebToken(jwtmint, KEPT_TEXTS)
export const { sign, verify, decode, JsonWebTokenError, NotBeforeError, TokenExpiredError } = library
export default library
