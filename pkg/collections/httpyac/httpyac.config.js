// httpyac's configuration: with this file and lib/ beside the .http files, `{{jwt}}` works in all of them.
const { hooks } = require('./lib/jwtmint-workflow.js')

module.exports = {
  configureHooks: (api) => hooks(api, (file) => require('./lib/' + file)),
}
