// The token, or the code that mints it, to take along.

import { loadLibrary } from '#load-library'
import { copy, download } from '../lib/clipboard.js'
import { shortened } from '../lib/colours.js'
import { byId, h, message } from '../lib/dom.js'
import { formats } from '../lib/formats.js'
import { limit } from '../lib/limits.js'
import { collection, environment } from '../lib/postman.js'
import { texts } from '../texts.js'

/** @param {() => {text: string, encoding: string, passphrase: string}} key */
export function takeAway(key) {
  const select = byId('take-format')
  const url = byId('take-url')
  const code = byId('take-code')
  /** @type {import('../lib/code.js').Mint | null} */
  let mint = null
  for (const [name, label] of Object.entries(texts.take.formats)) select.append(h('option', { value: name }, label))
  limit(url)
  select.addEventListener('change', paint)
  url.addEventListener('input', () => {
    message('take-url')
    paint()
  })
  byId('take-copy').addEventListener('click', (/** @type {Event} */ event) =>
    copy(text(), /** @type {HTMLElement} */ (event.currentTarget), code),
  )
  byId('postman-collection').addEventListener('click', saveCollection)
  byId('postman-environment').addEventListener('click', saveEnvironment)
  byId('postman-library').addEventListener('click', () =>
    saveWithLibrary('jwtmint.js', (library) => library, 'text/javascript'),
  )

  const text = () => (mint ? formats[select.value](mint, url.value.trim()) : '')

  function paint() {
    code.textContent = mint ? shortened(text()) : texts.take.empty
    byId('take-note').textContent = texts.take.notes[/** @type {keyof typeof texts.take.notes} */ (select.value)]
    for (const id of ['take-copy', 'postman-collection']) byId(id).disabled = !mint
  }

  function saveCollection() {
    if (!mint) return
    const minted = mint
    saveWithLibrary('jwtmint.postman_collection.json', (library) =>
      JSON.stringify(collection(minted, library), null, 2),
    )
  }

  /** @param {string} file @param {(library: string) => string} content @param {string} [type] */
  async function saveWithLibrary(file, content, type) {
    try {
      download(file, content(await loadLibrary()), type)
      message('postman', texts.postman.saved(file), 'note')
    } catch {
      message('postman', texts.postman.offline)
    }
  }

  function saveEnvironment() {
    const withKey = byId('postman-key').checked
    if (withKey && !key().text) return message('postman', texts.postman.noKey)
    const file = 'jwtmint.postman_environment.json'
    download(
      file,
      JSON.stringify(environment(url.value.trim(), withKey ? asRead(key()) : { text: '', passphrase: '' }), null, 2),
    )
    message('postman', texts.postman.saved(file), 'note')
  }

  /** @param {boolean} stale */
  function mark(stale) {
    byId('take-stale').hidden = !stale
    code.classList.toggle('stale', stale)
  }

  paint()
  return {
    /** @param {import('../lib/code.js').Mint} minted */
    show(minted) {
      mint = minted
      mark(false)
      paint()
    },
    /** What is shown is still what was minted last, and no longer what the form says. */
    markStale: () => mark(!!mint),
  }
}

/** White space around an encoded secret is none of it. @param {{text: string, encoding: string, passphrase: string}} key */
function asRead({ text, encoding, passphrase }) {
  return { text: ['auto', 'utf8'].includes(encoding) ? text : text.trim(), passphrase }
}
