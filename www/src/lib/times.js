// Times for people.

import { texts } from '../texts.js'

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const relativeFormat = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' })
const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number, number][]} */ ([
  ['second', 1, 120],
  ['minute', 60, 7200],
  ['hour', 3600, 172_800],
  ['day', 86_400, 63_072_000],
  ['year', 31_557_600, Infinity],
])

/** @param {unknown} seconds */
export function isTime(seconds) {
  return typeof seconds === 'number' && Number.isFinite(seconds) && Math.abs(seconds) < 253_402_300_800
}

/** @param {number} seconds */
export function utc(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** @param {number} seconds */
export function localTime(seconds) {
  return local.format(seconds * 1000)
}

/** @param {number} seconds @param {number} now in seconds */
export function relative(seconds, now) {
  const ahead = seconds - now
  if (Math.abs(ahead) < 1) return texts.time.now
  const [unit, length] = UNITS.find(([, , limit]) => Math.abs(ahead) < limit) || UNITS[UNITS.length - 1]
  return relativeFormat.format(Math.trunc(ahead / length), unit)
}

export const now = () => Date.now() / 1000
