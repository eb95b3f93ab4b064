// The names and numbers by which the two sides of each door know an operation, a form of key, a public function: they stand
// in Rust and in JavaScript, and here they are compared.
import { readFileSync } from 'node:fs'
import { OPERATIONS } from '../../pkg/src/api/guard.js'
import { FORM } from '../../pkg/src/api/keys.js'

const source = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.slice(1))
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())

/** @returns {string[]} what differs */
export function sameLists() {
  const differences = []
  const compare = (what, here, there) => {
    if (JSON.stringify(here) !== JSON.stringify(there))
      differences.push(`${what}: ${JSON.stringify(here)} and ${JSON.stringify(there)}`)
  }

  const scriptDoor = all(source('bindings/src/script.rs'), /^operation!\((\w+) as "(\w+)"/gm)
  const exported = scriptDoor.map(([, name]) => name)
  compare(
    'exports of the script door, and its functions',
    exported,
    scriptDoor.map(([name]) => camel(name)),
  )
  compare('operations of the script door in Rust, and OPERATIONS of pkg/src/api/guard.js', exported, OPERATIONS)

  const door = all(source('bindings/src/wasm.rs'), /^pub fn (\w+)/gm).map(([name]) => camel(name))
  const beside = ['setRandom']
  compare('operations of the WebAssembly door', [...door].sort(), [...OPERATIONS, ...beside].sort())

  const handed = /export const bindings = \{(.*?)^\}/ms.exec(source('pkg/src/entry/bindings.js'))[1]
  const entry = all(handed, /^ {2}(\w+)[,:]/gm).map(([name]) => name)
  compare(
    'what pkg/src/entry/bindings.js hands on',
    [...entry].sort(),
    [...OPERATIONS, ...beside, 'lendHostCrypto', 'begin', 'end', 'recover'].sort(),
  )

  // src/crypto/bigint/host.rs: `RsaPublic = 1,`; pkg/src/script/bignum.js: `case 1:`.
  const asked = all(source('src/crypto/bigint/host.rs'), /^ {4}\w+ = (\d+),/gm).map(([number]) => Number(number))
  const answered = all(source('pkg/src/script/bignum.js'), /^ {4}case (\d+):/gm).map(([number]) => Number(number))
  compare('operations of the import bignum', asked, answered)

  const forms = all(source('bindings/src/ops.rs'), /^ {8}(\d|_) => Imported::(\w+)\(/gm)
  const readers = {
    TEXT: 'from_text',
    BYTES: 'from_bytes',
    SECRET: 'from_secret_json',
    JWK: 'from_jwk_text',
    SECRET_BYTES: 'from_secret',
  }
  compare(
    'forms of importKey',
    forms.map(([number, reader]) => [reader, number === '_' ? FORM.JWK : Number(number)]).sort(),
    Object.entries(FORM)
      .map(([name, number]) => [readers[name], number])
      .sort(),
  )

  const declared = all(source('pkg/types/index.d.ts'), /^export (?:function|const|class) (\w+)/gm).map(([name]) => name)
  const built = all(/const NAMES = \[([^\]]*)\]/.exec(source('pkg/build.mjs'))[1], /'(\w+)'/g).map(([name]) => name)
  compare('exports that are declared and built', [...new Set(declared)].sort(), [...built].sort())
  for (const file of ['inline', 'worker']) {
    const exported = /export const \{([^}]*)\} = api/.exec(source(`pkg/src/entry/${file}.js`))[1]
    compare(
      `exports of ${file}.js`,
      all(exported, /(\w+)/g)
        .map(([name]) => name)
        .sort(),
      [...built].sort(),
    )
  }
  return differences
}
