// The library comes as text in an environment variable; assigned without `var` it is there in later scripts too.
if (typeof jwtmint === 'undefined') {
  jwtmint = (function (source) {
    if (!source) throw new Error('The variable "jwtmintScript" is empty: import the environment again.')
    const module = { exports: {} }
    eval(source)
    return module.exports
  })(pm.environment.get('jwtmintScript'))
}
