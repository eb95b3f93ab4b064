// Pages without a bundler, under the Content-Security-Policies they have in the wild.
import { web } from '../app.mjs'
import { outcome } from '../browser.mjs'
import { put } from '../workspace.mjs'
import { rsa } from './node.mjs'

const MAP = JSON.stringify({
  imports: { jwtmint: '/node_modules/jwtmint/dist/web.mjs', 'jwtmint/inline': '/node_modules/jwtmint/dist/inline.mjs' },
})
const page = (body) =>
  `<!doctype html><meta charset="utf-8"><title>consumer</title><script type="importmap" nonce="n">${MAP}</script>${body}`
const module = (source) => page(`<script type="module" nonce="n">${source}</script>`)
const policy = (sources) => ({
  'content-security-policy': `default-src 'none'; connect-src 'self'; script-src 'self' 'nonce-n' ${sources}`,
})

/** @type {[string, () => Promise<string>][]} */
export const tests = [
  ['a page with an import map', () => opened('plain', module(web('jwtmint', rsa)))],
  [
    "a page whose policy has 'wasm-unsafe-eval'",
    () => opened('allowed', module(web('jwtmint', rsa)), policy("'wasm-unsafe-eval'")),
  ],
  [
    'a page whose policy forbids WebAssembly: jwtmint/web says so',
    async () => refused(await opened('refused', module(web('jwtmint', rsa)), policy(''))),
  ],
  [
    'a page whose policy forbids WebAssembly: jwtmint/inline says so',
    async () =>
      refused(
        await opened(
          'refused-inline',
          module(`import('jwtmint/inline').catch((error) => (window.outcome = error.code + ': ' + error.message))`),
          policy(''),
        ),
      ),
  ],
  [
    'a classic script: the global jwtmint',
    () =>
      opened(
        'classic',
        `<!doctype html><script src="/node_modules/jwtmint/dist/inline.js"></script><script>window.outcome = typeof jwtmint.sign({}, 'x'.repeat(32)) === 'string' ? 'good' : 'wrong'</script>`,
      ),
  ],
  [
    'the script file where WebAssembly is forbidden',
    () =>
      opened(
        'script',
        `<!doctype html><script src="/node_modules/jwtmint/dist/script.js"></script><script nonce="n">window.outcome = jwtmint.decode(jwtmint.sign({}, 'x'.repeat(32))).header.alg === 'HS256' ? 'good' : 'wrong'</script>`,
        policy(''),
      ),
  ],
]

function opened(name, html, headers) {
  put(`pages/${name}.html`, html)
  return outcome(`/pages/${name}.html`, headers)
}

const refused = (text) => (/^ERR_NOT_INITIALIZED: .*'wasm-unsafe-eval'/.test(text) ? 'good' : text)
