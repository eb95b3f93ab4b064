// The shared workflow with a client's adapter, bundled into one script that leaves `module.exports`.
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** `tools` is tools/node_modules, which has esbuild and the hashes; `entry` is a file below pkg/collections. */
export function bundler(tools, folder) {
  const { buildSync } = createRequire(join(tools, 'package.json'))('esbuild')
  return (entry) => {
    const { outputFiles } = buildSync({
      entryPoints: [join(folder, entry)],
      bundle: true,
      write: false,
      minify: true,
      format: 'cjs',
      platform: /^(httpyac|insomnia)/.test(entry) ? 'node' : 'neutral',
      target: 'es2020',
      nodePaths: [tools],
      charset: 'utf8',
      legalComments: 'inline',
    })
    // One closure: a script's own globals are slow in Newman.
    return `;(function () {\n${outputFiles[0].text.trimEnd()}\n})()\n`
  }
}
