// @ts-check

/**
 * For who runs the program: the library goes on without the host's help.
 *
 * @param {string} what of the host
 */
export function warnOfWrongAnswer(what) {
  if (typeof console === 'object' && console && typeof console.warn === 'function') {
    console.warn('jwtmint: ' + what + ' of this host answered wrongly, so jwtmint does without it. Please report it.')
  }
}
