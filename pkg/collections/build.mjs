// Makes the ready-made collections in pkg/dist/collections: `node build.mjs --tools <tools/node_modules>`. Run by
// `cargo xtask build` after the script files are there.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { apidog } from './build/apidog.mjs'
import { bruno } from './build/bruno.mjs'
import { bundler } from './build/bundle.mjs'
import { demo } from './build/demo.mjs'
import { hoppscotch } from './build/hoppscotch.mjs'
import { httpyac } from './build/httpyac.mjs'
import { insomnia } from './build/insomnia.mjs'
import { postman } from './build/postman.mjs'
import { recipes } from './build/recipes.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, '..', 'dist')
const out = join(dist, 'collections')
const { tools } = parseArgs({ options: { tools: { type: 'string' } } }).values
if (!tools) throw new Error('--tools is missing: the folder tools/node_modules, which has esbuild.')

const source = (...names) => names.map((name) => readFileSync(join(here, name), 'utf8').trimEnd()).join('\n\n')
const script = (name) => readFileSync(join(dist, `${name}.js`), 'utf8')
const library = {
  usual: script('script'),
  hmac: script('script-hmac'),
  full: script('script-full'),
  // For the clients whose interpreter reads the file on every request.
  signing: { usual: script('signing/usual'), hmac: script('signing/hmac') },
}
const { clients, environments } = demo()
const { version } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'))
const parts = { source, library, bundle: bundler(tools, here), environments, recipes: recipes(join(here, 'recipes')) }

rmSync(out, { recursive: true, force: true })
const files = {
  'clients.json': clients,
  ...postman(parts),
  ...bruno(parts),
  ...hoppscotch(parts),
  ...httpyac(parts),
  ...apidog(parts),
  ...insomnia({ ...parts, version }),
}
for (const [name, content] of Object.entries(files)) {
  const file = join(out, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
}
for (const name of ['rhino', 'recipes']) cpSync(join(here, name), join(out, name), { recursive: true })
for (const name of ['api-clients', 'login-token', 'signed-token', 'recipes'])
  cpSync(join(here, '../../docs', `${name}.md`), join(out, `${name}.md`))
cpSync(join(here, '../../docs/pictures'), join(out, 'pictures'), { recursive: true })
console.log(
  `collections: ${Object.keys(files).length} files for Postman, Bruno, Hoppscotch, httpyac, Apidog and Insomnia`,
)
