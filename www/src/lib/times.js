// Times for people.

import { texts } from '../texts.js'

const language = document.documentElement.lang || 'en'
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
const hour = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
const UNITS = /** @type {[Intl.RelativeTimeFormatUnit, number, number][]} */ ([
  ['second', 1, 120],
  ['minute', 60, 7200],
  ['hour', 3600, 172_800],
  ['day', 86_400, 63_072_000],
  ['year', 31_557_600, Infinity],
])

/** @param {unknown} seconds */
export function isTime(seconds) {
  return typeof seconds === 'number' && Number.isFinite(seconds) && Math.abs(seconds) < 8_640_000_000_000
}

/** @param {number} seconds */
export function utc(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** @param {number} seconds */
export function localTime(seconds) {
  return local.format(seconds * 1000)
}

/** @param {number} seconds a span, or a distance in either direction */
function unitOf(seconds) {
  return UNITS.find(([, , limit]) => Math.abs(seconds) < limit) ?? UNITS[UNITS.length - 1]
}

/** `49 minutes`. @param {number} seconds */
export function span(seconds) {
  const [unit, length] = unitOf(seconds)
  const count = Math.max(1, Math.round(Math.abs(seconds) / length))
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** `in 49 minutes`. @param {number} seconds @param {number} now in seconds */
export function relative(seconds, now) {
  const ahead = seconds - now
  if (Math.abs(ahead) < 1) return texts.time.now
  const [unit, length] = unitOf(ahead)
  return relativeFormat.format(Math.round(ahead / length), unit)
}

/** `23:53`: the hour alone where the day is today. @param {number} seconds @param {number} now in seconds */
export function clockTime(seconds, now) {
  const today = new Date(seconds * 1000).toDateString() === new Date(now * 1000).toDateString()
  return (today ? hour : day).format(seconds * 1000)
}

/** `in 49 minutes, 23:53`. @param {number} seconds @param {number} now in seconds */
export const noteOf = (seconds, now) => `${relative(seconds, now)}, ${clockTime(seconds, now)}`

export const now = () => Date.now() / 1000
