// The view that mints: reads the form, asks the worker, shows what comes back.

import { algorithmMenu } from './components/algorithm-menu.js'
import { bringBack } from './components/bring-back.js'
import { generator } from './components/generate.js'
import { halves } from './components/halves.js'
import { jsonEditor } from './components/json-editor.js'
import { keyBox } from './components/key-box.js'
import { quickFields } from './components/quick-fields.js'
import { takeAway } from './components/take-away.js'
import { templateMenu } from './components/template-menu.js'
import { tokenView } from './components/token-view.js'
import { channel } from './core/client.js'
import { templates } from './data/templates.js'
import { copy } from './lib/clipboard.js'
import { announce, byId, message } from './lib/dom.js'
import { format } from './lib/json-text.js'
import { shareLink } from './lib/share.js'
import { texts } from './texts.js'

/** @param {(token: string, key: any) => void} checkThis */
export function mintView(checkThis) {
  const claims = jsonEditor('claims', mint)
  const header = jsonEditor('header', mint)
  const quick = quickFields(mint)
  const key = keyBox('mint-key', keyChanged)
  const forms = halves()
  const view = tokenView()
  const take = takeAway(() => key.value)
  const template = templateMenu(applyTemplate, mint)
  const menu = algorithmMenu(algorithmChanged)
  const keys = generator(
    () => menu.known,
    (text, name) => {
      key.fill(text, name)
      describeKey()
      mint()
    },
  )
  const back = bringBack('start-back', state, open)
  /** What the page itself has put in last, to tell what somebody has typed from it. */
  let given = ''
  /** Whether the key was just put in, so that the algorithm follows it. */
  let follow = false
  const minting = channel('mint', minted, failed)
  const describing = channel('describe', described, (error) => {
    key.describe(null)
    forms.show(null)
    key.fail(error)
  })

  byId('copy-token').addEventListener('click', (/** @type {Event} */ event) =>
    copy(view.token, /** @type {HTMLElement} */ (event.currentTarget), byId('token')),
  )
  byId('mint-again').addEventListener('click', mint)
  byId('check-this').addEventListener('click', () => checkThis(view.token, key))
  byId('share').addEventListener('click', share)

  function keyChanged() {
    follow = true
    keys.abandon()
    describeKey()
    mint()
  }

  function describeKey() {
    if (!key.empty) return describing.ask({ key: key.value })
    describing.forget()
    key.describe(null)
    forms.show(null)
  }

  /** @param {any} about */
  function described(about) {
    key.describe(about)
    forms.show(about)
    if (follow && about.algorithms.length && menu.value !== 'none' && !about.algorithms.includes(menu.value)) {
      menu.value = about.algorithms[0]
      menu.say(texts.algorithmFollowed(menu.value), 'note')
      keys.offer()
      mint()
    }
    follow = false
  }

  function algorithmChanged() {
    keys.offer()
    // A key the page made follows the algorithm; one that somebody brought is never touched.
    if (menu.known && (key.empty || (key.madeFor && key.madeFor !== menu.value))) keys.forAlgorithm()
    else mint()
  }

  function mint() {
    const held = key.empty ? null : key.value
    minting.ask({
      algorithm: menu.value,
      claims: claims.value,
      header: header.value,
      quick: quick.value,
      values: template.values,
      key: held,
      weak: key.acceptsWeak,
    })
  }

  /** @param {any} result @param {any} job */
  function minted(result, job) {
    showFaults([])
    view.show(result.token, job.algorithm, result.expires)
    template.open(result.open)
    const send = templates.find(({ id }) => id === template.id)?.send
    take.show({ ...job, ...result, send })
  }

  /** @param {any} error */
  function failed(error) {
    view.markStale()
    take.markStale()
    showFaults(error.faults || [error])
    announce(error.message || texts.token.unsigned)
  }

  /** Each fault beside its box; boxes without one are cleared. @param {any[]} faults */
  function showFaults(faults) {
    const at = (/** @type {string} */ box) => faults.find((fault) => (fault.box || boxOf(fault)) === box) || null
    const inQuick = faults.filter((fault) => (fault.box || boxOf(fault)) === 'quick')
    const unplaced = quick.fail(inQuick)
    claims.fail(at('claims') || unplaced)
    header.fail(at('header'))
    const inKey = at('key')
    if (inKey?.code === 'EMPTY') message('mint-key', texts.token.unsigned, 'note')
    else if (inKey || menu.value !== 'none') key.fail(inKey)
    const inMenu = at('algorithm')
    if (inMenu) menu.say(inMenu.message)
    else if (faults.length) menu.quiet()
    const trouble = at('page')
    byId('trouble').hidden = !trouble
    byId('trouble').textContent = trouble ? trouble.message : ''
  }

  /** All that the form holds but the key. */
  function state() {
    return {
      algorithm: menu.value,
      claims: claims.value,
      header: header.value,
      quick: quick.value,
      template: template.id,
      fields: template.values,
    }
  }

  const typed = () => JSON.stringify([claims.value, header.value, quick.value])

  /** @param {any} next what the form is to hold from now on; what was typed can be brought back */
  function replace(next) {
    if (given && typed() !== given) back.keep()
    open(next)
    given = typed()
  }

  /** @param {any} next */
  function open(next) {
    menu.value = menu.has(next.algorithm) ? next.algorithm : 'HS256'
    template.show(templates.some(({ id }) => id === next.template) ? next.template : '', next.fields || {})
    claims.value = next.claims
    header.value = typeof next.header === 'string' ? next.header : '{}'
    quick.value = next.quick || {}
    algorithmChanged()
  }

  /** @param {{id: string, algorithm: string, claims: object, header?: object, quick: object}} chosen @param {Record<string, string>} [fields] */
  function applyTemplate(chosen, fields) {
    replace({
      algorithm: chosen.algorithm,
      template: chosen.id,
      fields: fields || {},
      quick: chosen.quick,
      claims: format(JSON.stringify(chosen.claims)),
      header: format(JSON.stringify(chosen.header || {})),
    })
  }

  async function share() {
    const result = shareLink({ ...state(), fields: template.shareable }, key.value.text.trim())
    if ('refused' in result) return message('share', texts.share[result.refused])
    history.replaceState(null, '', result.link)
    const copied = await copy(result.link, byId('share'))
    message('share', copied ? texts.share.copied : texts.share.inAddress, 'note')
  }

  return {
    /** @param {any[]} algorithms @param {any} shared from a share link, or null */
    start(algorithms, shared) {
      menu.fill(algorithms)
      if (shared) this.open(shared)
      else applyTemplate(templates[0])
    },
    /** @param {any} shared */
    open(shared) {
      replace(shared)
      message('share', texts.share.opened, 'note')
    },
  }
}

/** The box an error belongs to. @param {any} error */
function boxOf({ code }) {
  if (code === 'ERR_CLAIMS_INVALID') return 'claims'
  if (code === 'ERR_HEADER_INVALID' || code === 'ERR_CRITICAL_UNSUPPORTED') return 'header'
  if (code.startsWith('ERR_KEY_')) return 'key'
  if (code === 'ERR_OPTION_INVALID') return 'quick'
  return code.startsWith('ERR_ALGORITHM_') ? 'algorithm' : 'page'
}
