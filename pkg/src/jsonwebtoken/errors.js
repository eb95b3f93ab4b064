// @ts-check
// The errors of `jsonwebtoken`, as functions: one of the script hosts has no `class`.
import { named } from '../api/error.js'

/**
 * What `verify` throws.
 *
 * @this {any}
 * @param {string} message
 * @param {unknown} [inner] what led to it: a JwtError, where jwtmint is stricter than `jsonwebtoken`
 */
export function JsonWebTokenError(message, inner) {
  const error = made(this, JsonWebTokenError, message)
  if (inner) error.inner = inner
  return error
}

/**
 * The token's `exp` has passed, or it is older than `maxAge`.
 *
 * @this {any}
 * @param {string} message
 * @param {Date} expiredAt
 */
export function TokenExpiredError(message, expiredAt) {
  const error = made(this, TokenExpiredError, message)
  error.expiredAt = expiredAt
  return error
}

/**
 * The token's `nbf` lies in the future.
 *
 * @this {any}
 * @param {string} message
 * @param {Date} date
 */
export function NotBeforeError(message, date) {
  const error = made(this, NotBeforeError, message)
  error.date = date
  return error
}

inherits(JsonWebTokenError, 'JsonWebTokenError', Error)
inherits(TokenExpiredError, 'TokenExpiredError', JsonWebTokenError)
inherits(NotBeforeError, 'NotBeforeError', JsonWebTokenError)

/**
 * A real Error, of the class that was called with `new`: that may be one derived from these.
 *
 * @param {any} self
 * @param {any} type
 * @param {string} message
 */
function made(self, type, message) {
  const prototype = self instanceof type ? Object.getPrototypeOf(self) : type.prototype
  const error = Object.setPrototypeOf(new Error(message), prototype)
  // Enumerable, as there: loggers that copy an error's own members find both.
  Object.defineProperty(error, 'name', {
    value: type.named,
    enumerable: true,
    configurable: true,
    writable: true,
  })
  Object.defineProperty(error, 'message', { value: message, enumerable: true, configurable: true, writable: true })
  const capture = /** @type {any} */ (Error).captureStackTrace
  if (capture) capture(error, type)
  return error
}

/**
 * @param {any} type
 * @param {string} name
 * @param {any} parent
 */
function inherits(type, name, parent) {
  named(type, name)
  Object.defineProperty(type, 'named', { value: name })
  type.prototype = Object.create(parent.prototype, {
    constructor: { value: type, configurable: true, writable: true },
  })
}
