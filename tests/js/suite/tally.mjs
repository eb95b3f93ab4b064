// Counts and compares: all the suite needs of a test framework, in plain JavaScript for every host.

/** @param {string} host */
export function tally(host) {
  const failures = []
  let passed = 0

  function test(name, run) {
    try {
      run()
      passed++
    } catch (error) {
      failures.push(host + ': ' + name + ': ' + ((error && error.message) || error))
    }
  }

  function ok(truth, what) {
    if (!truth) throw new Error(what || 'expected something true')
  }

  function equal(actual, expected, what) {
    const a = show(actual)
    const b = show(expected)
    if (a !== b) throw new Error((what ? what + ': ' : '') + 'expected ' + b + ', got ' + a)
  }

  /**
   * Expects a JwtError with this code, and a sentence that matches.
   *
   * @returns {any} the error, for a closer look
   */
  function refuses(lib, code, run, pattern) {
    let result
    try {
      result = run()
    } catch (error) {
      if (!(error instanceof lib.JwtError) || !(error instanceof Error))
        throw new Error('threw something other than a JwtError: ' + error)
      if (error.code !== code) throw new Error('expected ' + code + ', got ' + error.code + ': ' + error.message)
      if (error.name !== 'JwtError') throw new Error('its name is ' + error.name)
      // A sentence, or one that ends with the command to run.
      if (!/[.!?]$|: [\w-]+ -?\S.*$/.test(error.message)) throw new Error('not a sentence: ' + error.message)
      if (pattern && !pattern.test(error.message))
        throw new Error('the message does not match ' + pattern + ': ' + error.message)
      return error
    }
    throw new Error('expected ' + code + ', but it returned ' + show(result))
  }

  return { test, ok, equal, refuses, host, result: () => ({ passed, failed: failures.length, failures }) }
}

function show(value) {
  return value === undefined ? 'undefined' : JSON.stringify(value)
}
