// jwtmint/jsonwebtoken in Deno, Bun, workerd and Chromium: the suite of tests/jsonwebtoken, and its programs.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bun, deno } from '../../js/runtimes.mjs'
import { PAGE_OUTCOME, WORKER_ANSWERS, askWorker, program } from '../../jsonwebtoken/programs.mjs'
import { outcome } from '../browser.mjs'
import { put } from '../workspace.mjs'
import { run } from './node.mjs'
import { workerd } from './runtimes.mjs'

const ENTRY = 'jwtmint/jsonwebtoken'
/** The whole suite passes more than this many tests: fewer would mean that a part of it did not run. */
const LEAST = 200

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../../jsonwebtoken/suite.mjs', import.meta.url))],
  bundle: true,
  format: 'esm',
  write: false,
})
const SUITE = `import jwt from '${ENTRY}'
import * as jwtmint from 'jwtmint'
${outputFiles[0].text}
async function use() {
  const { passed, failures } = await suite(jwt, { jwtmint })
  return failures.length === 0 && passed > ${LEAST} ? 'good' : passed + ' passed; ' + failures.join('; ')
}
`
const PRINTED = `${SUITE}\nconsole.log(await use())\n`

const MAP = JSON.stringify({
  imports: {
    jwtmint: '/node_modules/jwtmint/dist/inline.mjs',
    [ENTRY]: '/node_modules/jwtmint/dist/jsonwebtoken.mjs',
  },
})

/** @type {[string, () => Promise<string> | string][]} */
export const tests = [
  [
    `Deno, ${ENTRY}`,
    () =>
      run(deno(), [
        'run',
        '--quiet',
        '--no-prompt',
        '--node-modules-dir=manual',
        put('jsonwebtoken-deno.mjs', PRINTED),
      ]),
  ],
  [`Bun, ${ENTRY}`, () => run(bun(), ['run', put('jsonwebtoken-bun.mjs', PRINTED)])],
  [`Node, ${ENTRY}`, () => run(process.execPath, [put('jsonwebtoken-node.mjs', PRINTED)])],
  [
    `workerd, ${ENTRY}`,
    () =>
      workerd(
        'jsonwebtoken-worker',
        `${SUITE}\nexport default { async fetch() { return new Response(await use()) } }`,
        async (ask) => await (await ask('http://localhost/')).text(),
      ),
  ],
  [`Chromium, ${ENTRY}`, () => page('jsonwebtoken-suite', `${SUITE}\nwindow.outcome = await use()`)],
  [
    'a Worker written for jsonwebtoken',
    async () => good(await workerd('jsonwebtoken-program', program('worker', ENTRY), askWorker), WORKER_ANSWERS),
  ],
  [
    'a page written for jsonwebtoken',
    async () => good(await page('jsonwebtoken-page', program('page', ENTRY)), PAGE_OUTCOME),
  ],
]

function page(name, script) {
  put(
    `${name}.html`,
    `<!doctype html><meta charset="utf-8"><title>consumer</title><body><script type="importmap">${MAP}</script><script type="module" src="${name}.mjs"></script></body>`,
  )
  put(`${name}.mjs`, script)
  return outcome(`/${name}.html`)
}

function good(found, expected) {
  return found === expected ? 'good' : `expected ${expected}, got ${found}`
}
