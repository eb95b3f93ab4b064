// @ts-check
// One file with the WebAssembly inside as text: nothing to fetch, nothing to await. It is also what
// bundlers, Deno and Bun get, since only a file that needs no second one survives every bundler,
// `deno compile` and a run without read permission.
import { bytesFromBase64 } from './base64.js'
import { loaded } from './core.js'
import wasm from '#wasm-base64'

const api = loaded(() => bytesFromBase64(wasm))
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
