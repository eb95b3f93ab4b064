// Using the token: the request that its service wants, as code to copy and as files for the API clients.

import { loadLibrary } from '#load-library'
import { proves, requestOf } from '../data/recipes.js'
import { copy, download } from '../lib/clipboard.js'
import { shortened } from '../lib/colours.js'
import { byId, h, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'
import { texts } from '../texts.js'

/**
 * @param {{key: () => {text: string, encoding: string, passphrase: string}, mint: () => any, warn: () => string, addressed: () => void}} from
 *   `mint` answers what was signed and how to sign it again; `warn` what has to be said when the token leaves the page;
 *   `addressed` is told of another address
 */
export function useIt({ key, mint, warn, addressed }) {
  const select = byId('use-format')
  const url = byId('use-url')
  const code = byId('use-code')
  /** The recipe whose request belongs to the token; its address can be changed. @type {any} */
  let wanted
  let values = /** @type {Record<string, string>} */ ({})
  let token = ''
  let touched = false
  /** An encrypted token is sent as it is: nothing here makes one like it. */
  let sealed = false
  /** What makes code and files, once it is there. @type {typeof import('../later.js') | null} */
  let maker = null
  for (const [name, label] of Object.entries(texts.use.formats)) select.append(h('option', { value: name }, label))
  limit(url)
  select.addEventListener('change', paint)
  url.addEventListener('input', () => {
    message('use-url')
    touched = true
    paint()
    addressed()
  })
  byId('use-copy').addEventListener('click', (/** @type {Event} */ event) =>
    copy(text(select.value), /** @type {HTMLElement} */ (event.currentTarget), code, warn()),
  )
  byId('save-collection').addEventListener('click', () => {
    const one = use()
    saveWithLibrary('jwtmint.postman_collection.json', (library) =>
      JSON.stringify(maker?.collection(one, library), null, 2),
    )
  })
  byId('save-environment').addEventListener('click', saveEnvironment)
  byId('save-library').addEventListener('click', () =>
    saveWithLibrary('jwtmint.js', (library) => library, 'text/javascript'),
  )

  const use = () => ({ ...mint(), token, request: { ...requestOf(wanted, values), url: url.value.trim() } })
  const text = (/** @type {string} */ format) =>
    token && maker && !(sealed && format in texts.use.notes) ? maker.formats[format](use()) : ''

  function paint() {
    const shown = text(select.value)
    code.textContent = shown ? shortened(shown) : sealed ? texts.use.sealed : texts.use.empty
    const note = texts.use.notes[/** @type {keyof typeof texts.use.notes} */ (select.value)]
    const proof = !proves(wanted) || select.value === 'node' ? '' : note ? texts.use.proofs : texts.use.proof
    byId('use-note').textContent = (note ?? texts.use.asItStands) + proof
    byId('use-copy').disabled = !shown
    byId('save-collection').disabled = !token || !maker || sealed
    byId('save-environment').disabled = !maker
  }

  /** @param {string} file @param {(library: string) => string} content @param {string} [type] */
  async function saveWithLibrary(file, content, type) {
    try {
      download(file, content(await loadLibrary()), type)
      message('save', texts.use.saved(file), 'note')
    } catch {
      message('save', texts.use.offline)
    }
  }

  function saveEnvironment() {
    const withKey = byId('environment-key').checked
    if (withKey && !key().text) return message('save', texts.use.noKey)
    const file = 'jwtmint.postman_environment.json'
    const held = withKey ? asRead(key()) : { text: '', passphrase: '' }
    const of = { recipe: wanted, values, secret: withKey }
    download(file, JSON.stringify(maker?.environment(url.value.trim(), held, of), null, 2))
    message('save', texts.use.saved(file), 'note')
  }

  paint()
  return {
    /** @param {string} fresh the token, or an empty text where there is none to use @param {boolean} encrypted */
    show(fresh, encrypted) {
      token = fresh
      sealed = encrypted
      paint()
    },
    /** What the token is for: method and address. */
    get request() {
      return { method: requestOf(wanted, values).method, url: url.value.trim() }
    },
    /** What the token is for. @param {any} recipe @param {Record<string, string>} filled */
    wants(recipe, filled) {
      if (wanted !== recipe) touched = false
      wanted = recipe
      values = filled
      if (!touched) url.value = requestOf(wanted, values).url
      paint()
    },
    curl: () => text('curl'),
    /** @param {typeof import('../later.js')} all */
    add(all) {
      maker = all
      paint()
    },
    repaint: paint,
  }
}

/** White space around an encoded secret is none of it. @param {{text: string, encoding: string, passphrase: string}} key */
function asRead({ text, encoding, passphrase }) {
  return { text: ['auto', 'utf8'].includes(encoding) ? text : text.trim(), passphrase }
}
