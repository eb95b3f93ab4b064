// Runs the tests of jsonwebtoken itself against jwtmint/jsonwebtoken:
//   node tests/jsonwebtoken/upstream.mjs <checkout of github.com/auth0/node-jsonwebtoken at its version 9>
// The checkout is read only: its tests run in a copy whose `index.js` is ours. What is expected to fail is listed with its
// reason in upstream-differences.json; another failure, or one of these that passes, fails the run.
import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const entry = resolve(here, '../../pkg/dist/jsonwebtoken.cjs')
const [checkout] = process.argv.slice(2)
if (!checkout) fail('Usage: node tests/jsonwebtoken/upstream.mjs <checkout of jsonwebtoken, version 9>')
if (!existsSync(entry)) fail('pkg/dist/jsonwebtoken.cjs is not there: run `cargo xtask build`.')

const { importKey } = createRequire(entry)('jwtmint')
const required = JSON.stringify(entry)
/** What the tests load, by ours. The internal check of keys is reached through `sign`. */
const FILES = {
  'index.js': `module.exports = require(${required})`,
  'lib/JsonWebTokenError.js': `module.exports = require(${required}).JsonWebTokenError`,
  'lib/psSupported.js': 'module.exports = true',
  'lib/asymmetricKeyDetailsSupported.js': 'module.exports = true',
  'lib/rsaPssKeyDetailsSupported.js': 'module.exports = true',
  'lib/validateAsymmetricKey.js': `const { sign } = require(${required})
    module.exports = (algorithm, key) => void (algorithm && key && sign({}, key, { algorithm }))`,
}

const copy = mkdtempSync(join(tmpdir(), 'jwtmint-upstream-'))
try {
  const { version, renamed, stats, failures } = run()
  const expected = JSON.parse(readFileSync(join(here, 'upstream-differences.json'), 'utf8'))
  const failed = new Set(failures.map((test) => test.fullTitle))
  const unexpected = failures.filter((test) => !(test.fullTitle in expected))
  const mended = Object.keys(expected).filter((title) => !failed.has(title))
  for (const test of unexpected) console.log(`FAIL  ${test.fullTitle}\n      ${test.err.message}`)
  for (const title of mended)
    console.log(`FAIL  ${title}\n      is listed as a difference and passes: take it off the list.`)
  for (const title of failed) if (title in expected) console.log(`differs  ${title}\n      ${expected[title]}`)
  console.log(`keys made to name their curve: ${renamed.join(', ')}`)
  console.log(`jsonwebtoken ${version}: ${stats.passes} of ${stats.passes + stats.failures} tests pass`)
  process.exitCode = unexpected.length + mended.length > 0 || stats.passes === 0 ? 1 : 0
} finally {
  rmSync(copy, { recursive: true, force: true })
}

function run() {
  const { version } = JSON.parse(fromCheckout('package.json'))
  copyTests()
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(copy, 'lib'), { recursive: true })
    writeFileSync(join(copy, name), text)
  }
  const renamed = nameCurves()
  symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'))
  const report = join(copy, 'report.json')
  const mocha = join(here, 'node_modules/mocha/bin/mocha.js')
  const options = ['--reporter', 'json', '--reporter-option', `output=${report}`, 'test/*.js']
  const { stderr } = spawnSync(process.execPath, [mocha, ...options], { cwd: copy, encoding: 'utf8' })
  if (!existsSync(report)) fail(`The tests did not run: ${stderr.trim()}`)
  return { version, renamed, ...JSON.parse(readFileSync(report, 'utf8')) }
}

/**
 * jwtmint refuses EC keys that spell their curve out. Tests use such keys for all that they say about ECDSA, some while
 * they are loaded, so here the same keys name their curve; a certificate becomes the key that it certifies.
 */
function nameCurves() {
  const renamed = []
  for (const name of readdirSync(join(copy, 'test')).filter((file) => file.endsWith('.pem'))) {
    const file = join(copy, 'test', name)
    const text = readFileSync(file, 'utf8')
    if (!refusedForItsCurve(text)) continue
    const isPrivate = text.includes('PRIVATE KEY')
    const jwk = (isPrivate ? createPrivateKey(text) : createPublicKey(text)).export({ format: 'jwk' })
    const named = (isPrivate ? createPrivateKey : createPublicKey)({ key: jwk, format: 'jwk' })
    writeFileSync(file, named.export({ type: isPrivate ? 'pkcs8' : 'spki', format: 'pem' }))
    renamed.push(name)
  }
  return renamed
}

function refusedForItsCurve(pem) {
  try {
    importKey(pem)
    return false
  } catch (error) {
    return error.message.includes('explicit parameters')
  }
}

/** From the work tree, or, where there is none, from the last commit. */
function copyTests() {
  if (existsSync(join(checkout, 'test'))) {
    cpSync(join(checkout, 'test'), join(copy, 'test'), { recursive: true })
    return
  }
  const archive = execFileSync('git', ['-C', checkout, 'archive', 'HEAD', 'test'], { maxBuffer: 1 << 28 })
  execFileSync('tar', ['-x', '-C', copy], { input: archive })
}

function fromCheckout(name) {
  const file = join(checkout, name)
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : execFileSync('git', ['-C', checkout, 'show', `HEAD:${name}`], { encoding: 'utf8' })
}

function fail(sentence) {
  console.error(sentence)
  process.exit(2)
}
