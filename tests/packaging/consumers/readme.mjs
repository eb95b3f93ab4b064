// The README's JavaScript examples, run as they stand there on the installed package.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { installed, put } from '../workspace.mjs'
import { run } from './node.mjs'

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** The one example below a heading. */
function example(heading) {
  const found = README.match(new RegExp(`^## ${heading}\\n[^]*?^\`\`\`js\\n([^]*?)^\`\`\``, 'm'))
  if (!found) throw new Error(`README.md has no JavaScript example below "## ${heading}".`)
  return found[1]
}

/** @type {[string, () => string][]} */
export const tests = [
  ["the README's example in Node", inNode],
  ["the README's example in a pre-request script", inPostman],
]

function inNode() {
  const printed = run(process.execPath, [put('readme.mjs', example('JavaScript'))])
  // Each `console.log` says in a comment what it prints.
  const promised = [...example('JavaScript').matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
  if (promised.length === 0) return 'The example promises no output.'
  return printed === promised.join('\n') ? 'good' : `printed ${printed} instead of ${promised.join(' and ')}`
}

/** With Postman's names, and the package loaded as `pm.require` does: `main` as the source of one function. */
function inPostman() {
  const { main } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const secret = 'a secret of at least thirty-two bytes'
  const headers = []
  const pm = {
    require(name) {
      if (name !== 'npm:jwtmint') throw new Error(`There is no package ${name}.`)
      const module = { exports: {} }
      new Function('module', 'exports', readFileSync(join(installed, main), 'utf8'))(module, module.exports)
      return module.exports
    },
    environment: { get: (name) => (name === 'clientKey' ? secret : undefined) },
    variables: { replaceIn: (text) => text.replace('{{$guid}}', '0b5c3f6e-3a51-4b1c-9d3c-5f0d6a6c1c5e') },
    request: { headers: { upsert: (header) => headers.push(header) } },
  }
  new Function('pm', example('API clients'))(pm)
  const [{ key, value }] = headers
  const { verify } = createRequire(import.meta.url)(join(installed, 'dist/node.cjs'))
  const { payload } = verify(value.replace('Bearer ', ''), secret, { requiredClaims: ['exp', 'jti'] })
  return key === 'Authorization' && payload.sub === 'tester' ? 'good' : `sent ${key}: ${JSON.stringify(payload)}`
}
