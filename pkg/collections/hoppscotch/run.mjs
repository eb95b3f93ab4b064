// Makes the variables jwt, accessToken and dpopProof for this request; the Authorization tab places them. The libraries
// come as strings, which cost this sandbox less to read than code. In a request's own script,
// `await jwtmintToken({ audience: '...' })` makes them anew with other variables for that request alone.
globalThis.jwtmintLoad = (source) => {
  const module = { exports: {} }
  eval(source)
  return module.exports
}
globalThis.jwtmintFiles = JWTMINT_FILES
globalThis.jwtmintLoaded = {}
globalThis.jwtmintFile = (name) => {
  if (!jwtmintFiles[name])
    throw new Error(
      `This key or algorithm needs a larger file: import hoppscotch/client-generated-${name}.json instead, or paste own/pre-request-${name}.js.`,
    )
  return (jwtmintLoaded[name] = jwtmintLoaded[name] || jwtmintLoad(jwtmintFiles[name]))
}
globalThis.jwtmintToken = (overrides) => jwtmintFile('workflow').beforeRequest(hopp, jwtmintFile, overrides)
await jwtmintToken()
