// What was checked, how it went, and what to do about it. What passed stands folded below what did not.

import { byId, h } from '../lib/dom.js'
import { texts } from '../texts.js'

const SIGNS = { pass: '✓', warn: '!', fail: '✕', skip: '–' }
const ORDER = ['fail', 'warn', 'skip']

let shown = ''

/** @param {any} report or null */
export function showChecks(report) {
  // The list is left alone where nothing has changed: somebody may be reading it, or copying from it.
  const now = JSON.stringify(report?.checks ?? [])
  if (now === shown) return
  shown = now
  const all = report?.checks ?? []
  const passed = all.filter((/** @type {any} */ { status }) => status === 'pass')
  const others = ORDER.flatMap((wanted) => all.filter((/** @type {any} */ { status }) => status === wanted))
  byId('checks').replaceChildren(...others.map(row))
  byId('checks').dataset.empty = passed.length ? '' : texts.noChecks
  byId('checks-passed').replaceChildren(...passed.map(row))
  byId('passed').hidden = !passed.length
  byId('passed-title').textContent = texts.passed(passed.length)
}

/** @param {any} check */
function row(check) {
  const { status, code } = check
  const { name, message, hint } = texts.check(check)
  return h(
    'li',
    { 'data-status': status, 'data-check': check.name },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[/** @type {keyof typeof SIGNS} */ (status)]),
    h(
      'div',
      {},
      h(
        'p',
        {},
        h('span', { class: 'unseen' }, texts.status[/** @type {keyof typeof texts.status} */ (status)] + ': '),
        h('strong', {}, name),
        ' ',
        message,
      ),
      hint && status !== 'pass' ? h('p', { class: 'hint' }, texts.todo + hint) : null,
      code && status !== 'pass' ? h('p', { class: 'code-name' }, code) : null,
    ),
  )
}
