// The crate `rsa` alone in WebAssembly, built by `cargo xtask bench` as jwtmint is: what its RS256 costs without jwtmint.
import { createPublicKey, randomFillSync, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../tests/hosts/lib/places.mjs'

const MODULE = process.env.JWTMINT_RSA_ALONE ?? join(ROOT, 'target/bench/rsa_alone.wasm')

/** Another version beside ours would measure a release of the crate, not what jwtmint adds to it. */
function sameVersions() {
  const locked = (path) => readFileSync(join(ROOT, path), 'utf8')
  const version = (lock, name) => new RegExp(`name = "${name}"\nversion = "([^"]+)"`).exec(lock)?.[1]
  const [ours, theirs] = [locked('Cargo.lock'), locked('benches/rsa-alone/Cargo.lock')]
  for (const name of ['rsa', 'crypto-bigint']) {
    const [here, there] = [version(ours, name), version(theirs, name)]
    if (here !== there)
      throw new Error(
        `Cargo.lock has ${name} ${here}, benches/rsa-alone/Cargo.lock ${there}. In benches/rsa-alone, run cargo update -p ${name} --precise ${here}.`,
      )
  }
}

/**
 * @param {{ privateKey: any, publicKey: any, public: string }} key
 * @param {string} token jwtmint's, for the signing input and for a signature to verify
 * @returns {{ sign: () => Uint8Array, verify: () => void }} of the signing input's bytes, with the key held
 */
export function rsaAlone(key, token) {
  if (!existsSync(MODULE))
    throw new Error('The module with the rsa crate alone is not built; start the measurement with cargo xtask bench.')
  sameVersions()
  // Its memory may grow, so that a view is made anew each time.
  const bytes = (start, length) => new Uint8Array(core.memory.buffer, start, length)
  const host = { random: (start, length) => randomFillSync(bytes(start >>> 0, length)) }
  const core = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(MODULE)), { host }).exports
  const start = core.buffer() >>> 0
  const call = (name, parts) => {
    let end = start
    for (const part of parts) {
      bytes(end, part.length).set(part)
      end += part.length
    }
    const answer = core[name](...parts.map((part) => part.length))
    if (answer === -1) throw new Error(`The rsa crate refuses to ${name}.`)
    return bytes(start, answer).slice()
  }
  call('import_private', [key.privateKey.export({ type: 'pkcs8', format: 'der' })])
  call('import_public', [key.publicKey.export({ type: 'spki', format: 'der' })])
  const [input, signature] = [
    Buffer.from(token.slice(0, token.lastIndexOf('.'))),
    Buffer.from(token.split('.')[2], 'base64url'),
  ]
  const verbs = { sign: () => call('sign', [input]), verify: () => call('verify', [input, signature]) }
  if (!verify('sha256', input, createPublicKey(key.public), verbs.sign()))
    throw new Error('The rsa crate alone made a signature that does not fit.')
  verbs.verify()
  return verbs
}
