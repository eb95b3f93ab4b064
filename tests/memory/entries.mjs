// Loads an entry of the package with its linear memory in sight.
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
 * @returns {{lib: any, memory: () => Buffer}}
 */
export function loaded({ name, script }) {
  const file = require.resolve(DIST + name)
  delete require.cache[file]
  return script ? withArrayBuffers(() => require(file)) : withInstances(() => require(file))
}

/** Calls of the host that a core with WebAssembly makes, while `failAt` runs. */
let hostCalls = null

/**
 * Runs `call` with the host's function throwing at the core's n-th call to it, counted from 1.
 *
 * @returns {boolean} whether there were as many
 */
export function failAt(n, call) {
  hostCalls = { left: n }
  try {
    call()
  } catch {
    // What it threw.
  }
  const reached = hostCalls.left <= 0
  hostCalls = null
  return reached
}

function mayFail(imports) {
  const wrapped = (named) =>
    Object.fromEntries(
      Object.entries(named).map(([name, host]) => [
        name,
        (...given) => {
          if (hostCalls && --hostCalls.left === 0) throw new RangeError('on purpose')
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
