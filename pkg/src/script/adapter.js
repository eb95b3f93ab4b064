// @ts-check
// The Bindings of pkg/src/api over the raw ABI of the plain-JavaScript core: fields in, text out. bindings/src/script.rs is
// the other end, with an export for each operation.
import { MAKERS, OPERATIONS } from '../api/guard.js'
import { byteLength, decode, encodeInto } from '../api/utf8.js'
import { littleEndian } from './bytes.js'

/**
 * @param {(imports: object) => any} instantiate the generated core
 * @param {((operation: number, request: Uint8Array, random: (size: number) => Uint8Array | null) => Uint8Array | number) | null} bignum
 *   the big-number operations, null where the core was built without them
 * @returns {import('../api/bindings').Bindings}
 */
export function createBindings(instantiate, bignum) {
  /** @type {((bytes: Uint8Array) => void) | null} */
  let fill = null
  /** @type {{ thrown: unknown } | null} */
  let fault = null
  // Where the innermost request under way stands in memory; 0 for none.
  let current = 0
  const core = instantiate({ host: { now: Date.now, random, bignum: bignumFor, wipe } })
  // Where the stack of the next request begins: within none, or within the one whose random source it is called from.
  let stackTop = core.__stack_pointer.value

  // The memory moves when it grows, so a view lives no longer than the next call into the core.
  /** @param {number} at @param {number} length */
  function view(at, length) {
    return new Uint8Array(core.memory.buffer, at, length)
  }

  /** @param {number} at @param {number} length */
  function wipe(at, length) {
    view(at, length).set(new Uint8Array(length))
  }

  /** @param {number} size */
  function randomBytes(size) {
    const bytes = new Uint8Array(size)
    const top = stackTop
    stackTop = core.__stack_pointer.value
    try {
      if (fill === null) return null
      fill(bytes)
      return bytes
    } catch (_) {
      // Thrown through the core, it would leave it in the middle of its work. The core says
      // ERR_NO_ENTROPY for every source that does not deliver.
      return null
    } finally {
      const here = stackTop
      stackTop = top
      // Last, since these are calls: there may be no room for one.
      core.__stack_pointer.value = here
      core.recover(current)
    }
  }

  /** @param {number} at @param {number} length */
  function random(at, length) {
    const bytes = randomBytes(length)
    if (bytes === null) return 0
    view(at, length).set(bytes)
    return 1
  }

  /** @param {number} operation @param {number} at @param {number} length @param {number} out @param {number} capacity */
  function bignumFor(operation, at, length, out, capacity) {
    if (bignum === null) return -1
    try {
      const answer = bignum(operation, view(at, length), randomBytes)
      if (typeof answer === 'number') return answer
      if (answer.length > capacity) return -1
      view(out, answer.length).set(answer)
      return answer.length
    } catch (thrown) {
      // The call stack or the memory ended: the core is to end its work before that is said.
      fault = { thrown }
      return -1
    }
  }

  /**
   * @param {string} name of the operation
   * @param {(string | number | Uint8Array)[]} values
   * @returns {string}
   */
  function call(name, values) {
    const fields = values.map((value) => (typeof value === 'number' ? String(value) : value))
    let size = 0
    const lengths = fields.map((field) => (typeof field === 'string' ? byteLength(field) : field.length))
    for (let i = 0; i < lengths.length; i++) size += 4 + lengths[i]
    let text
    let failed
    let broken
    fault = null
    const outer = current
    // Requests before it may have been broken off.
    core.__stack_pointer.value = stackTop
    // From here on a request is under way.
    const start = core.alloc(size)
    try {
      current = start
      write(view(start, size), fields, lengths)
      const response = core[name](start, size)
      const head = view(response, 8)
      text = decode(view(response + 8, littleEndian(head, 4)))
      failed = head[0] !== 0
    } finally {
      broken = /** @type {any} */ (fault)
      fault = null
      current = outer
      // A key that was made goes as well, where nobody learns its number.
      if (broken || failed === undefined) core.recover(outer)
      else core.release()
    }
    if (broken) throw broken.thrown
    if (failed) throw text
    return text
  }

  /** @type {any} */
  const bindings = {
    setRandom: (/** @type {any} */ source) => {
      fill = source
    },
    // The core knows by `alloc` and `release`, and so there is no `end`.
    begin: () => 0,
    recover: () => {
      // Secrets may be left on the stack, which begins where the memory does.
      wipe(0, stackTop)
      core.recover(0)
    },
  }
  for (let i = 0; i < OPERATIONS.length; i++) {
    const name = OPERATIONS[i]
    const makes = i < MAKERS
    bindings[name] = function () {
      const values = []
      for (let j = 0; j < arguments.length && arguments[j] !== undefined; j++) values.push(arguments[j])
      const text = call(name, values)
      // Not by a call, for which there may be no room: nobody would have the key.
      return makes ? +text : text
    }
  }
  return bindings
}

/**
 * A request's fields: each its length as four little-endian bytes, then its bytes.
 *
 * @param {Uint8Array} target
 * @param {(string | Uint8Array)[]} fields
 * @param {number[]} lengths
 */
function write(target, fields, lengths) {
  let at = 0
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]
    for (let shift = 0; shift < 32; shift += 8) target[at++] = lengths[i] >>> shift
    if (typeof field === 'string') encodeInto(field, target, at)
    else target.set(field, at)
    at += lengths[i]
  }
}
