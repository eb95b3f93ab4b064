// Loads an entry of the package with its linear memory in sight.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const DIST = '../../pkg/dist/'

/** Every entry, with what it can do. */
export const ENTRIES = [
  { name: 'node.cjs', publicKeys: true, mlDsa: false },
  { name: 'inline.js', publicKeys: true, mlDsa: false },
  { name: 'full.js', publicKeys: true, mlDsa: true },
  { name: 'script.js', publicKeys: true, mlDsa: false, script: true },
  { name: 'script-hmac.js', publicKeys: false, mlDsa: false, script: true },
  { name: 'script-full.js', publicKeys: true, mlDsa: true, script: true },
]

/**
 * A copy of its own, and what reads its memory as it is now.
 *
 * @param {{name: string, script?: boolean}} entry
 * @param {boolean} [counted] whether `failAt` is to see each call of a function in a script file
 * @returns {{lib: any, memory: () => Buffer}}
 */
export function loaded({ name, script }, counted) {
  const file = require.resolve(DIST + name)
  delete require.cache[file]
  if (!script) return withInstances(() => require(file))
  return withArrayBuffers(() => (counted ? countingCalls(file) : require(file)))
}

/** Of a script file, each call of a function; of a core with WebAssembly, its calls of the host. */
let counter = null

function count() {
  if (!counter) return
  counter.left--
  if (counter.left === 0 || (counter.left < 0 && counter.onwards)) throw new RangeError('on purpose')
}

/** How many calls `failAt` would count. */
export function callsWithin(call) {
  counter = { left: 0, onwards: false }
  call()
  const { left } = counter
  counter = null
  return -left
}

function countingCalls(file) {
  const module = { exports: {} }
  let functions = 0
  const text = readFileSync(file, 'utf8').replace(/\bfunction(?: [\w$]+)?\([\w$,]*\)\{/g, (head) => {
    functions++
    return `${head}count();`
  })
  if (functions < 500) throw new Error(`Of ${file} only ${functions} functions were found: adapt countingCalls.`)
  new Function('module', 'count', text)(module, count)
  return module.exports
}

/**
 * Runs `call` with the n-th call within it throwing, counted from 1; with `onwards`, those after it as well.
 *
 * @returns {boolean} whether there were as many
 */
export function failAt(n, call, onwards = false) {
  counter = { left: n, onwards }
  try {
    call()
  } catch {
    // What it threw.
  }
  const reached = counter.left <= 0
  counter = null
  return reached
}

function mayFail(imports) {
  const wrapped = (named) =>
    Object.fromEntries(
      Object.entries(named).map(([name, host]) => [
        name,
        (...given) => {
          count()
          return host(...given)
        },
      ]),
    )
  return Object.fromEntries(Object.entries(imports).map(([module, named]) => [module, wrapped(named)]))
}

function withInstances(load) {
  const Instance = WebAssembly.Instance
  const memories = []
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, mayFail(imports))
      memories.push(this.exports.memory)
    }
  }
  try {
    return { lib: load(), memory: () => Buffer.from(memories[0].buffer) }
  } finally {
    WebAssembly.Instance = Instance
  }
}

/** Of the entry that was loaded last; the script files have memory of plain ArrayBuffers, and a new one each time it grows. */
let large = []

function withArrayBuffers(load) {
  if (!large.watched) watchArrayBuffers()
  const mine = Object.assign([], { watched: true })
  large = mine
  return { lib: load(), memory: () => Buffer.from(mine[mine.length - 1]), grown: () => mine.length - 1 }
}

function watchArrayBuffers() {
  globalThis.ArrayBuffer = new Proxy(globalThis.ArrayBuffer, {
    construct(target, given) {
      const made = Reflect.construct(target, given)
      if (made.byteLength >= 65536) large.push(made)
      return made
    },
  })
}
