// The forms a token is taken away in. Those that mint afresh carry no token and never a key.

import load from '../../../pkg/collections/postman/load.js?text'
import { signCall } from './code.js'

const quoted = (/** @type {string} */ text) => `'${text.replace(/'/g, `'\\''`)}'`
const header = (/** @type {import('./code.js').Mint} */ mint) =>
  mint.send || { name: 'Authorization', prefix: 'Bearer ' }
const line = (/** @type {import('./code.js').Mint} */ mint) =>
  `${header(mint).name}: ${header(mint).prefix}${mint.token}`

/** `'Bearer ' + token` */
const value = (/** @type {import('./code.js').Mint} */ mint) =>
  header(mint).prefix ? `'${header(mint).prefix}' + token` : 'token'

const FRESH = '// A fresh token for this request. The key is in the variable "jwtKey".\n'

/** @type {Record<string, (mint: import('./code.js').Mint, url: string) => string>} */
export const formats = {
  header: (mint) => line(mint),
  curl: (mint, url) => `curl -H ${quoted(line(mint))} ${quoted(url)}`,
  fetch: (mint, url) =>
    `const response = await fetch(${JSON.stringify(url)}, {\n  headers: { ${header(mint).name}: ${JSON.stringify(header(mint).prefix + mint.token)} },\n})`,
  httpie: (mint, url) => `http ${quoted(url)} ${quoted(line(mint).replace(': ', ':'))}`,
  postman: (mint) => load.trim() + '\n\n' + postmanScript(mint),
  bruno: (mint) =>
    `${FRESH}const jwtmint = require('./lib/jwtmint.js')\n` +
    signCall(mint, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "bru.getEnvVar('jwtKey')",
      passphrase: "bru.getEnvVar('jwtPassphrase')",
    }) +
    `\nreq.setHeader('${header(mint).name}', ${value(mint)})`,
  hoppscotch: (mint) =>
    `${FRESH}if (!globalThis.jwtmint) {\n  const module = { exports: {} }\n  // Raw: as the value of a variable its "<<" would be taken for another variable.
  eval(hopp.env.getRaw('jwtmintScript'))\n  globalThis.jwtmint = module.exports\n}\n` +
    signCall(mint, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "hopp.env.get('jwtKey')",
      passphrase: "hopp.env.get('jwtPassphrase')",
    }) +
    `\nhopp.request.setHeader('${header(mint).name}', ${value(mint)})`,
  node: (mint, url) => {
    const code = signCall(mint, {
      sign: 'sign',
      library: '',
      key: 'process.env.JWT_KEY',
      passphrase: 'process.env.JWT_PASSPHRASE',
    })
    return `import { ${code.includes('importKey(') ? 'importKey, ' : ''}sign } from 'jwtmint'\n\n${code}\nconst response = await fetch(${JSON.stringify(url)}, { headers: { ${header(mint).name}: ${value(mint)} } })`
  },
}

/** Mints in Postman and Newman, where the library is there already. @param {import('./code.js').Mint} mint */
export function postmanScript(mint) {
  return (
    FRESH +
    // Newman's scripts have no random source, but Postman's own identifier.
    signCall(mint, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "pm.variables.get('jwtKey')",
      passphrase: "pm.variables.get('jwtPassphrase')",
      uuid: "pm.variables.replaceIn('{{$guid}}')",
    }) +
    `\npm.request.headers.upsert({ key: '${header(mint).name}', value: ${value(mint)} })`
  )
}
