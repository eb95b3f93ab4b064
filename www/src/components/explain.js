// Every member of header or claims with its meaning, and times in three forms.

import { h } from '../lib/dom.js'
import { members } from '../lib/json-text.js'
import { isTime, localTime, now, relative, utc } from '../lib/times.js'
import { texts } from '../texts.js'
import { TIMES } from './notes.js'

/** More rows than anybody reads. */
const MOST_ROWS = 200

/** @param {string} text @param {Record<string, string>} meanings */
export function explain(text, meanings) {
  const clock = now()
  const rows = members(text)
    .slice(0, MOST_ROWS)
    .map(({ name, raw }) => {
      const seconds = Number(raw)
      const isOne = TIMES.includes(name) && /^-?[\d.]/.test(raw) && isTime(seconds)
      const meaning = Object.hasOwn(meanings, name) ? meanings[name] : texts.unknownClaim
      return h(
        'div',
        { 'data-name': name },
        h('dt', {}, h('code', {}, short(name))),
        h('dd', { class: 'meaning' }, meaning),
        isOne
          ? h(
              'dd',
              { class: 'time' },
              ...[relative(seconds, clock), localTime(seconds), utc(seconds)].flatMap((text, i) => [
                i ? ' · ' : '',
                h('span', {}, text),
              ]),
            )
          : h('dd', {}, h('code', {}, short(raw))),
      )
    })
  return rows.length ? h('dl', { class: 'meanings' }, ...rows) : h('p', { class: 'note' }, texts.nothing)
}

/** @param {string} text */
const short = (text) => (text.length > 400 ? text.slice(0, 400) + ' …' : text)
