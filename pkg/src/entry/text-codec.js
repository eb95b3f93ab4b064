// @ts-check
// Put in place of the globals that wasm-bindgen's glue constructs at load: gjs has neither, and
// they are only ever given what the core wrote, or text whose surrogates were checked before.
import { decode, encode } from '../api/utf8.js'

const Encoder = typeof globalThis.TextEncoder === 'function' ? globalThis.TextEncoder : OwnEncoder
const Decoder = typeof globalThis.TextDecoder === 'function' ? globalThis.TextDecoder : OwnDecoder
export { Decoder as TextDecoder, Encoder as TextEncoder }

function OwnEncoder() {}
OwnEncoder.prototype.encode = encode
/** @param {string} text @param {Uint8Array} target */
OwnEncoder.prototype.encodeInto = function (text, target) {
  const bytes = encode(text)
  // The glue tries with a byte for each unit first.
  if (bytes.length > target.length) return { read: 0, written: 0 }
  target.set(bytes)
  return { read: text.length, written: bytes.length }
}

function OwnDecoder() {}
/** @param {Uint8Array} [bytes] */
OwnDecoder.prototype.decode = function (bytes) {
  return bytes ? decode(bytes) : ''
}
