// Errors on their way from the worker to the page.

import { JwtError } from 'jwtmint/web'

/** An error that can be posted. @param {any} thrown */
export function plain(thrown) {
  const { message, code, claim, position } =
    thrown instanceof JwtError
      ? thrown
      : {
          message: String(thrown?.message ?? thrown),
          code: typeof thrown?.code === 'string' ? thrown.code : 'ERR_INTERNAL',
        }
  return { message, code, claim, position, box: thrown?.box, names: thrown?.names }
}
