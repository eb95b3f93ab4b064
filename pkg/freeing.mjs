// Takes the freeing of memory out of the core before wasm-opt sees it.
//
// The plain-JavaScript build's allocator takes memory back by the request and wipes it then (src/host/stack.rs), so
// freeing does nothing, nor does dropping what is on its heap. The compiler cannot know: it calls the allocator
// through a shim that is linked last. With these functions empty, wasm-opt drops their callers' work too.

const FREEING = /RawVecInner10deallocate|___rust_dealloc$/
// What drops a value of which nothing but memory is left to free, in the names of Rust's mangling v0.
const DROPPING = /drop_in_place|4drop4Drop4drop$|4drop4Drop4dropC/
// These do more when they are dropped: they wipe what may lie on the stack, count, or end a borrow.
const MORE = /4hmac|4sha2|6digest|7HmacKey|7zeroize|9ZeroizingA|5EdKey|9EdPrivate|2rc|4cell/
const EMPTY = [2, 0, 0x0b]

/** The module with the bodies of its freeing functions, found by name, empty. */
export function withoutFreeing(wasm) {
  const sections = [...sectionsOf(wasm)]
  const code = sections.find(({ id }) => id === 10)
  const freeing = new Set(named(wasm, sections))
  if (freeing.size === 0)
    throw new Error(
      'the module names no function that frees memory: adapt pkg/freeing.mjs to the new standard library.',
    )
  const first = imports(wasm, sections)
  const reader = new Reader(wasm, code.start)
  const count = reader.number()
  const bodies = [number(count)]
  for (let i = 0; i < count; i++) {
    const start = reader.at
    const length = reader.number()
    reader.at += length
    bodies.push(freeing.has(first + i) ? Uint8Array.from(EMPTY) : wasm.subarray(start, reader.at))
  }
  const body = Buffer.concat(bodies)
  return Buffer.concat([
    wasm.subarray(0, code.from),
    Uint8Array.of(10),
    number(body.length),
    body,
    wasm.subarray(code.end),
  ])
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes
    this.at = at
  }

  /** LEB128. */
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }

  text() {
    const length = this.number()
    this.at += length
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString()
  }
}

function* sectionsOf(wasm) {
  for (const reader = new Reader(wasm, 8); reader.at < wasm.length; ) {
    const from = reader.at++
    const length = reader.number()
    yield { id: wasm[from], from, start: reader.at, end: reader.at + length }
    reader.at += length
  }
}

/** How many functions are imported: they have the first numbers. The core imports nothing else. */
function imports(wasm, sections) {
  const section = sections.find(({ id }) => id === 2)
  return section ? new Reader(wasm, section.start).number() : 0
}

/** The numbers of the functions that free memory, by the section "name". */
function* named(wasm, sections) {
  for (const { id, start, end } of sections) {
    const reader = new Reader(wasm, start)
    if (id !== 0 || reader.text() !== 'name') continue
    while (reader.at < end) {
      const kind = wasm[reader.at++]
      const next = reader.number() + reader.at
      for (let left = kind === 1 ? reader.number() : 0; left > 0; left--) {
        const index = reader.number()
        const name = reader.text()
        if (FREEING.test(name) || (DROPPING.test(name) && !MORE.test(name))) yield index
      }
      reader.at = next
    }
  }
}

function number(value) {
  const bytes = []
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128)
  return Uint8Array.from([...bytes, value])
}
