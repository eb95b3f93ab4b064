// Makes the variables jwt, accessToken and dpopProof for this request; the Authorization tab places them. In a request's
// own script, `jwtmintToken({ audience: '...' })` makes them anew with other variables for that request alone.
jwtmintWorkflow = ((source) => {
  const module = { exports: {} }
  eval(source)
  return module.exports
})(pm.variables.get('jwtmintWorkflow'))
jwtmintOptions = {
  client: 'Postman',
  library: (kind) => (kind === 'full' ? jwtmintFull() : jwtmint),
  fail: stopRequest,
  keep: {
    read: () => pm.collectionVariables.get('jwtmintKept'),
    write: (text) => pm.collectionVariables.set('jwtmintKept', text),
  },
}
jwtmintFull = () => {
  const module = { exports: {} }
  eval(pm.variables.get('jwtmintScriptFull'))
  return module.exports
}
jwtmintToken = (overrides) => {
  jwtmintWorkflow.beforeRequest(pm, jwtmintOptions, overrides)
}
jwtmintToken()
