// Runs the suite once, in whatever runtime this is, and prints the result as JSON:
//   one.mjs <host> <file of the entry> [<.wasm to give to init>]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { generateAsync } from './suite/generate-async.mjs'
import { tally } from './suite/tally.mjs'
import { suite } from './suite.mjs'

const [, , host, entry, wasm] = argv
const lib = /require$/.test(host) ? createRequire(import.meta.url)(entry) : await import(pathToFileURL(entry).href)
if (wasm) await early(lib)
if (/nothing lent$/.test(host)) lib.setHostCrypto(false)
const shared = suite(lib, { host, slow: true, passphrases: !/^script(?!\/full)/.test(host) })
const t = tally(host)
await generateAsync(t, lib, { slow: !/^script/.test(host) })
const asynchronous = t.result()
console.log(
  JSON.stringify({
    ...shared,
    passed: shared.passed + asynchronous.passed,
    failed: shared.failed + asynchronous.failed,
    failures: [...shared.failures, ...asynchronous.failures],
  }),
)

/** The web entry: first it must say that it is not loaded, then load. */
async function early(lib) {
  try {
    lib.sign({}, 'x'.repeat(32))
  } catch (error) {
    if (error.code !== 'ERR_NOT_INITIALIZED' || !/await init\(\)/.test(error.message)) throw error
    const failed = await lib.default('data:text/plain,nothing').catch((reason) => reason)
    if (!(failed instanceof lib.JwtError) || failed.code !== 'ERR_NOT_INITIALIZED')
      throw new Error('init with what is no WebAssembly: ' + failed)
    await Promise.all([lib.default(readFileSync(wasm)), lib.default(readFileSync(wasm))])
    return
  }
  throw new Error('it worked before init')
}
