// The parts of the documentation that are made from data: `node documents.mjs` writes them.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recipes } from './recipes.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const docs = join(here, '../../../docs')
const data = JSON.parse(readFileSync(join(here, '../variables.json'), 'utf8'))
/** Where tests/hosts/workflows/recipes.mjs runs every recipe. */
const CLIENTS = ['Newman', 'Bruno', 'Hoppscotch', 'httpyac']

const cell = (text) => text.replaceAll('|', '\\|')
const table = (titles, rows) =>
  [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

function variables() {
  const rows = data.groups.flatMap(({ title, variables }) => [
    [`**${title}**`, '', ''],
    ...variables.map(({ name, about, otherwise = '' }) => [`\`${name}\``, about, otherwise]),
  ])
  return table(['variable', 'meaning', 'otherwise'], rows)
}

const placeholders = () =>
  table(
    ['placeholder', 'value'],
    data.placeholders.map(({ name, about }) => [
      name
        .split(', ')
        .map((one) => `\`[[${one}]]\``)
        .join(', '),
      about,
    ]),
  )

function recipePage() {
  const all = recipes(join(here, '../recipes'))
  const rows = all.map(({ id, title, docs, about, fill, secrets, place, variables }) => [
    `[${title}](${docs})`,
    `\`${id}\``,
    about,
    [...fill, ...secrets].map(({ name }) => `\`${name}\``).join(', '),
    `${variables.tokenUrl ? 'exchanged' : 'signed'}; ${place.replace(/\{\{\w+\}\}/g, (open) => `\`${open}\``)}`,
    ...CLIENTS.map(() => 'yes'),
  ])
  return `# Recipes

A recipe is a set of variables that makes one service's token. Import its environment, \`<client>/recipes/<id>…\` in
\`pkg/dist/collections\`, fill in what it asks for, and use it with the collection "token signed by the client" or
[your own](api-clients.md). Each follows the service's own documentation or source; those of Apple and Salesforce what others
quote of it, and Apple's libraries. Each is tested in every client marked below against a local server that checks the token
with \`jose\` and refuses what the documentation forbids; none was tried with the service itself. The data is [pkg/collections/recipes](../pkg/collections/recipes), with a schema. A new recipe is a file
there, and a rule of its vendor in \`tests/api/vendors\`.

This page is written by \`node pkg/collections/build/documents.mjs\`.

${table(['service', 'recipe', 'for', 'fill in', 'token', ...CLIENTS], rows)}
`
}

/** The pages as they have to be, by name. */
export function pages() {
  let text = readFileSync(join(docs, 'api-clients.md'), 'utf8')
  for (const [mark, make] of Object.entries({ variables, placeholders })) {
    const region = new RegExp(`(<!-- ${mark}: [^\\n]*-->\\n)[\\s\\S]*?(<!-- end -->)`)
    text = text.replace(region, (_, start, end) => `${start}${make()}\n${end}`)
  }
  return { 'api-clients.md': text, 'recipes.md': recipePage() }
}

/** The names of pages that are not as they have to be. */
export const stale = () =>
  Object.entries(pages())
    .filter(([name, text]) => readFileSync(join(docs, name), 'utf8') !== text)
    .map(([name]) => name)

export const variableNames = data.groups.flatMap(({ variables }) => variables.map(({ name }) => name))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(pages())) writeFileSync(join(docs, name), text)
}
