// @ts-check
// The same for `require`.
const jwtmint = require('jwtmint')
const { createJsonWebToken } = require('../jsonwebtoken/index.js')

module.exports = createJsonWebToken(jwtmint, 16)
