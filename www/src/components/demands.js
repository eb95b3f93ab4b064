// What the token must say, besides being signed: issuer, audience, subject, and how far clocks may differ.

import { byId, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'

const NAMES = ['issuer', 'audience', 'subject', 'tolerance']

/** @param {() => void} changed */
export function demands(changed) {
  const value = (/** @type {string} */ name) => byId('expect-' + name).value.trim()
  const list = (/** @type {string} */ text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  for (const name of NAMES) {
    limit(byId('expect-' + name))
    byId('expect-' + name).addEventListener('input', changed)
  }
  return {
    /** As options of the library. */
    get value() {
      const options = /** @type {Record<string, any>} */ ({})
      if (value('issuer')) options.issuer = list(value('issuer'))
      if (value('audience')) options.audience = list(value('audience'))
      if (value('subject')) options.subject = value('subject')
      const tolerance = value('tolerance')
      if (tolerance) options.clockTolerance = /^\d+$/.test(tolerance) ? Number(tolerance) : tolerance
      return options
    },
    /** @param {any} error */
    fail(error) {
      for (const name of NAMES) message('expect-' + name)
      if (error) message('expect-tolerance', error.message)
    },
  }
}
