// The library comes as text in a collection variable. Only a variable that is assigned without `var` is there in the
// scripts that follow, and it is evaluated once: after that it is found again.
if (typeof jwtmint === 'undefined') {
  jwtmint = ((source) => {
    if (!source) throw new Error('The collection variable "jwtmintScript" is empty: import the collection again.')
    const module = { exports: {} }
    eval(source)
    return module.exports
  })(pm.collectionVariables.get('jwtmintScript'))
}
