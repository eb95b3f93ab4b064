// @ts-check
// Starting the WebAssembly core, and saying why when that fails.
import { initSync } from '#glue'
import { failure, messageOf } from '../api/error.js'
import { createApi } from '../api/index.js'
import { bindings, started } from './bindings.js'
import { hostCrypto, nodeCrypto } from './host-crypto.js'
import { webCryptoKey } from './web-crypto.js'

/**
 * The API over a module that can be had at once.
 *
 * @param {() => WebAssembly.Module | BufferSource} read
 * @param {((bytes: Uint8Array) => unknown) | null} [knownRandom]
 * @param {typeof import('node:crypto') | null} [crypto]
 */
export function loaded(read, knownRandom, crypto = nodeCrypto()) {
  start(read)
  return createApi(bindings, knownRandom, crypto && hostCrypto(crypto), webCryptoKey)
}

/** @param {() => WebAssembly.Module | BufferSource} read */
export function start(read) {
  try {
    if (typeof WebAssembly !== 'object') throw new Error('this host has no WebAssembly')
    started(initSync({ module: read() }))
  } catch (thrown) {
    throw loadFailure(thrown)
  }
}

/** @param {unknown} thrown */
export function loadFailure(thrown) {
  const message = messageOf(thrown)
  let advice = 'Where there is no WebAssembly, use jwtmint/script.'
  // Chromium, Firefox and Safari each word the refusal of a Content-Security-Policy differently.
  if (/content security policy|\bCSP\b|wasm-eval|unsafe-eval|disallowed by embedder/i.test(message)) {
    advice =
      "The page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src, or use jwtmint/script."
  }
  return failure(
    'ERR_NOT_INITIALIZED',
    'The WebAssembly of jwtmint could not be loaded: ' + message + '. ' + advice,
    thrown,
  )
}
