// Makes one token out of variables: the claims and the header as text, the key, and the signature.
import { members, objectOf } from './json-text.mjs'
import { kindOf, problem } from './problem.mjs'

const DEFAULT_LIFETIME_SECONDS = 60
/** Later than this no NumericDate is meant (the year 5138): it counts milliseconds. */
const LATEST_SECONDS = 1e11
const TIMES = ['exp', 'nbf', 'iat']
const REGISTERED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/**
 * The claims: those of the short variables, then those of `claims`, which replace them; `null` there leaves a
 * registered claim out. Without `claims` a fresh `jti` is among them.
 */
export function claimsText(settings, { now, id, place, bound }) {
  const written = settings.jsonObject('claims', place('claims'))
  const own = written === undefined ? [] : members(written)
  const short = []
  const add = (name, value) => value !== undefined && short.push([name, JSON.stringify(value)])
  add('iss', settings.text('clientId'))
  add('sub', settings.text('subject'))
  add('aud', audience(settings))
  const issuedAt = now + settings.seconds('issuedAtOffset', { otherwise: 0, signed: true })
  add('iat', issuedAt)
  add('exp', now + settings.seconds('tokenLifetime', { otherwise: DEFAULT_LIFETIME_SECONDS }))
  const fixed = settings.text('tokenId')
  if (fixed !== undefined || written === undefined) add('jti', fixed ?? id())
  for (const [name, value] of bound) add(name, value)
  const overridden = own.map(([name]) => name)
  const kept = short.filter(([name]) => !overridden.includes(name))
  const text = objectOf([...kept, ...own.filter(([name, value]) => value !== 'null' || !REGISTERED.includes(name))])
  checkTimes(JSON.parse(text))
  return text
}

function audience(settings) {
  const text = settings.text('audience')
  if (text === undefined || !/^\s*\[/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    throw problem(
      'audience',
      `holds ${kindOf(text)} that begins like a JSON list and is none`,
      'Write ["one", "another"].',
    )
  }
}

function checkTimes(claims) {
  for (const name of TIMES) {
    const value = claims[name]
    if (value === undefined) continue
    if (typeof value !== 'number')
      throw problem(
        'claims',
        `has "${name}" as ${typeof value === 'string' ? 'text' : 'something else than a number'}`,
        `Write seconds since 1970 without quotes, or "[[now+5m]]".`,
      )
    if (value > LATEST_SECONDS)
      throw problem(
        'claims',
        `has "${name}" in milliseconds`,
        'A token counts seconds since 1970: divide by 1000, or write "[[now+5m]]".',
      )
  }
}

/** What `header` says for the library's options; `alg`, `typ` and `kid` have options of their own there. */
export function headerOptions(settings, place) {
  const written = settings.jsonObject('header', place('header'))
  const own = written === undefined ? [] : members(written)
  const value = (name) => {
    const found = own.find(([member]) => member === name)
    return found && JSON.parse(found[1])
  }
  const further = own.filter(([name]) => !['alg', 'typ', 'kid'].includes(name))
  return {
    algorithm: value('alg'),
    keyid: value('kid'),
    ...(own.some(([name]) => name === 'typ') && { typ: value('typ') }),
    ...(further.length && { header: objectOf(further) }),
  }
}

export function algorithmOf(settings, library, inHeader) {
  const named = settings.text('algorithm')
  if (named !== undefined && inHeader !== undefined && named !== inHeader)
    throw problem('algorithm', 'differs from the "alg" in "header"', 'Write it in one of the two places only.')
  const algorithm = named ?? inHeader
  if (algorithm === undefined) return undefined
  const names = library.algorithms.map(({ name }) => name)
  const meant = names.find((name) => name.toLowerCase() === String(algorithm).trim().toLowerCase())
  if (meant === algorithm) return algorithm
  throw problem(
    named === undefined ? 'header' : 'algorithm',
    meant ? `does not hold the name as it is registered` : 'holds no algorithm that is known',
    meant ? `Write ${meant}.` : `Write one of ${names.join(', ')}.`,
  )
}

/**
 * A random source for hosts that have none (Newman, Apidog), for the salt of RSASSA-PSS alone: HMAC-SHA256 with the
 * private key over what is signed, as RFC 6979 does for ECDSA. Nobody without the key can foretell it, and it differs
 * whenever the token does. The library takes it for one call only.
 */
export function withDerivedSalt(library, hmac, key, message, work) {
  if (typeof crypto === 'object' && crypto && typeof crypto.getRandomValues === 'function') return work()
  let round = 0
  library.setRandomSource((bytes) => {
    for (let from = 0; from < bytes.length; from += 32) {
      const block = hmac(key, `RSASSA-PSS salt ${round++} ${message}`)
      bytes.set(block.subarray(0, Math.min(32, bytes.length - from)), from)
    }
  })
  try {
    return work()
  } finally {
    library.setRandomSource(null)
  }
}
