// Where the issuer of a token publishes its keys. The page fetches nothing; it says what to run.

import { copy } from '../lib/clipboard.js'
import { issuerOf } from '../data/issuers.js'
import { byId, h, message } from '../lib/dom.js'
import { texts } from '../texts.js'

let shown = ''

/** @param {any} claims the object, or null @param {{hasKey: boolean, secret: boolean, token: boolean}} about */
export function showIssuer(claims, { hasKey, secret, token }) {
  const issuer = token && !hasKey && !secret ? issuerOf(claims?.iss) : null
  const now = issuer ? issuer.keys : ''
  if (now === shown) return
  shown = now
  if (!issuer) return message('issuer')
  const command = `curl -s '${issuer.keys.replace(/'/g, '%27')}'`
  message('issuer', issuer.name ? texts.issuer.known(issuer.name) : texts.issuer.unknown, 'note')
  byId('issuer-message').append(
    ' ',
    h('code', {}, command),
    ' ',
    h(
      'button',
      {
        type: 'button',
        class: 'cure',
        'aria-label': texts.issuer.copyLabel,
        onclick: (/** @type {Event} */ event) => copy(command, /** @type {HTMLElement} */ (event.currentTarget)),
      },
      texts.issuer.copy,
    ),
  )
}
