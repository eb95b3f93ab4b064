// The key is in the environment, or else in Postman's vault, which only Postman itself has.
const keyOfEnvironment = pm.variables.get('clientKey')
if (keyOfEnvironment || typeof pm.vault !== 'object') {
  authorise(keyOfEnvironment)
} else {
  pm.vault.get('clientKey').then(authorise, function () {
    authorise('')
  })
}
