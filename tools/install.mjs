// node tools/install.mjs [--no-install] <thing>...: finds what tests and checks need beyond Rust and Node, or installs it
// after saying so, and prints for each thing lines NAME=path. With --no-install it says instead what is missing.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [allowed, things] = [
  !process.argv.includes('--no-install'),
  process.argv.slice(2).filter((name) => name !== '--no-install'),
]

const THINGS = {
  chromium: () => ({
    CHROME: debian(['chromium', 'google-chrome'], ['chromium', 'chromium-driver'], 'testing in Chromium'),
    CHROMEDRIVER: debian(['chromedriver'], ['chromium', 'chromium-driver'], 'testing in Chromium'),
  }),
  firefox: () => ({
    FIREFOX: debian(['firefox', 'firefox-esr'], ['firefox-esr'], 'testing in Firefox'),
    // Debian does not package it.
    GECKODRIVER: onPath('geckodriver') ?? crate('geckodriver', '0.37.1', 'geckodriver', ['--locked']),
  }),
  'key-tools': () => {
    debian(['openssl'], ['openssl'], 'testing with keys that other tools make')
    debian(['ssh-keygen'], ['openssh-client'], 'testing with keys that other tools make')
    return {}
  },
  python: () => ({ JWTMINT_PYTHON: python('tests/interop/requirements.txt') }),
  'cargo-deny': () => ({ TOOL: crate('cargo-deny', '0.20.2', 'cargo-deny', ['--locked']) }),
  'cargo-fuzz': () => {
    debian(['c++', 'g++', 'clang++'], ['g++'], 'building libFuzzer')
    return { TOOL: crate('cargo-fuzz', '0.13.2', 'cargo-fuzz', ['--locked']) }
  },
  // Without the default TLS stack: it talks to a browser driver on this machine and to nobody else.
  'wasm-bindgen-test-runner': () => {
    const [, version] = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(
      readFileSync(join(root, 'Cargo.lock'), 'utf8'),
    )
    const options = ['--no-default-features', '--bin', 'wasm-bindgen-test-runner']
    return {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: crate(
        'wasm-bindgen-cli',
        version,
        'wasm-bindgen-test-runner',
        options,
      ),
    }
  },
  'debian-rust': () => {
    const there = ['/usr/bin/rustc', '/usr/lib/rustlib/src/rust/library/Cargo.toml'].every((file) => existsSync(file))
    if (!there) packages(['rustc-web', 'cargo-web', 'rust-web-src'], "building Rust's standard library for WebAssembly")
    return {}
  },
}

for (const thing of things) {
  for (const [name, path] of Object.entries(THINGS[thing]())) process.stdout.write(`${name}=${path}\n`)
}

/** The first of these programs that is there; where none is, Debian's packages with them are installed. */
function debian(names, needed, why) {
  const find = () => names.map(onPath).find(Boolean)
  if (!find()) packages(needed, why)
  return find() ?? fail(`${names.join(' or ')} is not on PATH after installing ${needed.join(' ')}.`)
}

function packages(names, why) {
  announce(`the Debian packages ${names.join(' ')}`, why)
  if (!onPath('apt-get')) fail(`This machine has no apt-get: install ${names.join(' ')} in your system's own way.`)
  // `-n`, because nobody would see a question for a password.
  const start = process.getuid() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [['update'], ['install', '--no-install-recommends', ...names]]) {
    run(
      [...start, '-qq', '-y', '-o', 'DPkg::Lock::Timeout=300', ...words],
      { env },
      `As root: apt-get install ${names.join(' ')}`,
    )
  }
}

/** A crate's program, built once for each version and kept for all clones. */
function crate(name, version, program, options) {
  const home = join(cache(), 'tools', `${name}-${version}`)
  const found = join(home, 'bin', program)
  if (existsSync(found)) return found
  announce(`${name} ${version} into ${home}, which takes minutes`, `running ${program}`)
  const unfinished = `${home}.unfinished-${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  // These programs run for a second at a time: building them fast matters more than their speed.
  const env = {
    ...process.env,
    CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
    CARGO_PROFILE_RELEASE_LTO: 'off',
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  }
  delete env.CARGO_TARGET_DIR
  const words = ['cargo', 'install', `${name}@${version}`, '--quiet', '--root', unfinished, ...options]
  run(words, { env, cwd: unfinished }, 'Is the registry of crates reachable?')
  // Another run may have been faster.
  if (!existsSync(home)) renameSync(unfinished, home)
  return found
}

function cache() {
  const { JWTMINT_CACHE, XDG_CACHE_HOME } = process.env
  return resolve(JWTMINT_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'jwtmint'))
}

/** The interpreter of an environment that holds exactly what the requirements file pins. */
function python(requirements) {
  const file = join(root, requirements)
  const wanted = createHash('sha256').update(readFileSync(file)).digest('hex')
  const home = resolve(root, process.env.CARGO_TARGET_DIR || 'target', 'xtask', 'python')
  const [program, mark] = [join(home, 'bin', 'python3'), join(home, 'installed')]
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return program
  const venv = ['python3', '-m', 'venv', '--clear', home]
  if (spawnSync(venv[0], venv.slice(1)).status !== 0) {
    packages(['python3', 'python3-venv'], "testing against Python's JWT libraries")
    run(venv, {}, 'Python could not make an environment.')
  }
  run(
    [program, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file],
    {},
    'Is the registry of Python packages reachable?',
  )
  writeFileSync(mark, wanted)
  return program
}

function onPath(name) {
  const files = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function announce(what, why) {
  if (!allowed) fail(`${why} needs ${what}, which is not here, and --no-install was given.`)
  process.stderr.write(`[install] ${what}: ${why} needs it, and it is not here\n`)
}

/** Standard output is for the caller, so what programs print goes to standard error. */
function run([program, ...words], options, advice) {
  try {
    execFileSync(program, words, { stdio: ['ignore', 2, 2], ...options })
  } catch (error) {
    fail(`${error.message} ${advice}`)
  }
}

function fail(sentence) {
  process.stderr.write(`[install] failed: ${sentence}\n`)
  process.exit(1)
}
