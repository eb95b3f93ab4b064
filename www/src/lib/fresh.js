// Scripts that sign afresh for every request: in Node, and before a request in the API clients.

import load from '../../../pkg/collections/postman/load.js?text'
import { signCall } from './code.js'
import { decode } from './decode.js'

const quoted = JSON.stringify
const NOTE = '// A fresh token for this request. The key is in the variable "jwtKey".\n'

/** @typedef {import('./requests.js').Use} Use */

/** A text in which the token stands, as an expression. @param {string} text @returns {string} */
function value(text) {
  const [before, after] = text.split('{{jwt}}')
  if (after === undefined) return quoted(text)
  return [before && quoted(before), 'token', after && quoted(after)].filter(Boolean).join(' + ')
}

/**
 * Puts the token where the request wants it: into its headers, or, where it goes into the body, into the variable `jwt`.
 *
 * @param {Use} use
 * @param {(name: string, value: string) => string} header
 * @param {(value: string) => string} variable
 */
function placed({ request }, header, variable) {
  const headers = request.headers.filter(([, text]) => text.includes('{{jwt}}'))
  if (!headers.length) return `// The request names it as {{jwt}}.\n${variable('token')}`
  return headers.map(([name, text]) => header(quoted(name), value(text))).join('\n')
}

/** @type {Record<string, (use: Use) => string>} */
export const fresh = {
  node(use) {
    const { url, method, headers, form, text, detached } = use.request
    const code = signCall(use, {
      sign: 'sign',
      library: '',
      key: 'process.env.JWT_KEY',
      passphrase: 'process.env.JWT_PASSPHRASE',
      detached,
    })
    const names = ['importKey', 'sign'].filter((name) => code.includes(name + '('))
    const pairs = (/** @type {string[][]} */ all) =>
      all.map(([name, text]) => `    ${quoted(name)}: ${value(text)},\n`).join('')
    const parts = [
      method === 'GET' ? '' : `  method: ${quoted(method)},\n`,
      headers.length ? `  headers: {\n${pairs(headers)}  },\n` : '',
      form ? `  body: new URLSearchParams({\n${pairs(form)}  }),\n` : '',
      text ? `  body: ${value(detached ? decode(use.token).claims : text)},\n` : '',
    ]
    return `import { ${names.join(', ')} } from 'jwtmint'\n\n${code}\nconst response = await fetch(${value(url)}, {\n${parts.join('')}})\nconsole.log(response.status, await response.text())`
  },
  postman: (use) => load.trim() + '\n\n' + postmanScript(use),
  bruno: (use) =>
    `${NOTE}const jwtmint = require('./lib/jwtmint.js')\n` +
    signCall(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "bru.getEnvVar('jwtKey')",
      passphrase: "bru.getEnvVar('jwtPassphrase')",
      detached: use.request.detached,
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `req.setHeader(${name}, ${text})`,
      (text) => `bru.setVar('jwt', ${text})`,
    ),
  hoppscotch: (use) =>
    `${NOTE}if (!globalThis.jwtmint) {\n  const module = { exports: {} }\n  // Raw: as the value of a variable its "<<" would be taken for another variable.\n  eval(hopp.env.getRaw('jwtmintScript'))\n  globalThis.jwtmint = module.exports\n}\n` +
    signCall(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "hopp.env.get('jwtKey')",
      passphrase: "hopp.env.get('jwtPassphrase')",
      detached: use.request.detached,
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `hopp.request.setHeader(${name}, ${text})`,
      (text) => `hopp.env.set('jwt', ${text})`,
    ),
}

/** Signs in Postman and Newman, where the library is there already. @param {Use} use */
export function postmanScript(use) {
  return (
    NOTE +
    // Newman's scripts have no random source, but Postman's own identifier.
    signCall(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "pm.variables.get('jwtKey')",
      passphrase: "pm.variables.get('jwtPassphrase')",
      uuid: "pm.variables.replaceIn('{{$guid}}')",
      detached: use.request.detached,
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `pm.request.headers.upsert({ key: ${name}, value: ${text} })`,
      (text) => `pm.variables.set('jwt', ${text})`,
    )
  )
}
