// @ts-check
// A page without a bundler: `import init, { sign } from 'jwtmint/web'; await init()`.
import { failure } from '../api/error.js'
import { createApi } from '../api/index.js'
import { bindings } from './bindings.js'
import { loadFailure, start } from './core.js'
import { webCryptoKey } from './web-crypto.js'

let ready = false
/** @type {Promise<void> | null} */
let loading = null
/** @type {any} */
let random = null

// The API exists before the core, so that Key and JwtError can be compared against and every call
// made too early says what to do.
const api = createApi(untilReady(), null, null, (...given) => (ready ? webCryptoKey(...given) : undefined))
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
  Key,
  JwtError,
} = api

/** Set by init: a live binding. @type {any} */
export let algorithms
/** Set by init: a live binding. @type {any} */
export let version

/**
 * @param {any} [input] where the WebAssembly comes from, or itself; by default the file beside this one
 * @returns {Promise<void>}
 */
export default function init(input) {
  if (ready) return Promise.resolve()
  if (!loading) {
    loading = load(input)
      .then(use)
      .catch((thrown) => {
        loading = null // a failed fetch may be tried again
        throw thrown instanceof JwtError ? thrown : loadFailure(thrown)
      })
  }
  return loading
}

/** @param {BufferSource | WebAssembly.Module} input */
export function initSync(input) {
  if (!ready) use(input)
}

/** @param {any} input @returns {Promise<any>} */
async function load(input) {
  // Literal and one level deep, so that Vite, webpack 5 and Rollup find the file and emit it.
  if (input === undefined) input = new URL('./jwtmint.wasm', import.meta.url)
  input = await input
  if (
    typeof input === 'string' ||
    (typeof URL === 'function' && input instanceof URL) ||
    (typeof Request === 'function' && input instanceof Request)
  ) {
    input = await fetch(input)
  }
  if (typeof Response !== 'function' || !(input instanceof Response)) {
    return input instanceof WebAssembly.Module ? input : WebAssembly.compile(input)
  }
  if (!input.ok) {
    throw failure(
      'ERR_NOT_INITIALIZED',
      'The WebAssembly of jwtmint was not found at ' +
        input.url +
        ': the server answered ' +
        input.status +
        '. Serve jwtmint.wasm there, or pass its address to init().',
    )
  }
  // A server that does not know the type application/wasm makes streaming fail; the bytes are good all the same.
  const type = input.headers.get('content-type') || ''
  return type.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(input)
    : WebAssembly.compile(await input.arrayBuffer())
}

/** @param {any} input */
function use(input) {
  start(() => input)
  ready = true
  bindings.setRandom(random)
  algorithms = api.algorithms
  version = api.version
}

function untilReady() {
  /** @type {any} */
  const guarded = {}
  for (const name of Object.keys(bindings)) {
    guarded[name] = (/** @type {any[]} */ ...given) => {
      if (!ready)
        throw failure(
          'ERR_NOT_INITIALIZED',
          'jwtmint/web was used before its WebAssembly was loaded. Call `await init()` once before anything else, or import jwtmint/inline, which needs no init.',
        )
      return /** @type {any} */ (bindings)[name](...given)
    }
  }
  guarded.setRandom = (/** @type {any} */ fill) => {
    random = fill
  }
  return guarded
}
