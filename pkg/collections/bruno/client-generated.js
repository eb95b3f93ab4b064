// Signs a token for this one request with the client's own key, and puts it on the request.
const jwtmint = require('./lib/jwtmint.js')
const { clientToken } = require('./lib/client-token.js')
const settings = {}
for (const name of [
  'clientKey',
  'clientId',
  'audience',
  'algorithm',
  'keyId',
  'passphrase',
  'tokenLifetime',
  'tokenId',
]) {
  const value = bru.getEnvVar(name)
  settings[name] = typeof value === 'string' ? bru.interpolate(value) : value
}
let binding = null
if (bru.getEnvVar('bindToken') === 'true') {
  const body = req.getBody({ raw: true })
  const text = body === null || body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const CryptoJS = require('crypto-js')
  const hash = CryptoJS.SHA256(bru.interpolate(text)).toString(CryptoJS.enc.Base64)
  binding = {
    method: req.getMethod(),
    url: bru.interpolate(req.getUrl()),
    bodyHash: hash.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, ''),
  }
}
req.setHeader('Authorization', 'Bearer ' + clientToken(jwtmint, settings, binding))
