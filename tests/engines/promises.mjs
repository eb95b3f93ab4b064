// Each promise in SECURITY.md names its tests, and each of those is there.
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

/** @returns {string[]} what is missing */
export function brokenPromises() {
  const text = readFileSync(new URL('SECURITY.md', root), 'utf8')
  const missing = []
  const named = [...text.matchAll(/`((?:tests|src|bindings)\/[\w./-]+) ([^`]+)`/g)]
  for (const [, file, name] of named) {
    const place = new URL(file, root)
    // A test in Rust is a function; one in JavaScript has its name, or what it says when it fails, as text.
    if (!existsSync(place) || !readFileSync(place, 'utf8').includes(file.endsWith('.rs') ? `fn ${name}(` : name))
      missing.push(`SECURITY.md names the test "${name}" of ${file}, which is not there.`)
  }
  const promises = text.slice(text.indexOf('## What jwtmint promises'), text.indexOf('## Side channels'))
  for (const promise of promises.split('\n- ').slice(1)) {
    if (!/Tests: `(?:tests|src)\//.test(promise)) missing.push(`SECURITY.md names no test for: ${promise.slice(0, 60)}`)
  }
  if (named.length === 0) missing.push('SECURITY.md names no test at all.')
  return missing
}
