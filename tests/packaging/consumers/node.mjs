import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NAMES, USE, esm, key } from '../app.mjs'
import { installed, put, workspace } from '../workspace.mjs'

export const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey

export const run = (command, args) =>
  execFileSync(command, args, { cwd: workspace, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
const node = (...args) => run(process.execPath, args)

/** @type {[string, () => string | Promise<string>][]} */
export const tests = [
  ['Node, import', () => node(put('esm.mjs', esm('jwtmint', rsa)))],
  [
    'Node, require',
    () => node(put('cjs.cjs', `const { ${NAMES} } = require('jwtmint')\n${key(rsa)}${USE}\nconsole.log(use())`)),
  ],
  [
    'Node, import and require are one library',
    () =>
      node(
        put(
          'both.mjs',
          `import { Key, JwtError, importKey } from 'jwtmint'
           import { createRequire } from 'node:module'
           const required = createRequire(import.meta.url)('jwtmint')
           const key = importKey('x'.repeat(32))
           required.sign({}, key)
           console.log(required.Key === Key && required.JwtError === JwtError ? 'good' : 'two libraries')`,
        ),
      ),
  ],
  ...['jwtmint/inline', 'jwtmint/full', 'jwtmint/script', 'jwtmint/script/full'].flatMap((from) => [
    /** @type {[string, () => string]} */ ([`Node, import ${from}`, () => node(put(`${from}.mjs`, esm(from, rsa)))]),
    /** @type {[string, () => string]} */ ([
      `Node, require ${from}`,
      () => node(put(`${from}.cjs`, `const { ${NAMES} } = require('${from}')\n${key(rsa)}${USE}\nconsole.log(use())`)),
    ]),
  ]),
  [
    'Node, import jwtmint/script/hmac',
    () =>
      node(
        put(
          'hmac.mjs',
          `import { sign, verify } from 'jwtmint/script/hmac'\nconst secret = 'x'.repeat(32)\nconsole.log(verify(sign({ a: 1 }, secret), secret).payload.a === 1 ? 'good' : 'wrong')`,
        ),
      ),
  ],
  [
    'Node, jwtmint/web with the exported .wasm',
    () =>
      node(
        put(
          'web.mjs',
          `import { readFileSync } from 'node:fs'
           import { fileURLToPath } from 'node:url'
           import init, { ${NAMES} } from 'jwtmint/web'
           ${key(rsa)}${USE}
           await init(readFileSync(fileURLToPath(import.meta.resolve('jwtmint/jwtmint.wasm'))))
           console.log(use())`,
        ),
      ),
  ],
  [
    // As Postman's pm.require takes it: package.json's main as the source of one function, nothing to require.
    "the package's main as one CommonJS source",
    () => {
      const { main } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
      const module = { exports: /** @type {any} */ ({}) }
      new Function('exports', 'module', 'require', 'process', readFileSync(join(installed, main), 'utf8'))(
        module.exports,
        module,
      )
      const { sign, verify } = module.exports
      return verify(sign({ a: 1 }, rsa), rsa).payload.a === 1 ? 'good' : 'wrong'
    },
  ],
]
