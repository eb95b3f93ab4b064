// Only DPoP (RFC 9449) needs what an answer carries: the workflow is not read again for the others.
if (res.getHeader('dpop-nonce') || bru.getVar('jwtmintRetried')) {
  require('./lib/jwtmint-workflow.js').afterResponse(bru, req, res)
}
