// Bundles `jwtmint/jsonwebtoken` and `jwtmint/remote`, which stand beside the core, into pkg/dist after the others. Run by
// `cargo xtask build`:
//   node pkg/build-companions.mjs --tools <tools/node_modules>
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: flags } = parseArgs({ options: { tools: { type: 'string' } } })
if (!flags.tools) {
  console.error('Usage: node pkg/build-companions.mjs --tools <dir>')
  process.exit(2)
}
const pkg = dirname(fileURLToPath(import.meta.url))
const dist = join(pkg, 'dist')
const esbuild = createRequire(join(resolve(flags.tools), 'tools.js'))('esbuild')
const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'))
const banner = `/*! jwtmint ${version} | MIT OR Apache-2.0 */`
const NAMES = 'sign, verify, decode, JsonWebTokenError, NotBeforeError, TokenExpiredError'

// The core stays outside: the conditions of `jwtmint` choose it.
for (const [name, names, rest] of [
  ['jsonwebtoken', NAMES, 'export default library\n'],
  ['remote', 'remoteKeys, RemoteKeysError', ''],
]) {
  write(`${name}.mjs`, await bundled(`${name}.js`, 'esm'))
  write(`${name}.cjs`, await bundled(`${name}.cjs`, 'cjs'))
  // Node: `import` and `require` share their errors and their keys.
  write(`${name}-node.mjs`, `import library from './${name}.cjs'\nexport const { ${names} } = library\n${rest}`)
}

// With the plain-JavaScript core inside, as it is: minified again it would be another text than the one that is tested.
const core = readFileSync(join(dist, 'script.js'), 'utf8')
const adapter = await bundled('script-jsonwebtoken.js', 'iife')
write(
  'script-jsonwebtoken.js',
  `(function(){var script=(function(module){${core}return module.exports})({exports:{}});${adapter}` +
    'library=library.default;' +
    'if(typeof module==="object"&&module)module.exports=library;' +
    'else if(typeof globalThis==="object")globalThis.jsonwebtoken=library;' +
    'else jsonwebtoken=library;' +
    'return library})();\n',
)
write(
  'script-jsonwebtoken.mjs',
  `import library from './script-jsonwebtoken.js'\nexport const { ${NAMES} } = library\nexport default library\n`,
)

/** @param {string} name @param {string} text */
function write(name, text) {
  writeFileSync(join(dist, name), `${banner}\n${text}`)
  console.log(`${name}: ${Buffer.byteLength(text)} bytes`)
}

/** @param {string} entry @param {import('esbuild').Format} format @returns {Promise<string>} */
async function bundled(entry, format) {
  const result = await esbuild.build({
    entryPoints: [join(pkg, 'src/entry', entry)],
    bundle: true,
    write: false,
    minify: true,
    format,
    globalName: 'library',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    external: ['jwtmint'],
    plugins: [{ name: 'core', setup: besideTheAdapter }],
  })
  return result.outputFiles[0].text
}

/** @param {import('esbuild').PluginBuild} build */
function besideTheAdapter(build) {
  build.onResolve({ filter: /^#script$/ }, () => ({ path: 'script', namespace: 'core' }))
  build.onLoad({ filter: /.*/, namespace: 'core' }, () => ({ contents: 'export default script', loader: 'js' }))
}
