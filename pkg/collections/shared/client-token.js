// Makes the token for one request. `settings` are the variables of the environment, as text; `request` is what the
// token is bound to ({ method, url, bodyHash }), or null for a token that is good for any request.
function clientToken(jwtmint, settings, request) {
  function given(name) {
    const value = settings[name]
    if (value === undefined || value === null || value === '') {
      throw new Error(
        'The variable "' + name + '" is empty: choose the environment that has it, or give it a value there.',
      )
    }
    const unresolved = /^\s*\{\{\s*([^{}]+?)\s*\}\}\s*$/.exec(value)
    if (unresolved) {
      throw new Error(
        'The variable "' +
          name +
          '" holds {{' +
          unresolved[1] +
          '}}, which nothing has replaced: give "' +
          unresolved[1] +
          '" a value in the active environment or in the vault.',
      )
    }
    return String(value)
  }
  const options = {
    issuer: given('clientId'),
    audience: given('audience'),
    expiresIn: settings.tokenLifetime || '60s',
    jwtid: settings.tokenId || true,
  }
  if (settings.keyId) options.keyid = settings.keyId
  if (settings.algorithm) options.algorithm = settings.algorithm
  if (settings.passphrase) options.passphrase = settings.passphrase
  const claims = {}
  if (request) {
    claims.htm = request.method
    claims.htu = request.url.replace(/[?#].*$/, '')
    claims.bh = request.bodyHash
  }
  return jwtmint.sign(claims, given('clientKey'), options)
}
