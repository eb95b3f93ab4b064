// Bytes, big integers and the field lists of the raw ABI.
//
// Conversions go through hexadecimal text: the engines turn that into a BigInt natively, which in an
// interpreter is many times faster than a loop of shifts over BigInt values.

const HEX = /* @__PURE__ */ hexTable()

function hexTable() {
  const table = []
  for (let i = 0; i < 256; i++) table.push((i < 16 ? '0' : '') + i.toString(16))
  return table
}

/** Unsigned, most significant byte first. No bytes are zero. */
export function bigFromBytes(bytes) {
  let hex = ''
  for (let i = 0; i < bytes.length; i++) hex += HEX[bytes[i]]
  return BigInt('0x' + (hex || '0'))
}

/** Unsigned, most significant byte first, exactly `length` bytes; as few as possible without `length`. */
export function bytesFromBig(value, length) {
  const hex = value.toString(16)
  const size = length === undefined ? (hex.length + 1) >> 1 : length
  const bytes = new Uint8Array(size)
  for (let end = hex.length, at = size - 1; end > 0; end -= 2, at--) {
    bytes[at] = parseInt(hex.slice(end > 2 ? end - 2 : 0, end), 16)
  }
  return bytes
}

/** The same number with its bytes in the other order: Ed25519 counts from the least significant one. */
export function reversed(bytes) {
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) out[bytes.length - 1 - i] = bytes[i]
  return out
}

/** Joins byte arrays. */
export function joined(parts) {
  let size = 0
  for (let i = 0; i < parts.length; i++) size += parts[i].length
  const out = new Uint8Array(size)
  for (let j = 0, at = 0; j < parts.length; j++) {
    out.set(parts[j], at)
    at += parts[j].length
  }
  return out
}

/** Part of some bytes, as a copy. Not every engine has `slice`. */
export function part(bytes, from, to) {
  return new Uint8Array(bytes.subarray(from, to))
}

/** The number that four bytes make, least significant first. */
export function littleEndian(bytes, at) {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
}

/** A field list: each field is its length as four little-endian bytes, then its bytes. */
export function encodeFields(fields) {
  const parts = []
  for (let i = 0; i < fields.length; i++) {
    const size = fields[i].length
    parts.push([size & 255, (size >> 8) & 255, (size >> 16) & 255, size >>> 24], fields[i])
  }
  return joined(parts)
}

/** The fields of a list that `encodeFields` or the Rust core wrote. They are copies. */
export function decodeFields(bytes) {
  const fields = []
  for (let at = 0; at < bytes.length; ) {
    const size = littleEndian(bytes, at)
    fields.push(part(bytes, at + 4, at + 4 + size))
    at += 4 + size
  }
  return fields
}
