// The tarball, not the tree, is what users get: it is installed and used by every kind of consumer.
//   node tests/packaging/run.mjs [kind of consumer...]
import { install, tarball } from './workspace.mjs'

install(tarball())
// Loaded only now: these look into the installed package.
const wanted = process.argv.slice(2)
const groups = []
const KINDS = ['tarball', 'node', 'readme', 'runtimes', 'types', 'bundlers', 'pages', 'jsonwebtoken']
for (const name of KINDS.filter((kind) => wanted.length === 0 || wanted.includes(kind)))
  groups.push(await import(`./consumers/${name}.mjs`))
const { close } = await import('./browser.mjs')

let passed = 0
let failed = 0
for (const { tests } of groups) {
  for (const [name, run] of tests) {
    const outcome = await attempt(run)
    if (outcome === 'good') passed++
    else failed++
    console.log(outcome === 'good' ? `ok    ${name}` : `FAIL  ${name}\n      ${outcome.replace(/\n/g, '\n      ')}`)
  }
}
await close()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

async function attempt(run) {
  try {
    return await run()
  } catch (error) {
    // The end: before it stands the minified line that threw.
    return `${error.stderr || error.stack || error}`.trim().slice(-1500)
  }
}
