// insomnia-plugin-jwtmint: to be copied into Insomnia's folder of plugins.
module.exports = require('./lib/jwtmint-workflow.js').plugin((file) => require('./lib/' + file))
