// @ts-check
// The WebAssembly core as createApi wants it ('#glue' is wasm-bindgen's file, resolved by
// pkg/build.mjs). Named one by one: with a namespace import the glue's own loader would stay in,
// and its `new URL(…, import.meta.url)` would make bundlers emit the .wasm a second time.
import {
  version,
  algorithms,
  sign,
  decode,
  verify,
  signBytes,
  verifyBytes,
  decodeHeader,
  inspect,
  importKey,
  generateKey,
  keyInfo,
  keyToPem,
  keyToJwk,
  keyPublic,
  keyThumbprint,
  freeKey,
  setRandom,
  lendHostCrypto,
} from '#glue'

export const bindings = {
  version,
  algorithms,
  sign,
  decode,
  verify,
  signBytes,
  verifyBytes,
  decodeHeader,
  inspect,
  importKey,
  generateKey,
  keyInfo,
  keyToPem,
  keyToJwk,
  keyPublic,
  keyThumbprint,
  freeKey,
  setRandom,
  lendHostCrypto,
  recover,
}

/** @type {WebAssembly.Global} */
let stackPointer
let stackTop = 0

/** @param {any} instance the exports of the module, which has just been started */
export function started(instance) {
  stackPointer = instance.__stack_pointer
  stackTop = stackPointer.value
}

/** A call that was broken off has not put the core's stack pointer back. */
function recover() {
  stackPointer.value = stackTop
}
