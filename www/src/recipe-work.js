// Recipes at work: they fill header and claims, their fields go into single members, and the algorithm follows the key.

import { pointPair } from '../../pkg/collections/shared/key-file.mjs'
import { run } from './core/client.js'
import {
  changesOf,
  fieldsIn,
  fieldsOf,
  fromFile,
  proves,
  recipeForFile,
  recipeOf,
  recipes,
  textsOf,
} from './data/recipes.js'
import { uuid } from './core/computed.js'
import { recipeMenu } from './components/recipe-menu.js'
import { byId } from './lib/dom.js'
import { objectOf } from './lib/decode.js'
import { withMember } from './lib/json-text.js'
import { usable } from './lib/key-use.js'
import { secondsFromNow } from './lib/placeholders.js'
import { now } from './lib/times.js'

/** @param {{state: any, claims: any, header: any, key: any, use: any, undo: any, edited: () => void, keys: any}} parts */
export function recipeWork({ state, claims, header, key, use, undo, edited, keys }) {
  const menu = recipeMenu({ chosen: (id) => choose(id), changed: fieldsChanged })
  /** The name of the key that the page itself has written into the header. */
  let ownKid = ''
  byId('new').addEventListener('click', () => choose('access'))
  byId('renew').addEventListener('click', renew)
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-span]')))
    button.addEventListener('click', () => lifetime(Number(button.dataset.span)))

  /** @param {string} id @param {Record<string, any>} [values] */
  function choose(id, values) {
    undo.keep()
    menu.show(id, values)
    const recipe = recipeOf(id)
    wants()
    if (!recipe) return
    const filled = textsOf(recipe, menu.values)
    header.value = filled.header
    claims.value = filled.claims
    Object.assign(state, { live: filled.live, followsKey: true })
    ownKid = ''
    edited()
    if (id === 'access' && !usable(state.about).length && key.empty) keys.generate('HS256')
    else followKey(state.about)
    if (proves(recipe) && !menu.values.dpopKey) ownProofKey(recipe)
    menu.firstOpen()?.focus({ preventScroll: true })
  }

  /** Any key will do for proofs: without one of the reader's the page makes one. @param {import('./data/recipes.js').Recipe} recipe */
  async function ownProofKey(recipe) {
    const { text } = await run('generate', { algorithm: 'ES256' })
    if (menu.recipe === recipe && !menu.values.dpopKey) menu.fill([['dpopKey', text]])
  }

  function wants() {
    use.wants(menu.recipe, menu.values)
  }

  /** A field goes into the members that are made of it; what was changed by hand elsewhere stays. @param {Record<string, string>} before */
  function fieldsChanged(before) {
    const { recipe, values } = menu
    if (!recipe) return
    for (const [editor, part] of /** @type {const} */ ([
      [claims, 'claims'],
      [header, 'header'],
    ]))
      for (const { old, name, raw } of changesOf(recipe, part, before, values)) {
        if (old !== name) editor.value = withMember(editor.value, old, null)
        editor.value = withMember(editor.value, name, raw)
      }
    wants()
    wholeKey()
    // A server takes no token twice.
    if (proves(recipe) && before.dpopNonce !== values.dpopNonce) startAgain()
    edited()
  }

  /** A key that came in two halves, as web push tools write them, is put together once both are there. */
  function wholeKey() {
    const { publicKey } = menu.values
    const whole = publicKey && pointPair(key.value.text, publicKey, () => null)
    if (whole) key.put(JSON.stringify(whole))
  }

  /** The algorithm follows the key as long as nobody has chosen one. @param {any} about @returns {boolean} whether it did */
  function followKey(about) {
    const head = objectOf(header.value)
    const can = usable(about)
    if (!state.own || !state.followsKey || !head || !can.length) return false
    const before = header.value
    if (!can.includes(head.alg)) header.value = withMember(header.value, 'alg', JSON.stringify(can[0]))
    const kid = about.keyId ?? state.fileKeyId
    if (kid && (!('kid' in head) || head.kid === ownKid)) {
      header.value = withMember(header.value, 'kid', JSON.stringify(kid))
      ownKid = kid
    } else if (ownKid && head.kid === ownKid) {
      header.value = withMember(header.value, 'kid', null)
      ownKid = ''
    }
    if (header.value === before) return false
    edited()
    return true
  }

  /** @param {number} seconds */
  function lifetime(seconds) {
    const start = Math.floor(now())
    let text = claims.value.trim() || '{}'
    if (!objectOf(text)) return
    undo.keep()
    // A recipe may set the clock back a little for the sake of others.
    const offset = secondsFromNow(/now[^\]]*/.exec(state.live.iat?.from ?? '')?.[0] ?? '')
    text = withMember(text, 'iat', String(start + offset))
    if (state.live.iat) state.live.iat.raw = String(start + offset)
    text = withMember(text, 'exp', String(start + seconds))
    if (typeof objectOf(text)?.nbf === 'number') text = withMember(text, 'nbf', String(start))
    if (!header.value.trim()) header.value = startOf(state.about)
    claims.value = text
    edited()
  }

  /** The same token, made now: its times start again, and its ID is another one. */
  function renew() {
    if (!objectOf(claims.value)) return
    undo.keep()
    startAgain()
    edited()
  }

  function startAgain() {
    const body = objectOf(claims.value)
    if (!body) return
    const clock = Math.floor(now())
    const { recipe } = menu
    const fresh = recipe && textsOf(recipe, menu.values).live
    const shift = clock - (typeof body.iat === 'number' ? body.iat : clock)
    let text = claims.value
    for (const name of ['iat', 'nbf', 'exp', 'jti']) {
      const live = fresh?.[name] && state.live[name]?.raw === JSON.stringify(body[name]) ? fresh[name] : null
      if (live) {
        text = withMember(text, name, live.raw)
        state.live[name] = live
      } else if (name === 'jti' && typeof body.jti === 'string') text = withMember(text, 'jti', JSON.stringify(uuid()))
      else if (typeof body[name] === 'number') text = withMember(text, name, String(body[name] + shift))
    }
    claims.value = text
  }

  wants()
  return {
    get id() {
      return menu.id
    },
    get values() {
      return menu.values
    },
    get proves() {
      return proves(menu.recipe)
    },
    get shareable() {
      return menu.shareable
    },
    labels: menu.labels,
    /** @param {typeof recipes} all */
    add(all) {
      Object.assign(recipes, all)
      menu.list()
      byId('new').disabled = byId('recipe').disabled = false
    },
    /** @param {string} id @param {Record<string, string>} [values] */
    show(id, values) {
      menu.show(id, values)
      wants()
    },
    /** What a link brings, or this tab: its fields, of which none is a secret. @param {string} id @param {any} given */
    open(id, given) {
      const recipe = recipeOf(id)
      const fields = recipe ? fieldsOf(recipe).filter(({ secret }) => !secret) : []
      this.show(id, Object.fromEntries(fields.map(({ name }) => [name, given?.[name]])))
    },
    wants,
    followKey,
    focusOpen: () => (menu.firstOpen() ?? byId('claims')).focus(),
    /** A vendor's key file fills what it knows. @param {any} file */
    fillFrom(file) {
      const current = menu.recipe
      const recipe = current && fromFile(current, file).length ? current : recipeForFile(file)
      if (!recipe) return
      // A token that is being looked at is not replaced by a key that comes.
      if (menu.id !== recipe.id && state.token && !state.own) return
      if (menu.id !== recipe.id) choose(recipe.id, Object.fromEntries(fromFile(recipe, file)))
      else menu.fill(fromFile(recipe, file))
    },
    /** The name of the vendor's key file says which key it is. @param {string} name */
    fillFromName(name) {
      const id = /(?:Auth|Subscription)Key_(\w+)\.p8$/.exec(name)?.[1]
      if (id && 'keyId' in menu.values) menu.fill([['keyId', id]])
    },
    /** A certificate that belongs to the key. @param {string} text @returns {boolean} whether it is asked for */
    certify(text) {
      const [certificate] = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/) ?? []
      if (!certificate || !('certificate' in menu.values)) return false
      menu.fill([['certificate', certificate]])
      return true
    },
    /** Fields by their names. @param {string} text @returns {boolean} whether it held any */
    fillFromText(text) {
      const found = menu.recipe ? fieldsIn(menu.recipe, text) : []
      if (found.length < 2) return false
      undo.keep()
      menu.fill(found)
      return true
    },
    wholeKey,
  }
}

/** A header for claims that somebody starts with. @param {any} about what is known of the key */
export function startOf(about) {
  return `{\n  "alg": ${JSON.stringify(usable(about)[0] ?? 'HS256')},\n  "typ": "JWT"\n}`
}
