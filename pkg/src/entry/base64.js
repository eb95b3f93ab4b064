// @ts-check

/**
 * Own decoding: gjs and jsc have WebAssembly but no atob.
 *
 * @param {string} text standard base64 as the build wrote it
 */
export function bytesFromBase64(text) {
  const values = new Uint8Array(128)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  // Whole groups are written, then the padding's bytes cut off.
  const bytes = new Uint8Array((text.length / 4) * 3)
  for (let from = 0, to = 0; from < text.length; from += 4) {
    const group =
      (values[text.charCodeAt(from)] << 18) |
      (values[text.charCodeAt(from + 1)] << 12) |
      (values[text.charCodeAt(from + 2)] << 6) |
      values[text.charCodeAt(from + 3)]
    bytes[to++] = group >> 16
    bytes[to++] = group >> 8
    bytes[to++] = group
  }
  return bytes.subarray(0, bytes.length - padding)
}
