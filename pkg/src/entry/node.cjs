// @ts-check
// Node, both module systems: node.mjs re-exports this one, so that a Key or a JwtError made through
// `import` is the same thing for code that came by `require`. Read synchronously: ready on import.
const { readFileSync } = require('node:fs')
const crypto = require('node:crypto')
const { join } = require('node:path')
const { loaded } = require('./core.js')

module.exports = loaded(
  () => readFileSync(join(__dirname, 'jwtmint.wasm')),
  (bytes) => crypto.randomFillSync(bytes),
  crypto,
)
