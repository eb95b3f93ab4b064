// Fields for the registered claims, so that nobody has to write them as JSON.

import { byId, message } from '../lib/dom.js'
import { keep, limit } from '../lib/limits.js'

const names = ['issuer', 'subject', 'audience', 'lifetime', 'notBefore', 'jwtid', 'keyid']

/** The claim or option an error is about, and the field it belongs to. */
const fieldOf = {
  iss: 'issuer',
  issuer: 'issuer',
  sub: 'subject',
  subject: 'subject',
  aud: 'audience',
  audience: 'audience',
  exp: 'lifetime',
  expiresIn: 'lifetime',
  nbf: 'notBefore',
  notBefore: 'notBefore',
  jti: 'jwtid',
  jwtid: 'jwtid',
  kid: 'keyid',
  keyid: 'keyid',
}

/** @param {() => void} changed */
export function quickFields(changed) {
  const fresh = byId('quick-fresh')
  const iat = byId('quick-iat')
  for (const name of names) {
    limit(byId('quick-' + name))
    byId('quick-' + name).addEventListener('input', changed)
  }
  fresh.addEventListener('change', () => {
    tie()
    changed()
  })
  iat.addEventListener('change', changed)

  function tie() {
    byId('quick-jwtid').disabled = fresh.checked
  }

  return {
    get value() {
      const value = Object.fromEntries(names.map((name) => [name, byId('quick-' + name).value.trim()]))
      return { ...value, fresh: fresh.checked, iat: iat.checked }
    },
    /** @param {any} value what is not in it is emptied */
    set value(value) {
      for (const name of names) {
        byId('quick-' + name).value = typeof value[name] === 'string' ? value[name] : ''
        keep(byId('quick-' + name))
      }
      fresh.checked = value.fresh === true
      iat.checked = value.iat !== false
      tie()
    },
    /**
     * Shows each error beside the field it is about, and takes older ones away.
     *
     * @param {any[]} errors
     * @returns {any} the first one that has no field here, or null
     */
    fail(errors) {
      for (const name of names) message('quick-' + name)
      return errors.filter((error) => !place(error))[0] || null
    },
  }

  /** @param {any} error */
  function place(error) {
    const name = fieldOf[/** @type {keyof typeof fieldOf} */ (error.claim)]
    // An empty field cannot be at fault.
    if (!name || (!byId('quick-' + name).value && !(name === 'jwtid' && fresh.checked))) return false
    message('quick-' + name, error.message)
    return true
  }
}
