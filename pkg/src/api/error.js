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
  if (cause !== undefined && isMade(cause, Error) !== undefined)
    Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true })
  const capture = /** @type {any} */ (Error).captureStackTrace
  if (capture) capture(error, JwtError)
  return error
}

named(JwtError, 'JwtError')
JwtError.prototype = Object.create(Error.prototype, {
  constructor: { value: JwtError, configurable: true, writable: true },
  name: { value: 'JwtError', configurable: true, writable: true },
})

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

/**
 * A public function: what leaves it is a JwtError, also where the call stack ended on this side, or the host threw.
 *
 * @param {(...given: any[]) => any} call
 */
export function sealed(call) {
  /** @this {any} @param {any} a @param {any} b @param {any} c */
  return function (a, b, c) {
    try {
      return call.call(this, a, b, c)
    } catch (thrown) {
      throw fromCore(thrown)
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
