// JavaScript engines without a host around them: the library becomes the global `jwtmint`, the answer is printed.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { marked } from '../lib/collector.mjs'
import { HOSTS, programs, ROOT } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { lowered } from '../suite/bundle.mjs'

const call = ({ script, about }, print) =>
  `${print}('JWTMINT<' + (${script})(library, ${JSON.stringify(about)}) + '>JWTMINT')`

const engine = (name, random, program, prepare) => ({
  name,
  random,
  async run(job, folder) {
    const file = join(folder, 'suite.js')
    await writeFile(file, await prepare(job))
    return marked(await run(program, [file], { cwd: folder }))
  },
})

const asGlobal = (job) => `${job.library}\nvar library = jwtmint;\n${call(job, job.print ?? 'print')}`
const asModule = (job) =>
  `const library = (function (module) {\n${job.library}\nreturn module.exports\n})({ exports: {} })\n${call(job, 'console.log')}`

export const quickjs = engine(
  'quickjs',
  false,
  ['python3', join(HOSTS, 'runners/quickjs.py'), join(HOSTS, 'installs/quickjs/packages')],
  asGlobal,
)
// By a program of our own: Rhino's shell has no little-endian typed arrays, which the library's memory relies on.
const rhinoProgram = ['java', '-cp', '/usr/share/java/js.jar', join(HOSTS, 'runners/Rhino.java')]
const forRhino = async (job) =>
  (await readFile(join(ROOT, 'pkg/collections/rhino/prelude.js'), 'utf8')) + lowered(asGlobal({ ...job, print: '' }))
export const rhino = engine('rhino', false, rhinoProgram, forRhino)
export const jsc = engine('jsc', false, ['jsc'], asGlobal)
export const node = engine('node', true, [process.execPath], asModule)
export const deno = engine('deno', true, [...programs.deno, 'run', '--no-config'], asModule)
export const bun = engine('bun', true, [...programs.bun, 'run'], asModule)
