// The shared suite in every way of loading jwtmint that needs no browser and no API client.
//
//   node tests/js/run.mjs [host ...]     hosts by their names below; without a name all of them, and the vectors
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ed25519 } from './ed25519.mjs'
import { edgeKeys } from './edge-keys.mjs'
import { hostCrypto } from './host-crypto.mjs'
import { jsonSuite } from './json-suite.mjs'
import { bun, deno } from './runtimes.mjs'
import { vectors } from './vectors.mjs'
import { webCrypto } from './web-crypto.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = join(here, '../../pkg/dist')
const node = [process.execPath]

// host, program, entry, and the WebAssembly where the entry is to be given it
const HOSTS = [
  ['node import', () => node, 'node.mjs'],
  ['node require', () => node, 'node.cjs'],
  ['node, nothing lent', () => node, 'node.mjs'],
  ['web', () => node, 'web.mjs', 'jwtmint.wasm'],
  ['inline import', () => node, 'inline.mjs'],
  ['inline require', () => node, 'inline.js'],
  ['script require', () => node, 'script.js'],
  ['script import', () => node, 'script.mjs'],
  ['script/hmac require', () => node, 'script-hmac.js'],
  ['full import', () => node, 'full.mjs'],
  ['full require', () => node, 'full.js'],
  ['script/full require', () => node, 'script-full.js'],
  ['script/full import', () => node, 'script-full.mjs'],
  // The permission is for loading files that are not of an installed package; tests/packaging does without.
  ['deno', () => [deno(), 'run', '--no-config', '--quiet', `--allow-read=${here},${dist}`], 'inline.mjs'],
  ['deno, nothing lent', () => [deno(), 'run', '--no-config', '--quiet', `--allow-read=${here},${dist}`], 'inline.mjs'],
  ['bun', () => [bun(), 'run'], 'inline.mjs'],
  ['bun, nothing lent', () => [bun(), 'run'], 'inline.mjs'],
]

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !HOSTS.some(([host]) => host === name))
if (unknown.length) {
  console.error(`There is no host ${unknown.join(', ')}. Hosts: ${HOSTS.map(([host]) => host).join(', ')}.`)
  process.exit(2)
}
/** What is not of one host is for a whole run. */
const wholly = () => !chosen.length

let passed = 0
let failed = 0
for (const [host, program, entry, wasm] of HOSTS) {
  if (wholly() || chosen.includes(host)) count(host, run(host, program, entry, wasm))
}
for (const entry of ['node.cjs', 'inline.js', 'full.js', 'script.js'].filter(wholly)) {
  count(`host crypto ${entry}`, hostCrypto(entry))
}
if (wholly()) count('WebCrypto node.cjs', await webCrypto('node.cjs'))
for (const entry of ['node.mjs', 'inline.mjs', 'full.mjs', 'script.mjs', 'script-hmac.mjs', 'script-full.mjs'].filter(
  wholly,
)) {
  for (const [name, check] of [
    ['vectors', vectors],
    ['ed25519', ed25519],
    ['edge keys', edgeKeys],
    ['json', jsonSuite],
  ]) {
    count(
      `${name} ${entry}`,
      existsSync(join(dist, entry))
        ? await check(join(dist, entry)).catch((error) => broken(error.stack))
        : missing(entry),
    )
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

function count(host, result) {
  passed += result.passed
  failed += result.failed
  console.log(
    `${host.padEnd(24)} ${result.passed} passed, ${result.failed} failed${result.note ? ` (${result.note})` : ''}`,
  )
  for (const failure of result.failures) console.log(`  ${failure}`)
}

function run(host, program, entry, wasm) {
  if (!existsSync(join(dist, entry))) return missing(entry)
  try {
    const [command, ...options] = program()
    const args = [...options, join(here, 'one.mjs'), host, join(dist, entry), ...(wasm ? [join(dist, wasm)] : [])]
    const child = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 600_000 })
    const last = child.stdout.trim().split('\n').pop()
    return last?.startsWith('{') ? JSON.parse(last) : broken(child.stderr || child.stdout || String(child.error))
  } catch (error) {
    return broken(error.message)
  }
}

function missing(entry) {
  return broken(`pkg/dist/${entry} is not there: run \`cargo xtask build\`.`)
}

function broken(reason) {
  return { passed: 0, failed: 1, failures: [reason.trim().slice(-2000)] }
}
