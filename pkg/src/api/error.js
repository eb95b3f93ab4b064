// @ts-check

/**
 * What every failing call throws. A real `Error` (made by its constructor, so that hosts print and
 * clone it as one), written without `class`: one of the script hosts has none.
 *
 * @param {{code: string, message: string, claim?: string, expected?: string, actual?: string, position?: number}} parts
 * @param {unknown} [cause]
 */
export function JwtError(parts, cause) {
  const error = Object.setPrototypeOf(new Error(parts.message), JwtError.prototype)
  error.code = parts.code
  /** @type {('claim' | 'expected' | 'actual' | 'position')[]} */
  const names = ['claim', 'expected', 'actual', 'position']
  for (let i = 0; i < names.length; i++) {
    if (parts[names[i]] !== undefined) error[names[i]] = parts[names[i]]
  }
  // What cannot be asked what it is cannot be printed, and would take our error along.
  if (cause !== undefined && isMade(cause, Error) !== undefined) hidden(error, 'cause', cause)
  const capture = /** @type {any} */ (Error).captureStackTrace
  if (capture) capture(error, JwtError)
  return error
}

named(JwtError, 'JwtError')
JwtError.prototype = Object.create(Error.prototype)
hidden(JwtError.prototype, 'constructor', JwtError)
hidden(JwtError.prototype, 'name', 'JwtError')

/** Gives an object a member that is not enumerated. @param {object} object @param {PropertyKey} name @param {unknown} value */
export function hidden(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true, writable: true })
}

/**
 * Minifying renames functions, and consoles print their names. Rhino lets no name be changed.
 *
 * @param {Function} constructor
 * @param {string} name
 */
export function named(constructor, name) {
  const own = Object.getOwnPropertyDescriptor(constructor, 'name')
  if (!own || own.configurable) Object.defineProperty(constructor, 'name', { value: name, configurable: true })
}

/**
 * @param {string} code
 * @param {string} message
 * @param {unknown} [cause]
 */
export function failure(code, message, cause) {
  return JwtError({ code, message }, cause)
}

/** @param {any} thrown */
export function isJwtError(thrown) {
  return isMade(thrown, JwtError) === true
}

/**
 * @param {any} thrown anything
 * @param {any} by a constructor
 * @returns {boolean | undefined} nothing for what cannot be asked, such as a revoked proxy
 */
function isMade(thrown, by) {
  try {
    return thrown instanceof by
  } catch (_) {
    return undefined
  }
}

/**
 * The core's failures arrive as JSON text; anything else thrown is a defect, never the user's to parse.
 *
 * @param {any} thrown
 */
export function fromCore(thrown) {
  if (isJwtError(thrown)) return thrown
  try {
    const parts = JSON.parse(thrown)
    if (parts.code) return JwtError(parts)
  } catch (_) {
    // Not the core's JSON: reported below, with what was thrown as the cause.
  }
  return failure(
    'ERR_INTERNAL',
    'jwtmint failed unexpectedly: ' +
      messageOf(thrown) +
      '. Please report it with the call that led to it, without any real key.',
    thrown,
  )
}

/** Made while there is room. */
const noRoom = Object.freeze(fromCore('the call stack has no room left'))

/**
 * A public function: what leaves it is a JwtError, also where the call stack ended on this side, or the host threw.
 * Keys that a broken-off call before it has left are freed first.
 *
 * @param {(...given: any[]) => any} call
 * @param {import('./guard').Core} core
 */
export function sealed(call, core) {
  /** @this {any} @param {any} [a] @param {any} [b] @param {any} [c] */
  return function (a, b, c) {
    try {
      core.settle()
      return call.call(this, a, b, c)
    } catch (thrown) {
      let error = noRoom
      try {
        error = fromCore(thrown)
      } catch (_) {
        // The call stack has ended.
      }
      throw error
    }
  }
}

/**
 * @param {any} thrown
 * @returns {string}
 */
export function messageOf(thrown) {
  try {
    return String((thrown && thrown.message) || thrown)
  } catch (_) {
    return 'something that cannot be printed'
  }
}
