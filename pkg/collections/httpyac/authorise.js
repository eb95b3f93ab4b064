// Signs a token for one request; the script block of that request calls it and puts the answer into the header.
const { createHash } = require('node:crypto')
const jwtmint = require('./jwtmint.js')
const { clientToken } = require('./client-token.js')

/** `variables` are those of the .http file or its environment; `request` is { method, url, body }. */
exports.authorise = function (variables, request) {
  const bodyHash = createHash('sha256')
    .update(request.body || '')
    .digest('base64url')
  const binding = String(variables.bindToken) === 'true' ? { method: request.method, url: request.url, bodyHash } : null
  return 'Bearer ' + clientToken(jwtmint, variables, binding)
}
