// What was checked, how it went, and what to do about it.

import { byId, h } from '../lib/dom.js'
import { texts } from '../texts.js'

const SIGNS = { pass: '✓', warn: '!', fail: '✕', skip: '–' }

/** @param {any} report */
export function showChecks(report) {
  byId('checks').replaceChildren(...report.checks.map((/** @type {any} */ check) =>
    h('li', { 'data-status': check.status, 'data-check': check.name },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[/** @type {keyof typeof SIGNS} */ (check.status)]),
      h('div', {},
        h('p', {}, h('span', { class: 'unseen' }, texts.status[/** @type {keyof typeof texts.status} */ (check.status)] + ': '), h('strong', {}, check.name), ' ', check.message),
        check.hint && check.status !== 'pass' ? h('p', { class: 'hint' }, texts.todo + check.hint) : null,
        check.code && check.status !== 'pass' ? h('p', { class: 'code-name' }, check.code) : null,
      ),
    )))
  verdict(report)
}

/** @param {any} report null for none */
export function verdict(report) {
  const place = byId('verdict')
  const failed = report ? report.checks.filter((/** @type {any} */ check) => check.status === 'fail') : []
  const encrypted = failed.some((/** @type {any} */ check) => check.code === 'ERR_TOKEN_ENCRYPTED')
  const state = !report ? 'none' : encrypted ? 'encrypted' : failed.length ? 'invalid' : report.valid ? 'valid' : 'unchecked'
  place.dataset.state = state
  place.textContent = state === 'invalid' ? texts.verdict.invalid(failed[0].message, failed.length - 1) : texts.verdict[/** @type {'none'} */ (state)]
  return place.textContent || ''
}
