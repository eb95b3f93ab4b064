// @ts-check
// The same for `require`.
const jwtmint = require('jwtmint')
const { createRemote } = require('../remote/index.js')

module.exports = createRemote(jwtmint)
