// A key in any form: by paste, by file, by drop. Says what it recognised.

import { run } from '../core/client.js'
import { byId, message } from '../lib/dom.js'
import { keep, limit, LONGEST, size } from '../lib/limits.js'
import { texts } from '../texts.js'
import { bringBack } from './bring-back.js'

/**
 * @param {string} id
 * @param {() => void} changed
 */
export function keyBox(id, changed) {
  const box = byId(id)
  const encoding = byId(id + '-encoding')
  const passphrase = byId(id + '-passphrase')
  const weak = byId(id + '-weak')
  const known = byId(id + '-known')

  const back = bringBack(
    id + '-back',
    () => ({ ...value(), made: box.dataset.made || '' }),
    (former) => {
      write(former.text, former.encoding, former.passphrase, former.made)
      changed()
    },
  )

  limit(box)
  limit(passphrase)
  box.addEventListener('input', () => {
    delete box.dataset.made
    changed()
  })
  passphrase.addEventListener('input', changed)
  encoding.addEventListener('change', changed)
  weak.addEventListener('change', changed)
  byId(id + '-file').addEventListener('change', (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    if (input.files?.[0]) read(input.files[0])
    // The same file may be chosen again.
    input.value = ''
  })
  const frame = box.closest('.key')
  for (const name of ['dragenter', 'dragover'])
    frame.addEventListener(name, (/** @type {DragEvent} */ event) => hover(event, true))
  for (const name of ['dragleave', 'drop'])
    frame.addEventListener(name, (/** @type {DragEvent} */ event) => hover(event, false))
  frame.addEventListener('drop', (/** @type {DragEvent} */ event) => {
    const file = event.dataTransfer?.files[0]
    if (!file) return
    event.preventDefault()
    read(file)
  })

  /** @param {DragEvent} event @param {boolean} on */
  function hover(event, on) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    frame.classList.toggle('dropping', on)
  }

  /** @param {File} file */
  async function read(file) {
    if (file.size > LONGEST) return message(id, texts.tooLong(size(file.size), size(LONGEST)))
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const text = textOf(bytes)
      if (text !== null) put(text.replace(/^\uFEFF/, ''), 'auto')
      else {
        const found = await run('file', { bytes })
        put(found.text, found.encoding)
      }
      changed()
      known.textContent = texts.key.dropped(file.name)
    } catch {
      message(id, texts.key.notRead)
    }
  }

  const value = () => ({ text: box.value, encoding: encoding.value, passphrase: passphrase.value })

  /**
   * Another key takes the place of the one that is there. That one can be brought back, unless the page made it for
   * another algorithm: those come back with their algorithm.
   *
   * @param {string} text @param {string} writtenAs @param {string} [phrase] @param {string} [madeFor]
   */
  function put(text, writtenAs, phrase = '', madeFor = '') {
    const former = box.dataset.made
    if (box.value.trim() && box.value !== text && (!former || former === madeFor)) back.keep()
    write(text, writtenAs, phrase, madeFor)
  }

  /** @param {string} text @param {string} writtenAs @param {string} phrase @param {string} madeFor */
  function write(text, writtenAs, phrase, madeFor) {
    box.value = text
    keep(box)
    encoding.value = writtenAs
    passphrase.value = phrase
    keep(passphrase)
    if (madeFor) box.dataset.made = madeFor
    else delete box.dataset.made
  }

  return {
    get value() {
      return value()
    },
    get empty() {
      return !box.value.trim()
    },
    get acceptsWeak() {
      return weak.checked && !byId(id + '-weak-label').hidden
    },
    /** What the key was made for, as long as nobody has touched it. */
    get madeFor() {
      return box.dataset.made || ''
    },
    /** @param {string} text @param {string} madeFor */
    fill(text, madeFor) {
      put(text, 'auto', '', madeFor)
    },
    /** @param {any} from another key box */
    copyFrom(from) {
      put(from.value.text, from.value.encoding, from.value.passphrase)
    },
    /** @param {any} about what the worker says of it, or null */
    describe(about) {
      const endsInBreak = about?.kind === 'oct' && /\n$/.test(box.value) && ['auto', 'utf8'].includes(encoding.value)
      known.textContent = about ? summary(about) + (endsInBreak ? ' · ' + texts.key.lineBreak : '') : ''
      known.classList.toggle('weak', !!about?.weak)
      if (about?.weak) byId(id + '-weak-label').hidden = false
      message(id)
    },
    /** @param {{code: string, message: string} | null} error */
    fail(error) {
      message(id, error?.message)
      if (error?.code === 'ERR_KEY_ENCRYPTED') byId(id + '-passphrase-field').hidden = false
      if (error?.code === 'ERR_KEY_WEAK') byId(id + '-weak-label').hidden = false
    },
  }
}

/** The text of a file, or null if it is not text. @param {Uint8Array} bytes */
function textOf(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /[\0-\x08\x0E-\x1F]/.test(text) ? null : text
  } catch {
    return null
  }
}

/** `EC private key · P-256 · kid 7 · ES256`. @param {any} about */
export function summary(about) {
  const { key } = texts
  if (about.kind === 'set') return [key.set(about.count), about.algorithms.join(' ')].join(' · ')
  const name = [
    key.kinds[/** @type {keyof typeof key.kinds} */ (about.kind)] || about.kind,
    key.halves[/** @type {keyof typeof key.halves} */ (about.type)],
  ]
    .filter(Boolean)
    .join(' ')
  return [
    name,
    about.curve || key.bits(about.bits),
    about.keyId && key.id(about.keyId),
    about.weak ? key.weak(about.weak) : about.algorithms.join(' '),
  ]
    .filter(Boolean)
    .join(' · ')
}
