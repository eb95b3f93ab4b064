// @ts-check
// workerd refuses to compile bytes at run time: there the .wasm is imported as a module.
import module from './jwtmint.wasm'
import { loaded } from './core.js'

const api = loaded(() => module)
export const {
  sign,
  decode,
  verify,
  signBytes,
  verifyBytes,
  decodeHeader,
  inspect,
  generateKey,
  generateKeyAsync,
  importKey,
  setRandomSource,
  setHostCrypto,
  algorithms,
  version,
  Key,
  JwtError,
} = api
