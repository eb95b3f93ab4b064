// What was checked, how it went, and what to do about it.

import { byId, h } from '../lib/dom.js'
import { texts } from '../texts.js'

const SIGNS = { pass: '✓', warn: '!', fail: '✕', skip: '–' }

let shown = ''

/** @param {any} report @param {boolean} unread whether there is a key that cannot be read */
export function showChecks(report, unread) {
  verdict(report, unread)
  // The list is left alone where nothing has changed: somebody may be reading it, or copying from it.
  const now = JSON.stringify(report.checks)
  if (now === shown && byId('checks').childNodes.length) return
  shown = now
  byId('checks').replaceChildren(...report.checks.map(row))
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

/** @param {any} report null for none @param {boolean} [unread] */
export function verdict(report, unread = false) {
  const place = byId('verdict')
  const failed = report ? report.checks.filter((/** @type {any} */ check) => check.status === 'fail') : []
  const encrypted = failed.some((/** @type {any} */ check) => check.code === 'ERR_TOKEN_ENCRYPTED')
  const state = !report
    ? 'none'
    : encrypted
      ? 'encrypted'
      : failed.length
        ? 'invalid'
        : report.valid
          ? 'valid'
          : 'unchecked'
  const told = unread && state === 'unchecked' ? 'unread' : state
  place.dataset.state = state
  const text =
    state === 'invalid'
      ? texts.verdict.invalid(texts.check(failed[0]).message, failed.length - 1)
      : texts.verdict[/** @type {'none'} */ (told)]
  if (place.textContent !== text) place.textContent = text
}
