// Rules of this repository that no linter has; `cargo xtask check rules` runs them.
//
//   files    at most 400 lines each: a longer one has a second job that can move out
//   locks    no package-lock.json holds download addresses, which would tie everyone to one registry
//   version  the npm package and the changelog have the version of Cargo.toml
//   circles  no file of src needs, over others, itself
//   links    every link between documents leads to a file
//   updates  .github/dependabot.yml lists the folder of every lock file
//   homes    crypto crates are named in src/crypto only, so that engines stay exchangeable; clock and randomness come in
//            as a `Platform`
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LONGEST_FILE = 400
const WRITTEN = /\.(rs|[mc]?js|ts|css|html|py)$/

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const read = (file) => readFileSync(join(root, file), 'utf8')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && existsSync(join(root, file)))

const core = files.filter((file) => /^src\/.*\.rs$/.test(file) && !/\/tests(\/|\.rs)/.test(file))

const broken = [...longFiles(), ...addresses(), ...version(), ...circles(), ...homes(), ...links(), ...updates()]
for (const sentence of broken) process.stderr.write(`${sentence}\n`)
process.exitCode = broken.length > 0 ? 1 : 0

function longFiles() {
  return files
    .filter((file) => WRITTEN.test(file) && !file.startsWith('tests/vectors/'))
    .map((file) => [file, read(file).split('\n').length - 1])
    .filter(([, lines]) => lines > LONGEST_FILE)
    .map(([file, lines]) => `${file}: ${lines} lines; at most ${LONGEST_FILE} are allowed.`)
}

function addresses() {
  return files
    .filter((file) => file.endsWith('package-lock.json') && read(file).includes('"resolved": "http'))
    .map((file) => `${file}: put \`omit-lockfile-registry-resolved=true\` into .npmrc beside it and install again.`)
}

function version() {
  const [, wanted] = /^version = "([^"]+)"/m.exec(read('Cargo.toml'))
  const found = JSON.parse(read('pkg/package.json')).version
  const noted = read('CHANGELOG.md').includes(`## ${wanted}`) || /^## .*Unreleased/m.test(read('CHANGELOG.md'))
  return [
    ...(found === wanted ? [] : [`pkg/package.json: version ${found}, but Cargo.toml has ${wanted}.`]),
    ...(noted ? [] : [`CHANGELOG.md: no section for ${wanted}, and none for what is unreleased.`]),
  ]
}

function links() {
  return files
    .filter((file) => file.endsWith('.md') && !file.startsWith('tests/vectors/'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
        .filter(([, link]) => !link.includes('://') && !existsSync(join(root, dirname(file), link.split('#')[0])))
        .map(([, link]) => `${file}: the link ${link} leads to no file.`),
    )
}

function updates() {
  const blocks = read('.github/dependabot.yml').split('  - package-ecosystem: ')
  const locks = { cargo: 'Cargo.lock', npm: 'package-lock.json', pip: 'requirements.txt' }
  return Object.entries(locks).flatMap(([ecosystem, name]) => {
    const block = blocks.find((text) => text.startsWith(ecosystem)) ?? ''
    const listed = [...block.matchAll(/^ {6}- (\/.*)$/gm)].map(([, folder]) => folder)
    const wanted = files
      .filter((file) => file.split('/').at(-1) === name)
      .map((file) => `/${file}`.slice(0, -name.length - 1) || '/')
    return [
      ...wanted
        .filter((folder) => !listed.includes(folder))
        .map((folder) => `.github/dependabot.yml: ${ecosystem} lacks ${folder}.`),
      ...listed
        .filter((folder) => !wanted.includes(folder))
        .map((folder) => `.github/dependabot.yml: ${folder} has no ${name}.`),
    ]
  })
}

function homes() {
  const crypto =
    /(?<![\w:"])(rsa|p256|p384|p521|k256|ecdsa|wnaf|ed25519_dalek|ml_dsa|crypto_bigint|sha1|sha2|hmac|aes|cbc|pbkdf2|scrypt)::/
  const host = /(?<!\w)(getrandom::|SystemTime::now|Instant::now)/
  return core.flatMap((file) =>
    [
      [crypto, 'src/crypto'],
      [host, 'src/platform'],
    ]
      .map(([names, home]) => !file.startsWith(home) && names.exec(codeOf(file)))
      .filter(Boolean)
      .map(([name]) => `${file}: names ${name}, which belongs elsewhere: see the list at the top of tools/rules.mjs.`),
  )
}

/** Files that reach each other by what they import. */
function circles() {
  const modules = new Map()
  for (const file of core.filter((name) => name !== 'src/lib.rs')) {
    const module = file.replace(/^src\/|(\/mod)?\.rs$/g, '')
    modules.set(module, imported(module, codeOf(file)))
  }
  const uses = new Map(
    [...modules].map(([module, paths]) => [
      module,
      paths.map((path) => fileOf(path, modules)).filter((to) => to && to !== module),
    ]),
  )
  const reached = new Map([...uses.keys()].map((module) => [module, reach(module, uses)]))
  const groups = new Set()
  for (const module of uses.keys()) {
    const group = [...uses.keys()].filter((other) => reached.get(module).has(other) && reached.get(other).has(module))
    if (group.length > 1) groups.add(group.map((name) => `src/${name}`).join(' <-> '))
  }
  return [...groups].map((group) => `These files need each other, so one of them has to move down: ${group}`)
}

/** Without comments and the unit tests at the file's end, which may use anything. */
function codeOf(file) {
  return read(file)
    .split('\n#[cfg(test)]')[0]
    .replace(/^\s*\/\/.*$/gm, '')
}

/** The paths that a file names by `crate::` and `super::`. */
function imported(module, code) {
  const parent = module.split('/').slice(0, -1)
  return [...code.matchAll(/(?<![\w$:])(crate|super)::((?:\w+::)*)(\{|\w+)/g)].flatMap(([all, from, path, last]) => {
    const start = [...(from === 'crate' ? [] : parent), ...path.split('::').filter(Boolean)]
    const ends = last === '{' ? listed(code.slice(code.indexOf(all) + all.length)) : [last]
    return ends.map((end) => [...start, ...end.split('::')].join('/'))
  })
}

/** What stands in a list of imports, whose opening brace is read: `b, c::{d, e}}` is `b`, `c::d` and `c::e`. */
function listed(text) {
  const found = []
  const starts = ['']
  for (const [, word, mark] of text.matchAll(/\s*([\w:]*)\s*([{},])/g)) {
    if (mark === '{') starts.push(starts.at(-1) + word)
    else if (word) found.push(starts.at(-1) + word)
    if (mark === '}' && starts.length === 1) return found
    if (mark === '}') starts.pop()
  }
  return found
}

/** The file that a path goes through; what follows in it is an item of that file. */
function fileOf(path, modules) {
  for (let name = path; name; name = name.slice(0, Math.max(name.lastIndexOf('/'), 0)))
    if (modules.has(name)) return name
  return undefined
}

function reach(from, uses) {
  const seen = new Set()
  for (const next = [from]; next.length > 0; ) {
    for (const to of uses.get(next.pop()) ?? [])
      if (!seen.has(to)) {
        seen.add(to)
        next.push(to)
      }
  }
  return seen
}
