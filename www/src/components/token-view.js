// The minted token: its parts in colours, its size, and whether it is still what the form says.

import { tokenInto } from '../lib/colours.js'
import { announce, byId, message } from '../lib/dom.js'
import { texts } from '../texts.js'

/** Limits of common servers for one header line. */
const LARGE = 4096
const TOO_LARGE = 8192

export function tokenView() {
  const place = byId('token')
  const stale = byId('token-stale')
  const buttons = ['copy-token', 'check-this', 'mint-again'].map(byId)
  let token = ''
  for (const button of buttons) button.disabled = true

  return {
    get token() {
      return token
    },
    /** @param {string} fresh @param {string} algorithm */
    show(fresh, algorithm) {
      token = fresh
      tokenInto(place, token)
      place.classList.remove('stale')
      stale.hidden = true
      for (const button of buttons) button.disabled = false
      byId('token-facts').textContent = texts.token.size(token.length, algorithm, new Date().toLocaleTimeString())
      const warning = token.length > TOO_LARGE ? texts.token.tooLarge : token.length > LARGE ? texts.token.large : ''
      message('token', warning, 'warn')
      announce(texts.token.ready(token.length))
    },
    /** The form says something else by now; what is shown is kept and marked. */
    markStale() {
      place.classList.toggle('stale', !!token)
      stale.hidden = !token
    },
  }
}
