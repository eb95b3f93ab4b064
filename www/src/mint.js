// The view that mints: reads the form, asks the worker, shows what comes back.

import { algorithmMenu } from './components/algorithm-menu.js'
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
  const keys = generator(() => menu.known, (text, name) => {
    key.fill(text, name)
    describeKey()
    mint()
  })
  /** Whether the key was just put in, so that the algorithm follows it. */
  let follow = false
  const minting = channel('mint', minted, failed)
  const describing = channel('describe', described, (error) => {
    key.describe(null)
    forms.show(null)
    key.fail(error)
  })

  byId('copy-token').addEventListener('click', (/** @type {Event} */ event) => copy(view.token, /** @type {HTMLElement} */ (event.currentTarget)))
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
    if (key.empty && menu.value !== 'none') {
      minting.forget()
      view.markStale()
      announce(texts.token.unsigned)
      message('mint-key', texts.token.unsigned, 'note')
      return
    }
    minting.ask({ algorithm: menu.value, claims: claims.value, header: header.value, quick: quick.value, values: template.values, key: key.value, weak: key.acceptsWeak })
  }

  /** @param {any} result @param {any} job */
  function minted(result, job) {
    showError(null)
    view.show(result.token, job.algorithm)
    template.open(result.open)
    const send = templates.find(({ id }) => id === template.id)?.send
    take.show({ ...job, ...result, send })
  }

  /** @param {any} error */
  function failed(error) {
    view.markStale()
    showError(error)
    announce(error.message)
  }

  /** @param {any} error */
  function showError(error) {
    const place = error && (error.box || boxOf(error))
    claims.fail(place === 'claims' ? error : null)
    header.fail(place === 'header' ? error : null)
    const beside = quick.fail(place === 'quick' ? error : null)
    if (place === 'quick' && !beside) claims.fail(error)
    if (place === 'key') key.fail(error)
    else if (!error || menu.value !== 'none') key.fail(null)
    if (place === 'algorithm') menu.say(error.message)
    else if (error) menu.quiet()
    byId('trouble').hidden = place !== 'page'
    byId('trouble').textContent = place === 'page' ? error.message : ''
  }

  /** @param {{id: string, algorithm: string, claims: object, header?: object, quick: object}} chosen */
  function applyTemplate(chosen) {
    claims.value = format(JSON.stringify(chosen.claims))
    header.value = format(JSON.stringify(chosen.header || {}))
    quick.value = chosen.quick
    menu.value = chosen.algorithm
    algorithmChanged()
  }

  async function share() {
    const state = { algorithm: menu.value, claims: claims.value, header: header.value, quick: quick.value, template: template.id, fields: template.shareable }
    const result = shareLink(state)
    if ('refused' in result) return message('share', texts.share[result.refused])
    history.replaceState(null, '', result.link)
    const copied = await copy(result.link, byId('share'))
    message('share', copied ? texts.share.copied : texts.share.inAddress, 'note')
  }

  return {
    /** @param {any[]} algorithms @param {any} state from a share link, or null */
    start(algorithms, state) {
      menu.fill(algorithms)
      if (state) this.open(state)
      else {
        template.show(templates[0].id, {})
        applyTemplate(templates[0])
      }
    },
    /** @param {any} state */
    open(state) {
      menu.value = menu.has(state.algorithm) ? state.algorithm : 'HS256'
      template.show(templates.some(({ id }) => id === state.template) ? state.template : '', state.fields || {})
      claims.value = state.claims
      header.value = typeof state.header === 'string' ? state.header : '{}'
      quick.value = state.quick || {}
      message('share', texts.share.opened, 'note')
      algorithmChanged()
    },
    mint,
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
