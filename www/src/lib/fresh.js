// Scripts that sign afresh for every request: in Node, and before a request in the API clients.

import load from '../../../pkg/collections/postman/load.js?text'
import { signCall } from './code.js'
import { decode } from './decode.js'

const quoted = JSON.stringify
const NOTE = '// A fresh token for this request. The key is in the variable "jwtKey".\n'

/** @typedef {import('./requests.js').Use} Use */

/** @param {string} code */
export const indented = (code) => code.replace(/^(?=.)/gm, '  ')

/** What is made for each request, by its name in the request. */
const MADE = /** @type {Record<string, string>} */ ({ jwt: 'token', dpopProof: 'dpopProof' })
const PLACE = /\{\{(jwt|dpopProof)\}\}/

/** A text in which the token or its proof stands, as an expression. @param {string} text @returns {string} */
function value(text) {
  const pieces = text.split(PLACE)
  if (pieces.length === 1) return quoted(text)
  return pieces
    .map((piece, i) => (i % 2 ? MADE[piece] : piece && quoted(piece)))
    .filter(Boolean)
    .join(' + ')
}

/** Whether a text needs what is made for each request. @param {string} text */
export const isMade = (text) => PLACE.test(text)

/** @param {Use} use */
export const proves = ({ request }) => request.headers.some(([, text]) => text.includes('{{dpopProof}}'))

/**
 * The proof beside the token, where the request wants one. `nonce` is an expression for what the server has named, if it has.
 *
 * @param {Use} use
 * @param {import('./code.js').Host & {dpopKey: string, nonce: string}} host
 */
function proofCall(use, { sign, library, dpopKey, nonce, uuid = 'true' }) {
  if (!proves(use)) return ''
  const { method, url } = use.request
  const htu = URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url
  return (
    `\nconst dpopKey = ${library}importKey(${dpopKey})\n` +
    (nonce === 'nonce' ? '' : `const nonce = ${nonce}\n`) +
    `const dpopProof = ${sign}({ htm: ${quoted(method)}, htu: ${quoted(htu)}, ...(nonce && { nonce }) }, dpopKey, {\n` +
    `  jwtid: ${uuid},\n  header: { typ: 'dpop+jwt', jwk: dpopKey.publicKey().toJwk() },\n})`
  )
}

/** Token and proof. @param {Use} use @param {Parameters<typeof proofCall>[1]} host */
const made = (use, host) => signCall(use, { ...host, detached: use.request.detached }) + proofCall(use, host)

/**
 * Puts the token where the request wants it: into its headers, or, where it goes into the body, into the variable `jwt`.
 *
 * @param {Use} use
 * @param {(name: string, value: string) => string} header
 * @param {(value: string) => string} variable
 */
function placed({ request }, header, variable) {
  const headers = request.headers.filter(([, text]) => PLACE.test(text))
  const set = headers.map(([name, text]) => header(quoted(name), value(text)))
  if (!headers.some(([, text]) => text.includes('{{jwt}}')))
    set.push(`// The request names it as {{jwt}}.\n${variable('token')}`)
  return set.join('\n')
}

/** @type {Record<string, (use: Use) => string>} */
export const fresh = {
  node(use) {
    const { url, method, headers, form, text, detached } = use.request
    const code = made(use, {
      sign: 'sign',
      library: '',
      key: 'process.env.JWT_KEY',
      passphrase: 'process.env.JWT_PASSPHRASE',
      dpopKey: 'process.env.DPOP_KEY',
      nonce: 'nonce',
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
    const call = `fetch(${value(url)}, {\n${parts.join('')}})`
    const sent = proves(use) ? twice(`${code}\nreturn ${call}`) : `${code}\nconst response = await ${call}`
    return `import { ${names.join(', ')} } from 'jwtmint'\n\n${sent}\nconsole.log(response.status, await response.text())`
  },
  postman: (use) => load.trim() + '\n\n' + postmanScript(use),
  bruno: (use) =>
    `${NOTE}const jwtmint = require('./lib/jwtmint.js')\n` +
    made(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "bru.getEnvVar('jwtKey')",
      passphrase: "bru.getEnvVar('jwtPassphrase')",
      dpopKey: "bru.getEnvVar('dpopKey')",
      nonce: "bru.getVar('dpopNonce') ?? bru.getEnvVar('dpopNonce')",
      // The safe sandbox has no crypto.randomUUID.
      id: "require('uuid').v4()",
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `req.setHeader(${name}, ${text})`,
      (text) => `bru.setVar('jwt', ${text})`,
    ),
  hoppscotch: (use) =>
    // Raw: as the value of a variable its "<<" would be taken for another variable.
    hoppscotchScript(use, "hopp.env.getRaw('jwtmintScript')"),
  httpyac: httpyacFile,
}

/** A request that is sent again with the nonce that its answer names (RFC 9449 section 8). @param {string} send */
const twice = (send) =>
  `async function send(nonce) {\n${indented(send)}\n}\n` +
  `let response = await send()\nconst nonce = response.headers.get('dpop-nonce')\n` +
  `// The server wants a proof with its nonce (RFC 9449 section 8).\n` +
  `if (!response.ok && nonce) response = await send(nonce)`

/**
 * PS256 and its siblings need random numbers, which Newman's scripts do not have. What nobody can guess there is the private
 * key, and what is new each time Postman's own identifier.
 */
const OWN_SOURCE = `if (typeof crypto !== 'object' || !crypto.getRandomValues) {
  const { HmacSHA256 } = require('crypto-js')
  jwtmint.setRandomSource((bytes) => {
    let hex = ''
    while (hex.length < 2 * bytes.length)
      hex += HmacSHA256(pm.variables.replaceIn('{{$guid}}'), pm.variables.get('jwtKey'))
    for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  })
}
`

/** Signs in Postman and Newman, where the library is there already. @param {Use} use */
export function postmanScript(use) {
  const script =
    // Newman's scripts have no random source, but Postman's own identifier.
    made(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "pm.variables.get('jwtKey')",
      passphrase: "pm.variables.get('jwtPassphrase')",
      dpopKey: "pm.variables.get('dpopKey')",
      nonce: "pm.variables.get('dpopNonce')",
      uuid: "pm.variables.replaceIn('{{$guid}}')",
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `pm.request.headers.upsert({ key: ${name}, value: ${text} })`,
      (text) => `pm.variables.set('jwt', ${text})`,
    )
  if (!/^PS/.test(use.options.algorithm)) return NOTE + script
  return `${NOTE}${OWN_SOURCE}try {\n${indented(script)}\n} finally {\n  jwtmint.setRandomSource(null)\n}`
}

/** Signs in Hoppscotch. @param {Use} use @param {string} library an expression for the library's text */
export function hoppscotchScript(use, library) {
  return (
    `${NOTE}if (!globalThis.jwtmint) {\n  const module = { exports: {} }\n  eval(${library})\n  globalThis.jwtmint = module.exports\n}\n` +
    made(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: "hopp.env.get('jwtKey')",
      passphrase: "hopp.env.get('jwtPassphrase')",
      dpopKey: "hopp.env.get('dpopKey')",
      nonce: "hopp.env.get('dpopNonce')",
    }) +
    '\n' +
    placed(
      use,
      (name, text) => `hopp.request.setHeader(${name}, ${text})`,
      (text) => `hopp.env.set('jwt', ${text})`,
    )
  )
}

/** A whole .http file: httpyac's scripts stand before the request, which names what they export. @param {Use} use */
export function httpyacFile(use) {
  const { method, url, headers, form, text, detached } = use.request
  const script =
    `${NOTE}const jwtmint = require('./jwtmint.js')\n` +
    made(use, {
      sign: 'jwtmint.sign',
      library: 'jwtmint.',
      key: '$context.variables.jwtKey',
      passphrase: '$context.variables.jwtPassphrase',
      dpopKey: '$context.variables.dpopKey',
      nonce: '$global.dpopNonce ?? $context.variables.dpopNonce',
    }) +
    '\nexports.jwt = token' +
    (proves(use) ? '\nexports.dpopProof = dpopProof' : '')
  const block = (/** @type {string} */ event, /** @type {string} */ code) => `{{${event}\n${indented(code)}\n}}\n`
  const body = form
    ? form.map((pair) => pair.map(escaped).join('=')).join('&')
    : detached
      ? decode(use.token).claims
      : text
  const lines = form ? [...headers, ['Content-Type', 'application/x-www-form-urlencoded']] : headers
  return (
    '# With jwtmint.js and http-client.env.json beside it: httpyac send jwtmint.http --all --env jwtmint\n' +
    block('', script) +
    (proves(use) ? block('@response', "$global.dpopNonce = response.headers['dpop-nonce'] ?? $global.dpopNonce") : '') +
    `${method} ${url}\n${lines.map((pair) => pair.join(': ') + '\n').join('')}${body ? `\n${body}\n` : ''}`
  )
}

/** For a form, in which the token's name stays readable. @param {string} text */
const escaped = (text) =>
  text
    .split(PLACE)
    .map((piece, i) => (i % 2 ? `{{${piece}}}` : encodeURIComponent(piece)))
    .join('')
