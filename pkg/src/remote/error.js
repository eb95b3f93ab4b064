// @ts-check
// Why keys could not be fetched: another matter than a token that is not good, and often one that passes.

/**
 * @param {string} code
 * @param {string} message
 * @param {unknown} [cause]
 */
export function RemoteKeysError(code, message, cause) {
  const error = Object.setPrototypeOf(new Error(message), RemoteKeysError.prototype)
  error.code = code
  // What cannot be asked what it is cannot be printed, and would take our error along.
  if (cause !== undefined && isRemoteKeysError(cause) !== undefined)
    Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true })
  return error
}

Object.defineProperty(RemoteKeysError, 'name', { value: 'RemoteKeysError', configurable: true })
RemoteKeysError.prototype = Object.create(Error.prototype, {
  constructor: { value: RemoteKeysError, configurable: true, writable: true },
  name: { value: 'RemoteKeysError', configurable: true, writable: true },
})

/**
 * @param {any} thrown
 * @returns {boolean | undefined} nothing for what cannot be asked, such as a revoked proxy
 */
export function isRemoteKeysError(thrown) {
  try {
    return thrown instanceof RemoteKeysError
  } catch (_) {
    return undefined
  }
}
