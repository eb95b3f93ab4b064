// Makes the variables jwt, accessToken and dpopProof for this request; its headers place them. Apidog sends a request even
// if its script has failed: the run is reported as failed, and the request goes out with a name in place of a token.
jwtmintLoad = (name) => {
  const source = pm.environment.get(name)
  if (!source) throw new Error('The variable "' + name + '" is empty: import the environment again.')
  const module = { exports: {} }
  // Apidog takes values for templates, so the build has replaced what opens a tag in one.
  eval(
    source
      .replace(/\u27e6/g, '{{')
      .replace(/\u27ea/g, '{%')
      .replace(/\u27e8/g, '{#'),
  )
  return module.exports
}
if (typeof jwtmint === 'undefined') jwtmint = jwtmintLoad('jwtmintScript')
jwtmintToken = (pm, overrides) => {
  const options = {
    client: 'Apidog',
    library: () => jwtmint,
    fail: (error) =>
      pm.test('jwtmint: no token was made, so the API will refuse this request. ' + error.message, () => {
        throw error
      }),
    keep: {
      read: () => pm.environment.get('jwtmintKept'),
      write: (text) => pm.environment.set('jwtmintKept', text),
    },
  }
  jwtmintLoad('jwtmintWorkflow').beforeRequest(pm, options, overrides)
}
jwtmintToken(pm)
