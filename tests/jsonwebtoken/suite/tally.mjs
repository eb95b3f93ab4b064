// Counts and compares, in plain JavaScript for every host.

export function tally() {
  const failures = []
  let passed = 0

  async function test(name, run) {
    try {
      await run()
      passed++
    } catch (error) {
      failures.push(`${name}: ${(error && error.message) || error}`)
    }
  }

  function equal(actual, expected) {
    const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
    if (a !== b) throw new Error(`expected ${b}, got ${a}`)
  }

  /**
   * Expects an error with this message, of this name.
   *
   * @param {() => unknown} run
   * @param {string | RegExp} message
   * @param {string} [name]
   */
  function throws(run, message, name = 'JsonWebTokenError') {
    let result
    try {
      result = run()
    } catch (error) {
      if (typeof message === 'string' ? error.message !== message : !message.test(error.message))
        throw new Error(`expected the message ${message}, got ${error.message}`)
      if (error.name !== name) throw new Error(`expected a ${name}, got a ${error.name}: ${error.message}`)
      return error
    }
    throw new Error(`expected ${name}: ${message}, but it gave ${JSON.stringify(result)}`)
  }

  return { test, equal, throws, result: () => ({ passed, failed: failures.length, failures }) }
}

export const SECRET = 'a secret shared by two'

/** The parts of a token as text. */
export function read(jwt, token) {
  return jwt.decode(token, { complete: true })
}
