// Signs a token for this one request with the client's own key, and puts it on the request.
const settings = {}
for (const name of ['clientKey', 'clientId', 'audience', 'algorithm', 'keyId', 'passphrase', 'tokenLifetime', 'tokenId']) {
  settings[name] = hopp.env.get(name)
}

let binding = null
if (hopp.env.get('bindToken') === 'true') {
  let body = (hopp.request.body && hopp.request.body.body) || ''
  if (hopp.request.body && hopp.request.body.contentType === 'application/json' && body) {
    // Hoppscotch sends JSON without the spaces between its parts; the hash has to be of what is sent.
    body = JSON.stringify(JSON.parse(body))
  }
  // Bytes by hand: the sandbox's TextEncoder does not give a typed array.
  const bytes = Uint8Array.from(unescape(encodeURIComponent(body)), (character) => character.charCodeAt(0))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const bodyHash = btoa(String.fromCharCode(...digest)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  const url = hopp.request.url.replace(/<<(\w+)>>/g, (whole, name) => hopp.env.get(name) || whole)
  binding = { method: hopp.request.method, url, bodyHash }
}
hopp.request.setHeader('Authorization', 'Bearer ' + clientToken(jwtmint, settings, binding))
