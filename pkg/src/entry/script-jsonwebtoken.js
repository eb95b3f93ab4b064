// @ts-check
// The npm package `jsonwebtoken` for hosts without WebAssembly: one file, the core of `jwtmint/script` inside.
import jwtmint from '#script'
import { createJsonWebToken } from '../jsonwebtoken/index.js'

// Nothing is kept: here memory is taken back in order, the youngest key first.
export default createJsonWebToken(jwtmint, 0)
