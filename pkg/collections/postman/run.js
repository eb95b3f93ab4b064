// Makes the variables jwt, accessToken and dpopProof for this request; the Authorization tab places them. In a request's
// own script, `jwtmintToken(pm, { audience: '...' })` makes them anew with other variables for that request alone; `pm` is
// handed over because each script has one of its own.
jwtmintRead = (name) => {
  const module = { exports: {} }
  eval(pm.variables.get(name))
  return module.exports
}
jwtmintWorkflow = jwtmintRead('jwtmintWorkflow')
jwtmintOptions = (pm) => ({
  client: 'Postman',
  library: (kind) => (kind === 'full' ? jwtmintRead('jwtmintScriptFull') : jwtmint),
  fail: (error) => stopRequest(error, pm),
  keep: {
    read: () => pm.collectionVariables.get('jwtmintKept'),
    write: (text) => pm.collectionVariables.set('jwtmintKept', text),
  },
})
jwtmintToken = (pm, overrides) => jwtmintWorkflow.beforeRequest(pm, jwtmintOptions(pm), overrides)
jwtmintToken(pm)
