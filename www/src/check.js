// The view that takes apart and checks: finds the token, asks the worker, shows what comes back.

import { showChecks, verdict } from './components/checks-list.js'
import { keyBox } from './components/key-box.js'
import { showPart } from './components/parts-view.js'
import { timeline } from './components/timeline.js'
import { channel } from './core/client.js'
import { tokenInto } from './lib/colours.js'
import { announce, byId, message } from './lib/dom.js'
import { extract } from './lib/extract.js'
import { keep, limit } from './lib/limits.js'
import { texts } from './texts.js'

const expectations = ['issuer', 'audience', 'subject', 'tolerance']

export function checkView() {
  const paste = byId('paste')
  const key = keyBox('check-key', keyChanged)
  const times = timeline()
  const place = byId('check-token')
  let token = ''
  const checking = channel('check', show, fail)
  const describing = channel('describe', (about) => key.describe(about), (error) => {
    key.describe(null)
    key.fail(error)
  })

  limit(paste)
  paste.addEventListener('input', update)
  byId('paste-clear').addEventListener('click', () => {
    paste.value = ''
    keep(paste)
    update()
    paste.focus()
  })
  for (const name of expectations) {
    limit(byId('expect-' + name))
    byId('expect-' + name).addEventListener('input', update)
  }
  // What is relative to now goes on while the page is open.
  setInterval(() => {
    if (token && !byId('panel-check').hidden) times.draw()
  }, 10_000)

  function keyChanged() {
    if (key.empty) {
      describing.forget()
      key.describe(null)
    } else describing.ask({ key: key.value })
    update()
  }

  function update() {
    const found = extract(paste.value)
    message('paste', found.from === 'none' && !found.token ? texts.found.none : origin(found), found.from === 'none' && !found.token ? 'bad' : 'note')
    // Text without any token is a mistake beside the box: the last result stays, marked.
    if (!found.token) return paste.value.trim() ? markStale() : clear()
    token = found.token
    checking.ask({ token, key: key.empty ? null : key.value, expect: expected(), weak: key.acceptsWeak })
  }

  function expected() {
    const value = (/** @type {string} */ name) => byId('expect-' + name).value.trim()
    const list = (/** @type {string} */ text) => text.split(',').map((one) => one.trim()).filter(Boolean)
    const options = /** @type {Record<string, any>} */ ({})
    if (value('issuer')) options.issuer = list(value('issuer'))
    if (value('audience')) options.audience = list(value('audience'))
    if (value('subject')) options.subject = value('subject')
    if (value('tolerance')) options.clockTolerance = /^\d+$/.test(value('tolerance')) ? Number(value('tolerance')) : value('tolerance')
    return options
  }

  function clear() {
    token = ''
    checking.forget()
    verdict(null)
    byId('checks').replaceChildren()
    for (const id of ['check-token', 'shown-header', 'shown-payload']) byId(id).replaceChildren()
    times.show(null)
    byId('timeline-note').textContent = ''
    mark(false)
  }

  /** @param {{report: any, loose: string[]}} result @param {any} job */
  function show({ report, loose }, job) {
    const first = (/** @type {(check: any) => boolean} */ test) => report.checks.find((/** @type {any} */ check) => check.status === 'fail' && test(check))
    const inToken = first((check) => (check.name === 'structure' || check.name === 'base64url') && check.position !== undefined)
    const inHeader = first((check) => check.code === 'ERR_HEADER_INVALID' && check.name === 'header')
    const inClaims = first((check) => check.code === 'ERR_CLAIMS_INVALID' && check.name === 'claims')
    tokenInto(place, job.token, inToken ? inToken.position : -1)
    showChecks(report)
    times.show(report.times)
    const { header, payload } = report.text
    showPart(byId('shown-header'), { text: header, loose: loose[0] || '', position: inHeader?.position, message: inHeader?.message, meanings: texts.headerMeanings })
    showPart(byId('shown-payload'), { text: payload, loose: isEncrypted(report) ? '' : loose[1] || '', position: inClaims?.position, message: inClaims?.message, meanings: texts.claimMeanings })
    for (const name of expectations) message('expect-' + name)
    key.fail(null)
    mark(false)
    announce(byId('verdict').textContent)
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
      paste.value = minted
      keep(paste)
      key.copyFrom(from)
      keyChanged()
    },
    redraw: times.draw,
  }
}

/** @param {any} report */
const isEncrypted = (report) => report.checks.some((/** @type {any} */ check) => check.code === 'ERR_TOKEN_ENCRYPTED')

/** Where the token was found. @param {ReturnType<typeof extract>} found */
function origin({ from, count }) {
  const text = from === 'token' || from === 'none' ? '' : texts.found[from]
  return count > 1 ? text + texts.found.several(count) : text
}
