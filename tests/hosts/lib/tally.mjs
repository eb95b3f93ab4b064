// Counts named checks; a failure keeps its message for the end.
export function tally(host) {
  const failures = []
  let passed = 0
  return {
    host,
    async check(name, run) {
      try {
        await run()
        passed++
      } catch (error) {
        failures.push(`${host}: ${name}: ${error.message}`)
      }
    },
    add(result) {
      passed += result.passed
      failures.push(...result.failures.map((failure) => `${host}: ${failure}`))
    },
    result: () => ({ passed, failures }),
  }
}

export function equal(actual, expected, what) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`)
}
