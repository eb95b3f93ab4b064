// Puts the HTML together: partials, texts, policy and the links to style and scripts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} src
 * @param {any} page the texts
 * @param {{policy: string, head: string, foot?: string}} parts
 */
export function html(src, page, { policy, head, foot = '' }) {
  const parts = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    head,
    foot,
  }
  return filled(included(readFileSync(join(src, 'index.html'), 'utf8'), src), page).replace(
    /<!--(policy|head|foot)-->/g,
    (_, name) => parts[name],
  )
}

/** `<!--include file.html id-->`; in the file, `{id}` is the id. @param {string} text @param {string} src */
function included(text, src) {
  return text.replace(/^[ \t]*<!--include (\S+?)(?: (\S+))?-->\n?/gm, (_, file, id) => {
    const part = readFileSync(join(src, 'partials', file), 'utf8')
    return included(id ? part.replaceAll('{id}', id) : part, src)
  })
}

/** `{{name.of.text}}` @param {string} text @param {any} page */
export function filled(text, page) {
  return text.replace(/\{\{([\w.-]+)\}\}/g, (_, path) => {
    const found = path.split('.').reduce((branch, name) => branch?.[name], page)
    if (typeof found !== 'string') throw new Error(`www/src/texts.js has no text "${path}", which the HTML asks for.`)
    return found.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  })
}
