// The view that takes apart and checks: finds the token, asks the worker, shows what comes back.

import { bringBack } from './components/bring-back.js'
import { showChecks, verdict } from './components/checks-list.js'
import { keyBox } from './components/key-box.js'
import { refreshTimes, showPart } from './components/parts-view.js'
import { timeline } from './components/timeline.js'
import { channel } from './core/client.js'
import { tokenInto } from './lib/colours.js'
import { announce, byId, message } from './lib/dom.js'
import { extract } from './lib/extract.js'
import { keep, limit } from './lib/limits.js'
import { texts } from './texts.js'

/** How often what is relative to now is looked at again, in milliseconds. */
const PULSE = 5000
const expectations = ['issuer', 'audience', 'subject', 'tolerance']

export function checkView() {
  const paste = byId('paste')
  const key = keyBox('check-key', keyChanged)
  const times = timeline()
  const place = byId('check-token')
  let token = ''
  /** What is shown, as it was asked for; null where nothing is, or where it is out of date. @type {any} */
  let shown = null
  const checking = channel('check', show, fail)
  const checkingAgain = channel('check', showAgain, () => {})
  const describing = channel(
    'describe',
    (about) => key.describe(about),
    (error) => {
      key.describe(null)
      key.fail(error)
    },
  )

  const back = bringBack(
    'paste-back',
    () => paste.value,
    (text) => {
      fill(text)
      update()
    },
  )

  limit(paste)
  paste.addEventListener('input', update)
  byId('paste-clear').addEventListener('click', () => {
    replace('')
    update()
    paste.focus()
  })
  for (const name of expectations) {
    limit(byId('expect-' + name))
    byId('expect-' + name).addEventListener('input', update)
  }
  setInterval(pulse, PULSE)

  /** What is relative to now goes on while the page is open: a token that expires meanwhile is not called valid. */
  function pulse() {
    if (byId('panel-check').hidden) return
    times.draw()
    refreshTimes(byId('shown-payload'))
    if (shown) checkingAgain.ask(shown)
  }

  /** @param {string} text */
  function fill(text) {
    paste.value = text
    keep(paste)
  }

  /** What stood there can be brought back. @param {string} text */
  function replace(text) {
    if (paste.value.trim() && paste.value !== text) back.keep()
    fill(text)
  }

  function keyChanged() {
    if (key.empty) {
      describing.forget()
      key.describe(null)
    } else describing.ask({ key: key.value })
    update()
  }

  function update() {
    const found = extract(paste.value)
    const none = found.from === 'none'
    message('paste', none ? texts.found.none : origin(found), none ? 'bad' : 'note')
    // Text without any token is a mistake beside the box: the last result stays, marked.
    if (!found.token) return paste.value.trim() ? markStale() : clear()
    token = found.token
    checking.ask({ token, key: key.empty ? null : key.value, expect: expected(), weak: key.acceptsWeak })
  }

  function expected() {
    const value = (/** @type {string} */ name) => byId('expect-' + name).value.trim()
    const list = (/** @type {string} */ text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    const options = /** @type {Record<string, any>} */ ({})
    if (value('issuer')) options.issuer = list(value('issuer'))
    if (value('audience')) options.audience = list(value('audience'))
    if (value('subject')) options.subject = value('subject')
    if (value('tolerance'))
      options.clockTolerance = /^\d+$/.test(value('tolerance')) ? Number(value('tolerance')) : value('tolerance')
    return options
  }

  function clear() {
    token = ''
    shown = null
    checking.forget()
    verdict(null)
    byId('checks').replaceChildren()
    for (const id of ['check-token', 'shown-header', 'shown-payload']) byId(id).replaceChildren()
    times.show(null)
    mark(false)
  }

  /** @param {{report: any, loose: string[], fault: any}} result @param {any} job */
  function show({ report, loose, fault: found }, job) {
    const fault = found && { ...found, message: texts.sentence(found) }
    // A key box with garbage in it: the last result stays, if it is one of this token.
    if (fault && place.textContent && shown?.token === job.token && !shown.unread) {
      markStale()
      announce(fault.message)
      return key.fail(fault)
    }
    shown = Object.assign(job, { unread: !!fault })
    const first = (/** @type {(check: any) => boolean} */ test) =>
      report.checks.find((/** @type {any} */ check) => check.status === 'fail' && test(check))
    const inToken = first(
      (check) => (check.name === 'structure' || check.name === 'base64url') && check.position !== undefined,
    )
    const inHeader = first((check) => check.code === 'ERR_HEADER_INVALID' && check.name === 'header')
    const inClaims = first((check) => check.code === 'ERR_CLAIMS_INVALID' && check.name === 'claims')
    tokenInto(place, job.token, inToken ? inToken.position : -1)
    showChecks(report, !!fault)
    times.show(report.times)
    const { header, payload } = report.text
    showPart(byId('shown-header'), {
      text: header,
      loose: loose[0] || '',
      position: inHeader?.position,
      message: inHeader && texts.sentence(inHeader),
      meanings: texts.headerMeanings,
    })
    showPart(byId('shown-payload'), {
      text: payload,
      loose: isEncrypted(report) ? '' : loose[1] || '',
      position: inClaims?.position,
      message: inClaims && texts.sentence(inClaims),
      meanings: texts.claimMeanings,
    })
    for (const name of expectations) message('expect-' + name)
    key.fail(fault)
    mark(false)
    announce(byId('verdict').textContent)
  }

  /** @param {{report: any, fault: any}} result @param {any} job */
  function showAgain({ report, fault }, job) {
    if (job !== shown) return
    const before = byId('verdict').dataset.state
    showChecks(report, !!fault)
    if (byId('verdict').dataset.state !== before) announce(byId('verdict').textContent)
  }

  /** @param {any} error */
  function fail(error) {
    markStale()
    announce(error.message)
    if (error.code.startsWith('ERR_KEY_')) return key.fail(error)
    if (error.code === 'ERR_OPTION_INVALID') return message('expect-tolerance', error.message)
    message('paste', error.message)
  }

  function markStale() {
    checking.forget()
    checkingAgain.forget()
    mark(place.childNodes.length > 0)
  }

  /** @param {boolean} stale */
  function mark(stale) {
    byId('check-stale').hidden = !stale
    byId('panel-check').classList.toggle('stale', stale)
  }

  clear()
  return {
    /** @param {string} minted @param {any} from the key box it was minted with */
    open(minted, from) {
      replace(minted)
      key.copyFrom(from)
      keyChanged()
    },
    redraw: pulse,
  }
}

/** @param {any} report */
const isEncrypted = (report) => report.checks.some((/** @type {any} */ check) => check.code === 'ERR_TOKEN_ENCRYPTED')

/** Where the token was found. @param {ReturnType<typeof extract>} found */
function origin({ from, count }) {
  const text = from === 'token' || from === 'none' ? '' : texts.found[from]
  return count > 1 ? text + texts.found.several(count) : text
}
