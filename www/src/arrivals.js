// What is pasted or dropped, anywhere on the page, and where it goes.

import { run } from './core/client.js'
import { classify } from './lib/classify.js'
import { objectOf } from './lib/decode.js'
import { byId, message } from './lib/dom.js'
import { findTokens } from './lib/find-tokens.js'
import { format } from './lib/json-text.js'
import { LONGEST, size } from './lib/limits.js'
import { startOf } from './recipe-work.js'
import { texts } from './texts.js'

/** DER in base64, such as the key in the description of a Keycloak realm. */
const DER = /"M[\w+/-]{80,}={0,2}"/
/** JSON with such a member is no set of claims. */
const SECRET = /"[\w.-]{0,40}secret[\w.-]{0,40}"\s{0,9}:/i
const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*/g

/** @param {{state: any, band: any, key: any, header: any, claims: any, recipe: any, undo: any, open: (token: string, fill?: boolean) => void, edited: () => void}} parts */
export function arrivals({ state, band, key, header, claims, recipe, undo, open, edited }) {
  let several = /** @type {string[]} */ ([])
  /** Counts what was pasted, so that no late answer is taken for what came after. */
  let asked = 0

  document.addEventListener('paste', (event) => {
    const box = /** @type {Element} */ (event.target).closest('textarea, input')
    if (box && box.id !== 'token' && box.id !== 'key') return
    const files = event.clipboardData?.files
    if (files?.length) {
      event.preventDefault()
      return readAll(files)
    }
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.length > LONGEST) {
      event.preventDefault()
      return message('token', texts.tooLong(size(text.length), size(LONGEST)))
    }
    // Into the middle of what is there somebody pastes a piece, not a whole.
    if (
      box instanceof HTMLTextAreaElement &&
      box.value &&
      box.selectionEnd - box.selectionStart < box.value.length &&
      !/\S{40}/.test(text)
    )
      return
    if (text.trim() && place(text, box?.id)) event.preventDefault()
  })
  for (const name of ['dragover', 'drop'])
    document.addEventListener(name, (event) => {
      const { dataTransfer } = /** @type {DragEvent} */ (event)
      if (!dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (name === 'drop') readAll(dataTransfer.files)
    })
  byId('key-file').addEventListener('change', (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    if (input.files?.[0]) read(input.files[0], 'key')
    // The same file may be chosen again.
    input.value = ''
  })

  /** One after the other: a token and its key may come together. @param {FileList} files */
  async function readAll(files) {
    for (const file of [...files]) await read(file)
  }

  /** @param {File} file @param {string} [box] */
  async function read(file, box) {
    if (file.size > LONGEST) return message('token', texts.tooLong(size(file.size), size(LONGEST)))
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const text = textOf(bytes)
      if (text === null) await key.putFile(bytes)
      else if (!place(text.replace(/^\uFEFF/, ''), box)) key.put(text)
      recipe.fillFromName(file.name)
      band.say(texts.arrived(file.name))
    } catch {
      message('token', texts.notRead)
    }
  }

  /**
   * Puts a text where it belongs.
   *
   * @param {string} text
   * @param {string} [box] the box it was pasted into, if any
   * @returns {boolean} whether it was put somewhere; else it goes into the box as it stands
   */
  function place(text, box) {
    asked++
    const { found, key: keyText, vendor, address } = classify(text)
    if (keyText) {
      undo.keep()
      const asked = recipe.certify(keyText)
      // The key's certificate may come in the same file, or by itself.
      const alone = asked && !/PRIVATE KEY/.test(keyText)
      if (!alone) key.put(keyText.replace(asked ? CERTIFICATES : '', ''), 'auto', vendor?.passphrase)
      if (vendor) {
        state.fileKeyId = vendor.keyId
        recipe.fillFrom(vendor.file)
      }
      if (!found && box === 'token') band.say(texts.arrivedKey)
    }
    // A secret may look like nothing else; in the key box only a whole token is taken for one.
    if (found && (box !== 'key' || found.tokens[0].split('.').length >= 3)) {
      undo.keep()
      several = found.tokens
      show(several[0], found.from)
      return true
    }
    if (keyText) return true
    const json = objectOf(text)
    // An issuer's settings only name the address of its keys (OpenID Connect Discovery section 3).
    if (typeof json?.jwks_uri === 'string') {
      toFetch(json.jwks_uri)
      return true
    }
    if (box === 'key') return false
    if (recipe.fillFromText(text)) return true
    if (address) {
      toFetch(address)
      return !box
    }
    const lacksKey = state.token && !state.own && key.empty
    if (json && !box && !(lacksKey && SECRET.test(text))) {
      if (DER.test(text)) askForKey(text.trim(), () => putClaims(text))
      else putClaims(text)
      return true
    }
    if (!box && state.token && key.empty) {
      key.put(text.trim())
      return true
    }
    if (!box) askForKey(text.trim(), () => band.say(texts.found.none, 'bad'))
    return !box
  }

  /** @param {string} address */
  const toFetch = (address) => band.say(texts.fetchesNothing(`curl -s '${address.replace(/'/g, '%27')}'`))

  /** @param {string} text */
  function putClaims(text) {
    undo.keep()
    if (!header.value.trim()) {
      header.value = startOf(state.about)
      state.followsKey = true
    }
    claims.value = format(text.trim())
    edited()
  }

  /**
   * What looks like nothing the page knows may still be a key: the core reads more forms of one.
   *
   * @param {string} text @param {() => void} otherwise
   */
  async function askForKey(text, otherwise) {
    const round = asked
    const read = run('describe', { key: { text, encoding: 'auto', passphrase: '' } })
    const isKey = await read.then(
      ({ type }) => type !== 'secret',
      ({ code }) => code === 'ERR_KEY_ENCRYPTED',
    )
    if (round !== asked) return
    if (isKey) key.put(text)
    else otherwise()
  }

  /** @param {string} token @param {import('./lib/find-tokens.js').Origin} from */
  function show(token, from) {
    recipe.show('')
    open(token)
    band.offer(several, token)
    band.say(
      several.length > 1
        ? texts.found.several(several.length)
        : from === 'none' || from === 'token'
          ? ''
          : texts.found[from],
    )
  }

  return {
    place,
    /** Somebody has written in the box. @param {string} text */
    typed(text) {
      const { tokens, from } = findTokens(text)
      several = tokens
      open(tokens[0] ?? '', false)
      band.offer(several, several[0])
      if (!tokens.length) return band.say(text.trim() ? texts.found.none : '', 'bad')
      band.say(
        several.length > 1
          ? texts.found.several(several.length)
          : from === 'token' || from === 'none'
            ? ''
            : texts.found[from],
      )
    },
    /** @param {string} token one of several */
    chosen(token) {
      open(token)
      band.offer(several, token)
    },
  }
}

/** The text of a file, or null if it is not text. PowerShell writes UTF-16. @param {Uint8Array} bytes */
function textOf(bytes) {
  const wide = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.subarray(0, 2).join()]
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes)
    return /(?![\t\n\v\f\r])\p{Cc}/u.test(text) ? null : text
  } catch {
    return null
  }
}
