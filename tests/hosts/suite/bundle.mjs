// One script text for all hosts, and the same in the older language that Rhino speaks.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import typescript from 'typescript'

const here = dirname(fileURLToPath(import.meta.url))

/** An expression: a function of (lib, about) that answers JSON text. `part` is "whole" or "probe-alone". */
export async function testScript(cases, part = 'whole') {
  const { outputFiles } = await build({
    entryPoints: [join(here, `${part}.mjs`)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'jwtmintTest',
    target: 'es2020',
    charset: 'ascii',
    minifyWhitespace: true,
    minifySyntax: true,
  })
  const script = outputFiles[0].text
  return `(function (lib, about) {\n${script}\nreturn jwtmintTest.run(lib, about, ${JSON.stringify(cases)})\n})`
}

/** Rhino has neither classes nor spread nor default parameters. */
export function lowered(script) {
  const { outputText } = typescript.transpileModule(script, {
    compilerOptions: {
      target: typescript.ScriptTarget.ES5,
      module: typescript.ModuleKind.None,
      downlevelIteration: true,
      removeComments: true,
    },
  })
  return outputText.replace(/^"use strict";\n/, '')
}
