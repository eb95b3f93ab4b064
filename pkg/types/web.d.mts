export * from './index.js'

/**
 * Loads the WebAssembly; once it is done, every other call works. Calling it again does nothing more.
 *
 * @param input where the WebAssembly comes from, or itself. Default: `jwtmint.wasm` beside this file
 * @throws {JwtError} `ERR_NOT_INITIALIZED` when it cannot be loaded, with the reason: not found, or
 *   refused by a Content-Security-Policy without `'wasm-unsafe-eval'`
 * @example
 * import init, { sign } from 'jwtmint/web'
 * await init()
 */
export default function init(input?: WebInput | Promise<WebInput>): Promise<void>

/** The same with bytes or a module that are already there. */
export function initSync(input: BufferSource | WebAssembly.Module): void

/** An address, an answer of fetch, bytes, or a compiled module. */
export type WebInput = string | URL | Request | Response | BufferSource | WebAssembly.Module
