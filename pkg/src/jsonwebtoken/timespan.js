// @ts-check
// Spans of time as the package `ms` (version 2) reads them, which is what `jsonwebtoken` gives them to.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Names of units and their lengths in milliseconds. @type {[string[], number][]} */
const UNITS = [
  [['milliseconds', 'millisecond', 'msecs', 'msec', 'ms', ''], 1],
  [['seconds', 'second', 'secs', 'sec', 's'], SECOND],
  [['minutes', 'minute', 'mins', 'min', 'm'], MINUTE],
  [['hours', 'hour', 'hrs', 'hr', 'h'], HOUR],
  [['days', 'day', 'd'], DAY],
  [['weeks', 'week', 'w'], 7 * DAY],
  [['years', 'year', 'yrs', 'yr', 'y'], 365.25 * DAY],
]
const LONGEST = 100

/**
 * The time that lies a span after another one, in seconds; undefined for what is no span.
 *
 * @param {unknown} span a number of seconds, or text
 * @param {number} from in seconds
 * @returns {number | undefined}
 */
export function timeAfter(span, from) {
  const start = from || Math.floor(Date.now() / 1000)
  if (typeof span === 'number') return start + span
  const length = typeof span === 'string' ? milliseconds(span) : undefined
  return length === undefined ? undefined : Math.floor(start + length / 1000)
}

/**
 * A number, blanks, and a unit in any case; a number alone is one of milliseconds.
 *
 * @param {string} text
 * @returns {number | undefined}
 */
export function milliseconds(text) {
  if (text.length > LONGEST) return undefined
  let at = text[0] === '-' ? 1 : 0
  const whole = digitsFrom(text, at)
  at = whole
  if (text[at] === '.') {
    at = digitsFrom(text, whole + 1)
    if (at === whole + 1) return undefined
  }
  const number = parseFloat(text.slice(0, at))
  if (Number.isNaN(number)) return undefined
  while (text[at] === ' ') at++
  const unit = text.slice(at).toLowerCase()
  for (let i = 0; i < UNITS.length; i++) {
    if (UNITS[i][0].indexOf(unit) >= 0) return number * UNITS[i][1]
  }
  return undefined
}

/**
 * Where the digits end.
 *
 * @param {string} text
 * @param {number} at
 */
function digitsFrom(text, at) {
  while (text[at] >= '0' && text[at] <= '9') at++
  return at
}
