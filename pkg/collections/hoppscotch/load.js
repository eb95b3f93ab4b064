// The library comes as a string, which costs this sandbox less to read than code. On `globalThis` the scripts of the
// requests find it too. (The variables of a collection are not there in its own script.)
if (!globalThis.jwtmint) {
  const module = { exports: {} }
  eval(JWTMINT_SCRIPT)
  globalThis.jwtmint = module.exports
}
