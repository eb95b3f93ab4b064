// Makes the ready-made collections in pkg/dist/collections. Run by `cargo xtask build` after the script files are there.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apidog } from './build/apidog.mjs'
import { bruno } from './build/bruno.mjs'
import { demo } from './build/demo.mjs'
import { hoppscotch } from './build/hoppscotch.mjs'
import { httpyac } from './build/httpyac.mjs'
import { postman } from './build/postman.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, '..', 'dist')
const out = join(dist, 'collections')

const source = (...names) => names.map((name) => readFileSync(join(here, name), 'utf8').trimEnd()).join('\n\n')
const library = {
  full: readFileSync(join(dist, 'script.js'), 'utf8'),
  hmac: readFileSync(join(dist, 'script-hmac.js'), 'utf8'),
}
const { clients, environments } = demo()

rmSync(out, { recursive: true, force: true })
const files = {
  'clients.json': clients,
  ...postman({ source, library, environments }),
  ...bruno({ source, library, environments }),
  ...hoppscotch({ source, library, environments }),
  ...httpyac({ source, library, environments }),
  ...apidog({ source, library, environments }),
}
for (const [name, content] of Object.entries(files)) {
  const file = join(out, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
}
for (const name of ['README.md', 'rhino']) cpSync(join(here, name), join(out, name), { recursive: true })
console.log(`collections: ${Object.keys(files).length} files for Postman, Bruno, Hoppscotch, httpyac and Apidog`)
