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
  setRandom: setSource,
  lendHostCrypto,
  begin,
  end: (/** @type {number} */ call) => core.end(call),
  recover: () => begin(NO_CALL),
}

/** In the place of a call, where none is under way any more. */
const NO_CALL = -1

/** @type {any} the exports of the module */
let core

/** @param {any} instance the exports of the module, which has just been started */
export function started(instance) {
  core = instance
}

/** @param {(bytes: Uint8Array) => void} fill */
function setSource(fill) {
  setRandom({
    fill(at, length) {
      const bytes = new Uint8Array(length)
      fill(bytes)
      // Only now: the memory may have grown meanwhile.
      new Uint8Array(core.memory.buffer).set(bytes, at)
      bytes.fill(0)
    },
  })
}

/** @param {number} outer */
function begin(outer) {
  // Calls before it may have been broken off, which does not put the stack pointer back.
  const top = core.stack(outer)
  if (core.__stack_pointer.value < top) core.__stack_pointer.value = top
  return core.begin(outer)
}
