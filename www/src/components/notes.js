// The quiet notes at the ends of lines: what a claim means, and what a time is on the reader's clock.

import { issuerOf } from '../data/issuers.js'
import { members } from '../lib/json-text.js'
import { IF_GIVEN, unfilledIn } from '../lib/placeholders.js'
import { isTime, noteOf, now } from '../lib/times.js'
import { texts } from '../texts.js'

/** Claims that hold a time in seconds since 1970. */
export const TIMES = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe', 'tokenExp']

/** They change how a line looks, and a text so written passes for another; those that join letters are part of scripts. */
const UNSEEN = /(?![\u200C\u200D])\p{Cf}/u

/** @param {string} text JSON as it stands @param {Record<string, string>} meanings @returns {Map<number, import('../lib/colours.js').Note>} by line from 0 */
export function notesOf(text, meanings) {
  const notes = new Map()
  const clock = now()
  let line = 0
  let at = 0
  const all = members(text)
  const encrypted = all.some(({ name }) => name === 'enc')
  for (const { name, raw, from, to } of all) {
    // A value of several lines gets its note where it starts; else where it ends, behind the comma.
    const end = raw.includes('\n') ? from : to
    for (; at < end; at++) if (text[at] === '\n') line++
    // In an encrypted token the algorithm is another one (RFC 7516 section 4.1.1).
    const isOfKey = encrypted && name === 'alg' && 'alg' in meanings
    const note = isOfKey ? { text: texts.ofKey, state: '' } : noteOn(name, raw, meanings, clock)
    // Two members in one line: the first one is told.
    if (note && !notes.has(line)) notes.set(line, note)
  }
  return notes
}

/** @param {string} name @param {string} raw @param {Record<string, string>} meanings @param {number} clock */
function noteOn(name, raw, meanings, clock) {
  if (UNSEEN.test(name + raw)) {
    const turns = (name + raw).match(/[\u202A-\u202E\u2066-\u2069]/g)?.length ?? 0
    return { text: texts.unseen, state: 'warn', before: '\u2069'.repeat(turns) + '\u202C'.repeat(turns) }
  }
  const seconds = Number(raw)
  if (TIMES.includes(name) && /^-?[\d.]/.test(raw)) {
    if (!isTime(seconds)) return null
    // Milliseconds where seconds belong lie thousands of years ahead.
    if (seconds > 1e11) return { text: texts.milliseconds, state: 'warn' }
    return { text: noteOf(seconds, clock), state: name === 'exp' && seconds <= clock ? 'bad' : '' }
  }
  if (IF_GIVEN.test(raw)) return { text: texts.ifGiven, state: '' }
  if (unfilledIn(raw).length) return { text: /\{\{|\[\[key:/.test(raw) ? texts.toFill : texts.workedOut, state: 'warn' }
  const issuer = name === 'iss' && raw.startsWith('"') ? issuerOf(textOf(raw)) : null
  if (issuer?.name) return { text: issuer.name, state: '' }
  return Object.hasOwn(meanings, name) ? { text: meanings[name], state: '' } : null
}

/** @param {string} raw */
function textOf(raw) {
  try {
    return JSON.parse(raw)
  } catch {
    return ''
  }
}
