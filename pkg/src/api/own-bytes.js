// @ts-check
// Bytes that somebody else made, copied once into an array that is ours: what is looked at afterwards cannot change in
// length or content, nor answer for itself.

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype)

/**
 * Reads a view's own property past whatever the object says of itself.
 *
 * @param {any} view
 * @param {'buffer' | 'byteOffset' | 'byteLength'} name
 */
function slot(view, name) {
  // One that is no typed array is a DataView; engines without getters have plain properties.
  const typed = Object.getOwnPropertyDescriptor(TYPED_ARRAY, name)
  if (!typed || !typed.get) return view[name]
  try {
    return typed.get.call(view)
  } catch (_) {
    return /** @type {any} */ (Object.getOwnPropertyDescriptor(DataView.prototype, name)).get.call(view)
  }
}

/**
 * A copy of the bytes of an ArrayBuffer, a SharedArrayBuffer or a view on one, also of another realm (a vm sandbox), where
 * `instanceof` fails. It throws where such an object cannot be read: its buffer was detached.
 *
 * @param {any} input
 * @param {number} most more bytes than that are not copied
 * @returns {Uint8Array | number | undefined} the number of bytes where they are too many; nothing for what has no bytes
 */
export function ownBytes(input, most) {
  let view
  if (ArrayBuffer.isView(input)) {
    view = new Uint8Array(slot(input, 'buffer'), slot(input, 'byteOffset'), slot(input, 'byteLength'))
  } else {
    if (typeof input !== 'object' || !input) return undefined
    const kind = Object.prototype.toString.call(input)
    if (kind !== '[object ArrayBuffer]' && kind !== '[object SharedArrayBuffer]') return undefined
    view = new Uint8Array(input)
    // Of anything but a buffer, the constructor makes a copy of its own, element by element.
    if (view.buffer !== input) return undefined
  }
  const length = view.length
  if (length > most) return length
  const copy = new Uint8Array(length)
  copy.set(view)
  return copy
}

/** @param {Uint8Array} bytes an array of ours */
export function wipe(bytes) {
  bytes.set(new Uint8Array(bytes.length))
}
