// From a token as it stands to how one like it is made again: times become spans, the token's ID a fresh one.

import { objectOf } from './decode.js'
import { members } from './json-text.js'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Takes out of header and claims what the options of `sign` say, and puts placeholders for what is worked out.
 *
 * @param {{header: string, claims: string, live: Record<string, {raw: string, from: string}>}} texts
 *   `live` tells, of members nobody has changed, what they are worked out from
 * @returns {{header: string, claims: string, options: Record<string, any>}}
 */
export function mintOf({ header, claims, live }) {
  const head = objectOf(header) ?? {}
  const body = objectOf(claims) ?? {}
  /** @type {Record<string, any>} */
  const options = { algorithm: head.alg }
  if (head.alg === 'none') options.allowUnsecured = true
  if (typeof head.kid === 'string' && !/\{\{|\[\[/.test(head.kid)) options.keyid = head.kid
  if (!('typ' in head)) options.typ = null
  const restOfHeader = members(header).filter(
    ({ name }) => name !== 'alg' && !(name === 'kid' && options.keyid) && !(name === 'typ' && head.typ === 'JWT'),
  )
  const isLive = (/** @type {string} */ name, /** @type {string} */ raw) => live[name]?.raw === raw
  const from = members(claims).map(({ name, raw }) => ({ name, raw: isLive(name, raw) ? live[name].from : raw }))
  const rawOf = (/** @type {string} */ name) => from.find((one) => one.name === name)?.raw ?? ''
  // A clock set back a little for the sake of others is written out, not given as an option.
  const plainStart = !rawOf('iat').startsWith('"') || rawOf('iat') === '"[[now]]"'
  const start = typeof body.iat === 'number' ? body.iat : Math.floor(Date.now() / 1000)
  const taken = new Set()
  if (typeof body.iat !== 'number') options.noTimestamp = true
  else if (plainStart) taken.add('iat')
  for (const [claim, option] of /** @type {const} */ ([
    ['exp', 'expiresIn'],
    ['nbf', 'notBefore'],
  ])) {
    const span = Math.round(body[claim] - start)
    if (typeof body[claim] !== 'number' || !plainStart || typeof body.iat !== 'number') continue
    if (span < (claim === 'exp' ? 1 : 0)) continue
    options[option] = spanText(span)
    taken.add(claim)
  }
  if (typeof body.jti === 'string' && UUID.test(body.jti)) {
    options.jwtid = true
    taken.add('jti')
  }
  return {
    options,
    header: object(restOfHeader),
    claims: object(from.filter(({ name }) => !taken.has(name)).map((one) => relative(one, body, start, taken))),
  }
}

/** A time that is left among the claims is counted from now, too. @param {any} member @param {any} body @param {number} start @param {Set<string>} taken */
function relative(member, body, start, taken) {
  if (!['iat', 'exp', 'nbf'].includes(member.name) || taken.has('iat') || member.raw.startsWith('"')) return member
  const span = Math.round(body[member.name] - start)
  if (!Number.isFinite(span)) return member
  return { ...member, raw: span ? `"[[now${span < 0 ? '-' : '+'}${Math.abs(span)}]]"` : '"[[now]]"' }
}

/** @param {{name: string, raw: string}[]} all */
const object = (all) => `{${all.map(({ name, raw }) => `${JSON.stringify(name)}:${raw}`).join(',')}}`

/** @param {number} seconds */
function spanText(seconds) {
  for (const [length, unit] of /** @type {[number, string][]} */ ([
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
  ]))
    if (seconds >= length && seconds % length === 0) return seconds / length + unit
  return seconds + 's'
}
