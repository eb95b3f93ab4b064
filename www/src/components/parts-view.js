// Header or claims of a token: the JSON as it stands, and every known name explained.

import { json, shortened } from '../lib/colours.js'
import { h } from '../lib/dom.js'
import { characterAt, format, isJson, lineAndColumn, members } from '../lib/json-text.js'
import { LONGEST_COLOURED } from '../lib/limits.js'
import { isTime, localTime, now, relative, utc } from '../lib/times.js'
import { texts } from '../texts.js'

/** Claims that hold a time in seconds since 1970. */
const TIMES = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe', 'tokenExp']
/** More rows than anybody reads. */
const MOST_ROWS = 200

/**
 * @param {HTMLElement} place
 * @param {{text: string | null, loose: string, position?: number, message?: string, meanings: Record<string, string>}} part
 *   `text` what the core could read; `loose` what could be decoded in any case
 */
export function showPart(place, { text, loose, position, message, meanings }) {
  if (text === null || !isJson(text)) return place.replaceChildren(...brokenPart(loose, position, message))
  const laid = text.length > LONGEST_COLOURED ? text : format(text)
  const label = place.closest('section')?.querySelector('h2')?.textContent || ''
  const pre = h('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': label + ', JSON' })
  pre.append(laid.length > LONGEST_COLOURED ? shortened(laid) : json(laid))
  place.replaceChildren(pre, table(text, meanings))
}

/** @param {string} loose @param {number} [position] @param {string} [message] */
function brokenPart(loose, position, message) {
  if (!loose) return [h('p', { class: 'note' }, texts.nothing)]
  const at = position === undefined ? -1 : characterAt(loose, position)
  const pre = h('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': texts.unreadable })
  const long = loose.length > LONGEST_COLOURED
  pre.append(long ? shortened(loose) : json(loose, at))
  if (at >= loose.length && !long) pre.append(h('mark', { class: 'broken' }, '␣'))
  const { line, column } = lineAndColumn(loose, at)
  return [
    h('p', { class: 'note' }, texts.unreadable),
    pre,
    at >= 0 ? h('p', { class: 'broken-at' }, texts.atLine(line, column) + (message || texts.breaksHere)) : '',
  ]
}

/** @param {string} text @param {Record<string, string>} meanings */
function table(text, meanings) {
  const clock = now()
  const rows = members(text)
    .slice(0, MOST_ROWS)
    .map(({ name, raw }) => {
      const seconds = Number(raw)
      const value =
        TIMES.includes(name) && /^-?[\d.]/.test(raw) && isTime(seconds)
          ? time(raw, seconds, clock)
          : [h('code', {}, shortValue(raw))]
      const meaning = Object.hasOwn(meanings, name) ? meanings[name] : ''
      return h(
        'tr',
        { 'data-name': name },
        h('th', { scope: 'row' }, h('code', {}, shortValue(name))),
        h('td', {}, ...value, meaning ? h('p', { class: 'meaning' }, meaning) : ''),
      )
    })
  if (!rows.length) return ''
  return h(
    'table',
    {},
    h(
      'thead',
      { class: 'unseen' },
      h('tr', {}, h('th', { scope: 'col' }, texts.table.name), h('th', { scope: 'col' }, texts.table.value)),
    ),
    h('tbody', {}, ...rows),
  )
}

/** @param {string} raw @param {number} seconds @param {number} clock */
function time(raw, seconds, clock) {
  const row = (/** @type {string} */ label, /** @type {string} */ value, attributes = {}) =>
    h('div', {}, h('dt', {}, label), h('dd', attributes, value))
  return [
    h('code', {}, raw),
    h(
      'dl',
      { class: 'time' },
      row(texts.time.relative, relative(seconds, clock), { 'data-at': seconds }),
      row(texts.time.local, localTime(seconds)),
      row(texts.time.utc, utc(seconds)),
    ),
  ]
}

/** Brings what is relative to now up to date. @param {HTMLElement} place */
export function refreshTimes(place) {
  const clock = now()
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('[data-at]'))) {
    const text = relative(Number(cell.dataset.at), clock)
    if (cell.textContent !== text) cell.textContent = text
  }
}

/** @param {string} text */
const shortValue = (text) => (text.length > 400 ? text.slice(0, 400) + ' …' : text)
