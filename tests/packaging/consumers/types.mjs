// TypeScript's view: programs that must compile, mistakes that must not, and two judges of packages.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { installed, put, tarball, workspace } from '../workspace.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const bin = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url))
const PROGRAM = readFileSync(new URL('program.ts', import.meta.url), 'utf8')

/** @type {[string, () => string | Promise<string>][]} */
export const tests = [
  [
    'TypeScript, bundler',
    () => compiled('bundler', 'main.ts', PROGRAM, { module: 'esnext', moduleResolution: 'bundler' }),
  ],
  [
    'TypeScript, nodenext, ES module',
    () => compiled('nodenext-esm', 'main.mts', PROGRAM, { module: 'nodenext', moduleResolution: 'nodenext' }),
  ],
  [
    'TypeScript, nodenext, CommonJS',
    () =>
      compiled('nodenext-cjs', 'main.cts', PROGRAM.replace(/^.*jwtmint\/web.*$/gm, ''), {
        module: 'nodenext',
        moduleResolution: 'nodenext',
      }),
  ],
  [
    'the sources are what their comments say',
    () => told(join(bin, 'tsc'), ['-p', join(root, 'pkg/src/tsconfig.json')]),
  ],
  [
    'the types name every algorithm',
    () =>
      same(
        'Algorithm',
        all('src/algorithm.rs', /^ {4}(\w+|\w+ = "[\w-]+",) Family::/gm).map((found) =>
          found.replace(/^.*"(.*)",$/, '$1'),
        ),
      ),
  ],
  ['the types name every error code', () => same('ErrorCode', all('src/code.rs', /^ {4}\w+ "(ERR_\w+)"/gm))],
  ['the types name every option', options],
  ['publint', judged],
  // The resolution of Node 10 knows no exports, so it cannot find the paths below the package's name.
  [
    'attw',
    () => told(join(bin, 'attw'), [tarball(), '--profile', 'node16', '--exclude-entrypoints', 'jwtmint.wasm', 'web']),
  ],
  // For pages, where there is no require.
  [
    'attw, jwtmint/web',
    () =>
      told(join(bin, 'attw'), [
        tarball(),
        '--profile',
        'node16',
        '--entrypoints',
        'web',
        '--ignore-rules',
        'cjs-resolves-to-esm',
      ]),
  ],
  ['attw, the name itself under Node 10', () => told(join(bin, 'attw'), [tarball(), '--entrypoints', '.'])],
]

function compiled(folder, name, source, options) {
  put(`types/${folder}/${name}`, source)
  const config = {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022', 'dom'],
      strict: true,
      noEmit: true,
      types: [],
      skipLibCheck: false,
      ...options,
    },
    files: [name],
  }
  const file = put(`types/${folder}/tsconfig.json`, JSON.stringify(config))
  return told(join(bin, 'tsc'), ['-p', file])
}

const all = (file, pattern) => [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map((found) => found[1])
const declared = () =>
  ['index', 'results'].map((file) => readFileSync(join(installed, `types/${file}.d.ts`), 'utf8')).join('\n')

/** A union of texts in the types against the one list in the core. */
function same(type, names) {
  const union = declared().match(new RegExp(`export type ${type} =([^]*?)\\n\\n`))?.[1] ?? ''
  const found = [...union.matchAll(/'([\w-]+)'/g)].map((one) => one[1])
  return names.length > 0 && names.join() === found.join()
    ? 'good'
    : `the core has ${names.join(' ')}; the types have ${found.join(' ')}`
}

/** The members of an option interface against the names the core accepts. */
function options() {
  const lists = ['token', 'payload']
    .map((file) => readFileSync(join(root, `src/javascript_options/${file}.rs`), 'utf8'))
    .join('')
  const wrong = []
  for (const [list, interfaces] of [
    ['SIGN', ['SignOptions']],
    ['VERIFY', ['VerifyOptions', 'DecodeOptions']],
    ['SIGN_BYTES', ['SignBytesOptions']],
    ['VERIFY_BYTES', ['VerifyBytesOptions', 'DecodeOptions']],
  ]) {
    const known = [
      ...(lists.match(new RegExp(`const ${list}: .*?=\\s*&\\[([^\\]]*)\\]`))?.[1] ?? '').matchAll(/"(\w+)"/g),
    ].map((one) => one[1])
    const typed = interfaces.flatMap((name) =>
      [
        ...(declared().match(new RegExp(`export interface ${name}[^{]*\\{([^]*?)\\n\\}`))?.[1] ?? '').matchAll(
          /^ {2}(\w+)\?:/gm,
        ),
      ].map((one) => one[1]),
    )
    // What is signed crosses the boundary beside the options, which only say that it does.
    const named = typed.map((name) => (list === 'VERIFY_BYTES' && name === 'payload' ? 'detached' : name))
    if (known.length === 0 || [...new Set(known)].sort().join() !== named.sort().join())
      wrong.push(`${list}: the core has ${known.join(' ')}; the types have ${typed.join(' ')}`)
  }
  return wrong.join('; ') || 'good'
}

async function judged() {
  const { messages } = await publint({ pkgDir: installed, strict: true })
  const { default: pkg } = await import(join(installed, 'package.json'), { with: { type: 'json' } })
  return messages.map((message) => formatMessage(message, pkg)).join('; ') || 'good'
}

function told(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: workspace, encoding: 'utf8' })
  return status === 0 ? 'good' : (stdout + stderr).trim()
}
