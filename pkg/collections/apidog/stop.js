// Apidog sends a request even if its script fails; the run is reported as failed, and the request goes without a token.
function stopRequest(error) {
  pm.request.headers.remove('Authorization')
  throw new Error('jwtmint: no token was made, so the API will refuse this request. ' + error.message)
}
