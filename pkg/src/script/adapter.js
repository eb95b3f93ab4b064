// @ts-check
// The Bindings of pkg/src/api over the raw ABI of the plain-JavaScript core: fields in, text out.
import { decode, encode } from '../api/utf8.js'
import { encodeFields, littleEndian } from './bytes.js'

// The operations of `call`, as src/host/script.rs numbers them.
const VERSION = 1
const ALGORITHMS = 2
const SIGN = 3
const DECODE = 4
const VERIFY = 5
const INSPECT = 6
const IMPORT_KEY = 7
const GENERATE_KEY = 8
const KEY_INFO = 9
const KEY_TO_PEM = 10
const KEY_TO_JWK = 11
const KEY_PUBLIC = 12
const KEY_THUMBPRINT = 13
const FREE_KEY = 14
const SIGN_BYTES = 15
const VERIFY_BYTES = 16
const DECODE_HEADER = 17

/**
 * @param {(imports: object) => any} instantiate the generated core
 * @param {((operation: number, request: Uint8Array, random: (size: number) => Uint8Array | null) => Uint8Array | number) | null} bignum
 *   the big-number operations, null where the core was built without them
 * @returns {import('../api/bindings').Bindings}
 */
export function createBindings(instantiate, bignum) {
  /** @type {((bytes: Uint8Array) => void) | null} */
  let fill = null
  const core = instantiate({ host: { now: Date.now, random, bignum: bignumFor } })

  // The memory moves when it grows, so a view lives no longer than the next call into the core.
  /** @param {number} at @param {number} length */
  function view(at, length) {
    return new Uint8Array(core.memory.buffer, at, length)
  }

  /** @param {number} size */
  function randomBytes(size) {
    const bytes = new Uint8Array(size)
    try {
      if (fill === null) return null
      fill(bytes)
      return bytes
    } catch (_) {
      // Thrown through the core, it would leave it in the middle of its work. The core says
      // ERR_NO_ENTROPY for every source that does not deliver.
      return null
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
    const answer = bignum === null ? -1 : bignum(operation, view(at, length), randomBytes)
    if (typeof answer === 'number') return answer
    if (answer.length > capacity) return -1
    view(out, answer.length).set(answer)
    return answer.length
  }

  /**
   * @param {number} operation
   * @param {(string | number | Uint8Array)[]} values
   * @returns {string}
   */
  function call(operation, values) {
    const request = encodeFields(values.map((value) => (typeof value === 'object' ? value : encode(String(value)))))
    let text
    let failed
    try {
      const at = core.alloc(request.length)
      view(at, request.length).set(request)
      const response = core.call(operation, at, request.length)
      const head = view(response, 8)
      text = decode(view(response + 8, littleEndian(head, 4)))
      failed = head[0] !== 0
    } finally {
      // The core counts requests under way: one that trapped has ended, too.
      core.release()
    }
    if (failed) throw new Error(text)
    return text
  }

  return {
    version: () => call(VERSION, []),
    algorithms: () => call(ALGORITHMS, []),
    sign: (claims, key, options) => call(SIGN, [claims, key, options]),
    decode: (token, options) => call(DECODE, [token, options]),
    verify: (token, key, options) => call(VERIFY, [token, key, options]),
    signBytes: (payload, key, options) => call(SIGN_BYTES, [payload, key, options]),
    verifyBytes: (token, payload, key, options) => call(VERIFY_BYTES, [token, payload, key, options]),
    decodeHeader: (token, options) => call(DECODE_HEADER, [token, options]),
    inspect: (token, key, options) => call(INSPECT, [token, key, options]),
    importKey: (form, bytes, options) => Number(call(IMPORT_KEY, [form, bytes, options])),
    generateKey: (algorithm, options) => Number(call(GENERATE_KEY, [algorithm, options])),
    keyInfo: (key) => call(KEY_INFO, [key]),
    keyToPem: (key, options) => call(KEY_TO_PEM, [key, options]),
    keyToJwk: (key) => call(KEY_TO_JWK, [key]),
    keyPublic: (key) => Number(call(KEY_PUBLIC, [key])),
    keyThumbprint: (key, options) => call(KEY_THUMBPRINT, [key, options]),
    freeKey: (key) => {
      call(FREE_KEY, [key])
    },
    setRandom: (source) => {
      fill = source
    },
  }
}
