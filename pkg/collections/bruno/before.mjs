// Makes the variables jwt, accessToken and dpopProof for this request; the Auth tab places them. In a request's own
// script, add `{ audience: '...' }` as the last argument to make them anew with other variables for that request alone.
await require('./lib/jwtmint-workflow.js').beforeRequest(bru, req, (file) => require('./lib/' + file))
