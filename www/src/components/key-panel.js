// The key: one line for each key that was read, its text hidden until somebody asks for it.

import { run } from '../core/client.js'
import { byId, h, message } from '../lib/dom.js'
import { keep, limit } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {{changed: () => void, replacing: () => void}} on `replacing` is told before the page puts another key in
 */
export function keyPanel({ changed, replacing }) {
  const box = byId('key')
  const encoding = byId('key-encoding')
  const passphrase = byId('key-passphrase')
  const entry = byId('key-entry')
  const showButton = byId('key-show')
  /** Whether somebody wants to see the text. A key that is being written in has to be seen. */
  let open = true
  /** @type {any} */
  let about = null
  /** Whether what was put in is still to be read: until then its text is not shown, and the lines of the last key stay. */
  let reading = false

  limit(box)
  limit(passphrase)
  box.addEventListener('input', () => {
    open = true
    encoding.value = 'auto'
    passphrase.value = ''
    changed()
  })
  passphrase.addEventListener('input', changed)
  encoding.addEventListener('change', changed)
  showButton.addEventListener('click', () => {
    open = entry.hidden
    paint()
    if (open) box.focus()
  })
  byId('key-clear').addEventListener('click', () => {
    replacing()
    write({ text: '', encoding: 'auto', passphrase: '' })
    changed()
    box.focus()
  })

  function paint() {
    const read = !!about || reading
    entry.hidden = read && !open
    showButton.hidden = !read
    showButton.setAttribute('aria-expanded', String(!entry.hidden))
    showButton.textContent = entry.hidden ? texts.key.show : texts.key.hide
    byId('key-clear').hidden = !box.value
    byId('key-encoding-label').hidden = !box.value || (about && about.kind !== 'oct')
  }

  /** @param {{text: string, encoding: string, passphrase: string}} value */
  function write(value) {
    box.value = value.text
    keep(box)
    encoding.value = value.encoding
    passphrase.value = value.passphrase
    keep(passphrase)
    open = !value.text
    about = null
    reading = !!value.text
    if (!reading) byId('key-lines').replaceChildren()
    message('key')
    byId('key-passphrase-field').hidden = !value.passphrase
    paint()
  }

  return {
    get value() {
      return { text: box.value, encoding: encoding.value, passphrase: passphrase.value }
    },
    get empty() {
      return !box.value.trim()
    },
    /** @param {string} text @param {string} [writtenAs] @param {string} [passphrase] */
    put(text, writtenAs = 'auto', passphrase = '') {
      if (box.value !== text) replacing()
      write({ text, encoding: writtenAs, passphrase })
      changed()
    },
    write,
    /** @param {string} writtenAs */
    readAs(writtenAs) {
      encoding.value = writtenAs
      changed()
    },
    /** A key file that is no text. @param {Uint8Array} bytes */
    async putFile(bytes) {
      const found = await run('file', { bytes })
      this.put(found.text, found.encoding)
    },
    /** @param {any} told what the worker says of it, or null @param {number} [fitting] which of several fits */
    describe(told, fitting = -1) {
      about = told
      reading = false
      const keys = told ? (told.keys ?? [told]) : []
      const endsInBreak = told?.kind === 'oct' && /\n$/.test(box.value) && ['auto', 'utf8'].includes(encoding.value)
      const lines = byId('key-lines')
      lines.replaceChildren(
        ...keys.map((/** @type {any} */ key, /** @type {number} */ i) =>
          h(
            'li',
            { class: key.weak ? 'weak' : '', 'data-fits': String(i === fitting) },
            summary(key),
            endsInBreak ? h('em', {}, ' · ' + texts.key.lineBreak) : null,
            i === fitting && keys.length > 1 ? h('strong', {}, ' · ' + texts.key.fits) : null,
          ),
        ),
      )
      // In a long set the one that fits is in sight.
      const fits = lines.querySelector('[data-fits="true"]')
      lines.scrollTop = fits ? fits.offsetTop - lines.offsetTop : 0
      if (told) message('key')
      paint()
    },
    /** @param {{code: string, message: string} | null} error */
    fail(error) {
      message('key', error?.message)
      if (error?.code !== 'ERR_KEY_ENCRYPTED') return
      byId('key-passphrase-field').hidden = false
      // A passphrase is asked for where the key came by itself, not while somebody writes elsewhere.
      if (!open && document.activeElement === document.body) passphrase.focus()
    },
  }
}

/** `EC · P-256 · private key · kid 7 · ES256`. @param {any} about */
export function summary(about) {
  const { key } = texts
  return [
    // A parameter set says more than the size of its keys.
    ...(about.kind === 'AKP'
      ? about.algorithms
      : [
          key.kinds[/** @type {keyof typeof key.kinds} */ (about.kind)] || about.kind,
          about.curve || key.bits(about.bits),
        ]),
    key.halves[/** @type {keyof typeof key.halves} */ (about.type)],
    about.keyId && key.id(about.keyId),
    about.weak ? key.weak(about.weak) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
