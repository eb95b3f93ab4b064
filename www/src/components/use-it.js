// Using the token: the request that its service wants, as code to copy and as files for the API clients.

import { loadLibrary } from '#load-library'
import { proves, requestOf } from '../data/recipes.js'
import { copy, download } from '../lib/clipboard.js'
import { shortened } from '../lib/colours.js'
import { decode } from '../lib/decode.js'
import { byId, h, message } from '../lib/dom.js'
import { limit } from '../lib/limits.js'
import { CLIENT_VARIABLE } from '../lib/placeholders.js'
import { texts } from '../texts.js'

/**
 * @param {{key: () => {text: string, encoding: string, passphrase: string}, mint: () => any, warn: () => string, addressed: () => void}} from
 *   `mint` answers what was signed and how to sign it again; `warn` what has to be said when the token leaves the page;
 *   `addressed` is told of another address
 */
export function useIt({ key, mint, warn, addressed }) {
  const select = byId('use-format')
  const client = byId('use-client')
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
  for (const [name, label] of Object.entries(texts.use.clients)) client.append(h('option', { value: name }, label))
  limit(url)
  select.addEventListener('change', () => {
    // Whoever looks at a client's script saves for that client.
    if (select.value in texts.use.clients) client.value = select.value
    paint()
  })
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
    const chosen = client.value
    saveWithLibrary(
      (library) => maker?.collectionFile(chosen, one, library),
      chosen === 'httpyac' ? texts.use.beside : '',
    )
  })
  byId('save-environment').addEventListener('click', saveEnvironment)
  byId('save-library').addEventListener('click', () => saveWithLibrary((text) => ({ name: 'jwtmint.js', text })))

  const use = () => ({ ...mint(), token, request: { ...requestOf(wanted, values), url: url.value.trim() } })
  const text = (/** @type {string} */ format) =>
    token && maker && !(format in texts.use.notes && notSigned()) ? maker.formats[format](use()) : ''

  /** Why no code and no file here signs such a token, if so. */
  function notSigned() {
    if (sealed) return texts.use.sealed
    // Clients put a variable's value, such as the key, into a body that must stay as it was signed.
    return requestOf(wanted, values).detached && CLIENT_VARIABLE.test(decode(token).claims) ? texts.use.marked : ''
  }

  function paint() {
    const shown = text(select.value)
    code.textContent = shown ? shortened(shown) : (token && notSigned()) || texts.use.empty
    const note = texts.use.notes[/** @type {keyof typeof texts.use.notes} */ (select.value)]
    const proof = !proves(wanted) || select.value === 'node' ? '' : note ? texts.use.proofs : texts.use.proof
    byId('use-note').textContent = (note ?? texts.use.asItStands) + proof
    byId('use-copy').disabled = !shown
    byId('save-collection').disabled = !token || !maker || !!notSigned() || !!requestOf(wanted, values).script
    byId('save-environment').disabled = !maker
  }

  /** @param {(library: string) => {name: string, text: string} | undefined} file @param {string} [next] what to do then */
  async function saveWithLibrary(file, next = '') {
    try {
      save(file(await loadLibrary()), next)
    } catch {
      message('save', texts.use.offline)
    }
  }

  function saveEnvironment() {
    const secret = byId('environment-key').checked
    if (secret && !key().text) return message('save', texts.use.noKey)
    const held = secret ? asRead(key()) : { text: '', passphrase: '' }
    const from = { url: url.value.trim(), key: held, recipe: wanted, filled: values, secret }
    save(maker?.environmentFile(client.value, from))
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

/** @param {{name: string, text: string} | undefined} file @param {string} [next] */
function save(file, next = '') {
  if (!file) return
  download(file.name, file.text)
  message('save', texts.use.saved(file.name) + next, 'note')
}

/** White space around an encoded secret is none of it. @param {{text: string, encoding: string, passphrase: string}} key */
function asRead({ text, encoding, passphrase }) {
  return { text: ['auto', 'utf8'].includes(encoding) ? text : text.trim(), passphrase }
}
