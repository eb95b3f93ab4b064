// Issued, not before, now and expiry on one line. Drawn at the width there is, so that its letters keep their size.

import { byId, svg } from '../lib/dom.js'
import { isTime, now, relative, utc } from '../lib/times.js'
import { texts } from '../texts.js'

const HEIGHT = 118
const LINE = 58
const SIDE = 14
/** Text baselines of the lanes, nearest to the line first: above and below in turns. */
const LANES = [LINE - 24, LINE + 32, LINE - 44, LINE + 52]
const LETTER = 7

export function timeline() {
  const place = byId('timeline')
  /** @type {any} */
  let times = null
  let width = 0
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - width) > 1) draw()
  }).observe(place)

  function draw() {
    place.dataset.empty = times ? '' : texts.timeline.empty
    width = place.clientWidth
    if (!width) return
    const clock = now()
    const events = Object.entries({ iat: times?.issuedAt, nbf: times?.notBefore, exp: times?.expires })
      .map(([name, time]) => ({ name, at: time ? Number(time.seconds) : NaN }))
      .filter(({ at }) => isTime(at))
    note('', times && !events.length ? texts.timeline.none : '')
    if (!events.length) return place.replaceChildren()
    const find = (/** @type {string} */ name) => events.find((event) => event.name === name)?.at
    const end = find('exp')
    const start = find('nbf') ?? find('iat') ?? Math.min(clock, end ?? clock)
    const state = start > clock ? 'before' : end !== undefined && end <= clock ? 'after' : 'within'
    const marks = [...events, { name: 'now', at: clock }].sort((a, b) => a.at - b.at)
    const first = marks[0].at
    const span = Math.max(1, marks[marks.length - 1].at - first) * (end === undefined ? 1.25 : 1)
    const x = (/** @type {number} */ at) => SIDE + ((at - first) / span) * (width - 2 * SIDE)
    const drawing = svg('svg', {
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': spoken(marks, clock, state, end),
    })
    drawing.append(
      svg('line', { class: 'axis', x1: SIDE, x2: width - SIDE, y1: LINE, y2: LINE }),
      svg('line', {
        class: 'window ' + state,
        x1: x(start),
        x2: end === undefined ? width - SIDE : Math.max(x(end), x(start)),
        y1: LINE,
        y2: LINE,
      }),
    )
    for (const label of placeLabels(marks, x, clock, width)) drawing.append(mark(label))
    place.replaceChildren(drawing)
    note(state, texts.timeline.state(texts.timeline[state], end === undefined))
  }

  return {
    /** @param {any} found the report's times, or null */
    show(found) {
      times = found
      draw()
    },
    draw,
  }
}

/** @param {string} state @param {string} text */
function note(state, text) {
  const place = byId('timeline-note')
  place.dataset.state = state
  place.textContent = text
}

/** @param {{name: string, at: number}} event @param {number} clock */
function wording({ name, at }, clock) {
  const label = texts.timeline[name === 'exp' && at <= clock ? 'expired' : /** @type {'iat'} */ (name)]
  return name === 'now' ? label : `${label} ${relative(at, clock)}`
}

/**
 * Each label goes into the first lane where it covers no other.
 *
 * @param {{name: string, at: number}[]} marks
 * @param {(at: number) => number} x
 * @param {number} clock
 * @param {number} width
 */
function placeLabels(marks, x, clock, width) {
  const ends = LANES.map(() => -Infinity)
  return marks.map((event) => {
    const text = wording(event, clock)
    const length = text.length * LETTER
    const at = x(event.at)
    const left = Math.min(Math.max(at - length / 2, 0), width - length)
    const free = ends.findIndex((end) => end + 8 < left)
    const lane = free < 0 ? ends.indexOf(Math.min(...ends)) : free
    ends[lane] = left + length
    return {
      name: event.name,
      text,
      x: at,
      textX: Math.min(Math.max(at, length / 2), width - length / 2),
      y: LANES[lane],
    }
  })
}

/** @param {{name: string, text: string, x: number, textX: number, y: number}} label */
function mark({ name, text, x, textX, y }) {
  const above = y < LINE
  return svg(
    'g',
    { class: 'mark ' + name },
    svg('line', { x1: x, x2: x, y1: above ? y + 6 : y - 14, y2: LINE }),
    svg('circle', { cx: x, cy: LINE, r: name === 'now' ? 6 : 5 }),
    svg('text', { x: textX, y, 'text-anchor': 'middle' }, text),
  )
}

/** @param {{name: string, at: number}[]} marks @param {number} clock @param {'before' | 'within' | 'after'} state @param {number} [end] */
function spoken(marks, clock, state, end) {
  const events = marks.map((event) => wording(event, clock) + (event.name === 'now' ? '' : ` (${utc(event.at)})`))
  return texts.timeline.label(
    [...events, end === undefined ? texts.timeline.never : '', texts.timeline[state]].filter(Boolean).join(', '),
  )
}
