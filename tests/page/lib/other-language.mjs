// A language nobody speaks: every text of the page in brackets. What shows without brackets is not in texts.js.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const tools = process.env.JWTMINT_TOOLS ?? join(root, 'tools/node_modules')

/** The texts, built on those of the page. @param {string} original */
const bracketed = (original) => `import * as english from ${JSON.stringify(original)}
const inBrackets = (value) => value === undefined ? undefined : typeof value === 'string' ? '⟦' + value + '⟧'
  : typeof value === 'function' ? (...given) => inBrackets(value(...given))
  : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inBrackets(part)]))
export const page = { ...inBrackets(english.page), lang: 'en' }
export const texts = inBrackets(english.texts)
export const meanings = inBrackets(english.meanings)
`

/** Builds the page in that language and answers its folder. @returns {{folder: string, remove: () => void}} */
export function buildInBrackets() {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-page-'))
  const texts = join(folder, 'in-brackets.mjs')
  writeFileSync(
    texts,
    bracketed(
      process.platform === 'win32'
        ? pathToFileURL(join(root, 'www/src/texts.js')).href
        : join(root, 'www/src/texts.js'),
    ),
  )
  execFileSync(
    process.execPath,
    [join(root, 'www/build.mjs'), '--tools', tools, '--texts', texts, '--out', join(folder, 'dist')],
    { stdio: 'pipe' },
  )
  return { folder: join(folder, 'dist'), remove: () => rmSync(folder, { recursive: true }) }
}

/** What a reader meets without brackets around it: texts, and the attributes that are read out or shown. In the page. */
export function outsideBrackets() {
  const found = new Set()
  // What is the reader's own, or code: tokens, keys, JSON, names of claims; numbers and signs speak every language.
  const own =
    'script, style, noscript, pre:not(.json > pre), .j-placeholder, .j-name, .j-string, .j-number, .j-word, .j-other, textarea, code, kbd, .code-name, .sign, .brand'
  /** What is left of a text without its brackets, which may lie inside one another. */
  const rest = (text) => {
    let depth = 0
    return [...text]
      .filter((letter) => {
        if (letter === '⟦') depth++
        // A sentence may be cut by a link inside it.
        if (letter === '⟧') depth = Math.max(0, depth - 1)
        return depth === 0 && letter !== '⟧'
      })
      .join('')
      .trim()
  }
  // Names of algorithms and curves are the same everywhere.
  const NAMES = /\b(?:[HRPE]S\d{3}K?|EdDSA|Ed25519|ML-DSA-\d\d|P-\d{3}|secp256k1)\b/g
  const foreign = (text) => /\p{L}{2}/u.test(rest(text).replace(NAMES, ''))
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const { parentElement, textContent } = walk.currentNode
    if (!parentElement.closest(own) && foreign(textContent)) found.add(rest(textContent))
  }
  for (const element of document.querySelectorAll(
    '[aria-label], [placeholder], [title], [alt], [data-empty], [data-flash], optgroup',
  )) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'data-empty', 'data-flash', 'label']) {
      // Examples of values are data.
      if (element.closest('#recipe-fields')) continue
      const text = element.getAttribute(name)
      if (text && foreign(text)) found.add(rest(text))
    }
  }
  return [...found, ...[document.title].filter(foreign)]
}
