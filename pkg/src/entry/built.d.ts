// What pkg/build.mjs puts in place of these names.
declare module '#glue' {
  export function initSync(input: { module: WebAssembly.Module | BufferSource }): unknown
  export const version: Bindings['version']
  export const algorithms: Bindings['algorithms']
  export const sign: Bindings['sign']
  export const decode: Bindings['decode']
  export const verify: Bindings['verify']
  export const signBytes: Bindings['signBytes']
  export const verifyBytes: Bindings['verifyBytes']
  export const decodeHeader: Bindings['decodeHeader']
  export const inspect: Bindings['inspect']
  export const importKey: Bindings['importKey']
  export const generateKey: Bindings['generateKey']
  export const keyInfo: Bindings['keyInfo']
  export const keyToPem: Bindings['keyToPem']
  export const keyToJwk: Bindings['keyToJwk']
  export const keyPublic: Bindings['keyPublic']
  export const keyThumbprint: Bindings['keyThumbprint']
  export const freeKey: Bindings['freeKey']
  export function setRandom(source: { fill(at: number, length: number): void }): void
  export const lendHostCrypto: NonNullable<Bindings['lendHostCrypto']>
  type Bindings = import('../api/bindings').Bindings
}

declare module '#wasm-base64' {
  const text: string
  export default text
}

declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}
