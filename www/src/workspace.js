// The workspace: one token, its header, its claims and a key, each of which can be changed; the others follow.

import { decode, encodePart, objectOf } from './lib/decode.js'
import { compact, laidOut, withMember } from './lib/json-text.js'
import { announce, byId, message } from './lib/dom.js'
import { channel, run } from './core/client.js'
import { momentsIn } from './lib/placeholders.js'
import { boxOf } from './lib/box-of.js'
import { copy } from './lib/clipboard.js'
import { now, span } from './lib/times.js'
import { texts } from './texts.js'
import { noFacts } from './components/facts.js'
import { showVerdict } from './verdict.js'
import { demands } from './components/demands.js'
import { generator } from './components/generate.js'
import { jsonEditor } from './components/json-editor.js'
import { keyForms } from './components/forms.js'
import { keyPanel } from './components/key-panel.js'
import { recipeWork } from './recipe-work.js'
import { showChecks } from './components/checks-list.js'
import { sharing } from './components/share-box.js'
import { tokenBand } from './components/token-band.js'
import { undoing } from './components/undo.js'
import { useIt } from './components/use-it.js'
import { arrivals } from './arrivals.js'

/** How often what is relative to now is looked at again, in milliseconds. */
const PULSE = 5000

/** @param {() => void} changed */
export function workspace(changed) {
  /**
   * `own`: header and claims were changed here, so that they are signed instead of checked. `followsKey`: the algorithm is
   * the page's choice, not the reader's. `live`: what the times of a recipe are worked out from.
   */
  const state = {
    token: '',
    own: false,
    followsKey: false,
    live: /** @type {Record<string, {raw: string, from: string}>} */ ({}),
    weak: false,
    tryAll: false,
    /** What a vendor's key file calls its key. */
    fileKeyId: '',
    about: /** @type {any} */ (null),
    /** The last answer of the worker, null where none belongs to what is shown. @type {any} */
    result: null,
    unsigned: /** @type {string | undefined} */ (undefined),
    later: /** @type {any} what comes later */ (null),
    known: {},
    round: 0,
  }
  const band = tokenBand({ typed: () => arriving.typed(band.value), choose })
  const claims = jsonEditor('claims', edited)
  const header = jsonEditor('header', () => {
    state.followsKey = false
    edited()
  })
  const undo = undoing(snapshot, restore)
  const key = keyPanel({ changed: keyChanged, replacing: () => undo.keep() })
  const forms = keyForms()
  const keys = generator((text) => key.put(text))
  const wanted = demands(evaluate)
  const use = useIt({ key: () => key.value, mint, warn: warning, addressed })
  const recipe = recipeWork({ state, claims, header, key, use, undo, edited, keys })
  const arriving = arrivals({ state, band, key, header, claims, recipe, undo, open, edited })
  const signing = channel('sign', signed, refused)
  const checking = channel('check', checked, failed)
  const again = channel(
    'check',
    (result, job) => job.token === state.token && !state.own && checked(result, job),
    () => {},
  )
  const describing = channel('describe', described, (error) => {
    state.about = null
    key.describe(null)
    forms.show(null)
    key.fail(error)
  })

  byId('copy-token').addEventListener('click', copyToken)
  byId('copy-curl').addEventListener('click', copyCurl)
  const shared = () => ({ draft: draft(), key: key.value.text.trim() })
  sharing(shared)
  byId('clear').addEventListener('click', () => {
    undo.keep()
    open('')
    recipe.show('')
    band.focus()
  })
  setInterval(pulse, PULSE)
  addEventListener('wider', () => band.say(texts.wider))

  function copyToken() {
    if (!byId('copy-token').disabled) copy(state.token, byId('copy-token'), byId('token'), warning())
  }
  function copyCurl() {
    if (!byId('copy-curl').disabled && use.curl()) copy(use.curl(), byId('copy-curl'), undefined, warning())
  }

  /** What has to be said when the token is taken away. */
  function warning() {
    const exp = objectOf(decode(state.token).claims)?.exp
    if (state.unsigned !== undefined) return texts.token.copiedUnsigned
    return typeof exp === 'number' && exp <= now() ? texts.token.copiedExpired(span(now() - exp)) : ''
  }

  /** @param {string} token one of several that were pasted */
  function choose(token) {
    undo.keep()
    arriving.chosen(token)
  }

  /** Shows another token. @param {string} token @param {boolean} [fill] whether it also goes into the box */
  function open(token, fill = true) {
    state.token = token
    state.own = state.followsKey = false
    state.live = {}
    state.result = null
    state.unsigned = undefined
    if (fill) band.fill(token)
    else band.facts(token)
    const parts = decode(token)
    header.value = laidOut(parts.header)
    claims.value = laidOut(parts.claims)
    for (const editor of [header, claims]) editor.fail(null)
    band.legend(parts.encrypted, !!token)
    band.stale(false, !!token)
    show()
    if (token) evaluate()
    else {
      checking.forget()
      showChecks(null)
    }
    changed()
  }

  /** Header or claims were changed: the token follows. */
  function edited() {
    state.own = true
    evaluate()
    changed()
  }

  function evaluate() {
    state.round++
    if (!state.own) {
      signing.forget()
      if (!state.token) return
      const { weak, tryAll } = state
      return checking.ask({ token: state.token, key: key.empty ? null : key.value, expect: wanted.value, weak, tryAll })
    }
    checking.forget()
    signing.ask({
      header: header.value,
      claims: claims.value,
      values: recipe.values,
      shown: recipe.shareable,
      request: use.request,
      proves: recipe.proves,
      key: key.empty ? null : key.value,
      weak: state.weak,
      lenient: true,
      expect: wanted.value,
    })
  }

  /** A token may name the address it is sent to. */
  function addressed() {
    if (state.own && (recipe.proves || momentsIn(claims.value).length)) evaluate()
  }

  function keyChanged() {
    keys.abandon()
    // What was accepted for one key is not accepted for the next.
    state.weak = state.tryAll = false
    state.fileKeyId = ''
    if (key.empty) {
      describing.forget()
      state.about = null
      key.describe(null)
      key.fail(null)
      forms.show(null)
    } else describing.ask({ key: key.value })
    evaluate()
  }

  /** @param {any} about */
  function described(about) {
    state.about = about
    key.describe(about, state.result?.fitting)
    forms.show(about)
    if (!recipe.followKey(about) && state.result) show()
  }

  /** @param {any} result @param {any} job */
  function signed(result, job) {
    if (!state.own) return
    state.unsigned = undefined
    state.known = result.known
    claims.fail(null)
    header.fail(null)
    if (job.key) key.fail(null)
    if (job.proves) message('field-dpopKey', result.proof.fault?.message)
    take(result.token, { ...result, fitting: -1 })
  }

  /** @param {any} error what kept the token from being signed */
  function refused(error) {
    if (!state.own) return
    const faults = error.faults ?? [error]
    const at = (/** @type {string} */ box) => faults.find((/** @type {any} */ fault) => boxOf(fault) === box) ?? null
    const told = (/** @type {any} */ fault) => (fault?.message ? fault : null)
    claims.fail(told(at('claims')))
    header.fail(told(at('header')))
    // A public key is not a mistake: it only cannot sign.
    const inKey = told(at('key'))
    // What was said of a key that cannot be read stands, whatever is wrong elsewhere.
    if (inKey || state.about || key.empty) key.fail(state.about?.type === 'public' ? null : inKey)
    byId('trouble').hidden = !at('page')
    byId('trouble').textContent = at('page')?.message ?? ''
    const first = faults[0]
    if (!objectOf(claims.value || '{}') || !objectOf(header.value || '{}') || at('page')) {
      state.result = null
      state.unsigned = undefined
      band.stale(true, true)
      use.show('', false)
      noFacts(texts.fact.waitsFor(first.box === 'header' ? texts.fact.header : texts.fact.claims.name))
      return announce(first.message)
    }
    state.unsigned =
      texts.missing[/** @type {'NO_KEY'} */ (first.code)]?.(recipe.labels(first.names ?? [])) ?? first.message
    if (state.about?.type === 'public' && first.code?.startsWith('ERR_KEY')) state.unsigned = texts.missing.PUBLIC()
    const token = [header.value, claims.value || '{}'].map((text) => encodePart(compact(text))).join('.') + '.'
    take(token, null)
    run('check', { token, key: null, expect: wanted.value }).then(
      (result) => {
        if (state.token !== token || !state.own) return
        // A key may well be there: it is the token that has no signature.
        const checks = result.report.checks.filter((/** @type {any} */ { status }) => status !== 'skip')
        state.result = { ...result, report: { ...result.report, checks }, refusal: first }
        show()
      },
      () => {},
    )
  }

  /** The token that came of header and claims. @param {string} token @param {any} result */
  function take(token, result) {
    state.token = token
    state.result = result
    band.fill(token, true)
    band.offer([], '')
    band.legend(false, true)
    band.stale(false, true)
    show()
    changed()
  }

  /** @param {any} result @param {any} job */
  function checked(result, job) {
    if (state.own || job.token !== state.token) return
    state.result = result
    const position = result.report.checks.find(
      (/** @type {any} */ one) =>
        one.status === 'fail' && ['structure', 'base64url'].includes(one.name) && one.position >= 0,
    )?.position
    band.mark(position ?? -1)
    for (const [editor, name] of /** @type {[any, string][]} */ ([
      [header, 'header'],
      [claims, 'claims'],
    ])) {
      const fault = result.report.checks.find(
        (/** @type {any} */ one) => one.status === 'fail' && one.name === name && one.position >= 0,
      )
      editor.fail(fault ? { ...fault, message: texts.sentence(fault) } : null)
    }
    key.fail(result.fault && { ...result.fault, message: texts.sentence(result.fault) })
    key.describe(result.fault ? null : state.about, result.fitting)
    wanted.fail(null)
    show()
  }

  /** @param {any} error */
  function failed(error) {
    if (error.code === 'ERR_OPTION_INVALID') return wanted.fail(error)
    if (error.code?.startsWith('ERR_KEY_')) return key.fail(error)
    byId('trouble').hidden = false
    byId('trouble').textContent = error.message
  }

  /** Says what is known of the token. */
  function show() {
    const algorithm = showVerdict({ state, key, header, use, actions })
    if (algorithm) keys.suggest(String(algorithm))
  }

  const actions = {
    evaluate,
    sign: edited,
    /** @param {string} name */
    signAs(name) {
      header.value = withMember(header.value, 'alg', JSON.stringify(name))
      edited()
    },
    /** @param {number} seconds */
    lengthen(seconds) {
      const exp = Math.max(Number(objectOf(claims.value)?.exp) || 0, Math.floor(now())) + seconds
      claims.value = withMember(claims.value || '{}', 'exp', String(exp))
      edited()
    },
    generate: () => keys.generate(keys.suggest(objectOf(header.value)?.alg ?? 'HS256') || 'HS256'),
    fillIn: () => recipe.focusOpen(),
  }

  /** What relates to now goes on while the page is open: a token that expires meanwhile is told as expired. */
  function pulse() {
    if (!state.token) return
    if (document.activeElement !== byId('claims')) claims.refresh()
    show()
    if (!state.own)
      again.ask({
        token: state.token,
        key: key.empty ? null : key.value,
        expect: wanted.value,
        weak: state.weak,
        tryAll: state.tryAll,
      })
  }

  /** What was signed, and how to sign one like it. */
  function mint() {
    const parts = state.later.mintOf({ header: header.value || '{}', claims: claims.value || '{}', live: state.live })
    if (state.weak) parts.options.allowInsecureKeySizes = true
    const known = { ...state.known, ...recipe.shareable, dpopProof: state.result?.proof?.token }
    return { ...parts, known, key: key.value }
  }

  /** All that is not a key. */
  function draft() {
    return { header: header.value, claims: claims.value, recipe: recipe.id, fields: recipe.shareable }
  }

  function snapshot() {
    const { own, followsKey, live, weak } = state
    return {
      ...draft(),
      fields: recipe.values,
      key: key.value,
      token: band.value,
      state: { own, followsKey, live, weak },
    }
  }

  /** @param {any} former */
  function restore(former) {
    key.write(former.key)
    recipe.show(former.recipe, former.fields)
    open(former.token)
    Object.assign(state, former.state)
    header.value = former.header
    claims.value = former.claims
    keyChanged()
    if (former.state.weak) {
      state.weak = true
      evaluate()
    }
    announce(texts.undone)
  }

  showChecks(null)
  noFacts(texts.fact.nothing)
  return {
    copyToken,
    copyCurl,
    shared,
    /** @param {typeof import('./later.js')} all */
    add(all) {
      state.later = all
      for (const editor of [header, claims]) editor.learn(all.meanings)
      recipe.add(all.recipes)
      use.add(all)
    },
    /** @param {any} algorithms */
    start: (algorithms) => keys.fill(algorithms),
    /** @param {any} drafted header and claims from a link or from this tab */
    openDraft(drafted) {
      recipe.open(drafted.recipe ?? '', drafted.fields)
      header.value = drafted.header
      claims.value = drafted.claims
      recipe.wants()
      edited()
    },
    /** @param {string} text */
    paste: (text) => arriving.place(text),
    say: band.say,
  }
}
