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
  let expiry = 0
  for (const button of buttons) button.disabled = true

  /** The form says something else by now, or the time has passed; what is shown is kept and marked. */
  function markStale() {
    place.classList.toggle('stale', !!token)
    stale.hidden = !token
  }

  /** @param {number} seconds since 1970 */
  function watch(seconds) {
    const ahead = seconds * 1000 - Date.now()
    // A timer holds 31 bits of milliseconds; and a token minted as expired is so on purpose.
    if (ahead <= 0 || ahead > 2 ** 31 - 1) return
    expiry = setTimeout(() => {
      markStale()
      message('token', texts.token.expired, 'warn')
      announce(texts.token.expired)
    }, ahead)
  }

  return {
    get token() {
      return token
    },
    /** @param {string} fresh @param {string} algorithm @param {number | null} expires in seconds since 1970 */
    show(fresh, algorithm, expires) {
      token = fresh
      clearTimeout(expiry)
      if (expires !== null) watch(expires)
      tokenInto(place, token)
      place.classList.remove('stale')
      stale.hidden = true
      for (const button of buttons) button.disabled = false
      byId('token-facts').textContent = texts.token.size(token.length, algorithm, new Date().toLocaleTimeString())
      const warning = token.length > TOO_LARGE ? texts.token.tooLarge : token.length > LARGE ? texts.token.large : ''
      message('token', warning, 'warn')
      announce(texts.token.ready(token.length))
    },
    markStale,
  }
}
