// The life of the token on one thin line: from when to when, and where now is.

import { byId, h } from '../lib/dom.js'
import { isTime, now, relative, utc } from '../lib/times.js'
import { texts } from '../texts.js'

/** @param {any} claims the object, or null */
export function showTimes(claims) {
  const place = byId('times')
  const exp = timeIn(claims?.exp)
  const start = timeIn(claims?.nbf) ?? timeIn(claims?.iat)
  // It keeps its room when there is nothing to show, so that what is below stays where it is.
  const nothing = exp === undefined || start === undefined || exp <= start
  if (nothing) return clear(place)
  const clock = now()
  const first = Math.min(start, clock)
  const last = Math.max(exp, clock)
  const part = (/** @type {number} */ at) => ((at - first) / Math.max(1, last - first)) * 100
  const state = clock >= exp ? 'after' : clock < start ? 'before' : 'within'
  const bar = h('span', { class: 'track' }, h('span', { class: 'window' }), h('span', { class: 'tick' }))
  const [life, tick] = bar.children
  life.style.left = part(start) + '%'
  life.style.right = 100 - part(exp) + '%'
  tick.style.left = part(clock) + '%'
  const from = texts.times.from(relative(start, clock))
  const to = texts.times[state === 'after' ? 'expired' : 'to'](relative(exp, clock))
  place.dataset.state = state
  place.setAttribute('role', 'img')
  place.setAttribute(
    'aria-label',
    texts.times.label(`${from} (${utc(start)})`, `${to} (${utc(exp)})`, texts.times[state]),
  )
  place.replaceChildren(bar, h('span', { class: 'ends' }, h('span', {}, from), h('span', {}, to)))
}

/** @param {HTMLElement} place */
function clear(place) {
  place.replaceChildren()
  place.removeAttribute('role')
  place.removeAttribute('aria-label')
}

/** @param {unknown} seconds */
const timeIn = (seconds) => (isTime(seconds) && Number(seconds) < 1e11 ? Number(seconds) : undefined)
