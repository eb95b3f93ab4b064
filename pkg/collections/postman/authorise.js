// Signs a token for this one request with the client's own key, and puts it on the request.
function settingsOf(clientKey) {
  const settings = { clientKey: resolved(clientKey) }
  for (const name of ['clientId', 'audience', 'algorithm', 'keyId', 'passphrase', 'tokenLifetime', 'tokenId']) {
    settings[name] = resolved(pm.variables.get(name))
  }
  // Postman's own identifier: older sandboxes give scripts no random source.
  if (!settings.tokenId) settings.tokenId = pm.variables.replaceIn('{{$guid}}')
  return settings
}

function resolved(value) {
  return typeof value === 'string' ? pm.variables.replaceIn(value) : value
}

function binding() {
  if (pm.variables.get('bindToken') !== 'true') return null
  const body = pm.request.body ? pm.variables.replaceIn(pm.request.body.toString()) : ''
  // Every sandbox has this module; the global of the same content makes a warning in the console of each request.
  const { SHA256, enc } = require('crypto-js')
  const hash = SHA256(body).toString(enc.Base64)
  return {
    method: pm.request.method,
    url: pm.variables.replaceIn(pm.request.url.toString()),
    bodyHash: hash.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, ''),
  }
}

function authorise(clientKey) {
  let token
  try {
    token = clientToken(jwtmint, settingsOf(clientKey), binding())
  } catch (error) {
    return stopRequest(error)
  }
  pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + token })
}
