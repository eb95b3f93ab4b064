// Random programs in the dialect of wasm2js: what pkg/shorten.mjs makes of one must do the same.

import { shorten } from '../../pkg/shorten.mjs'
import { Difference } from './cases.mjs'
import { shape } from './shapes.mjs'

const LOCALS = 6
const FUNCTIONS = 3
const NUMBERS = [0, 1, -1, 2, 7, 8, 255, 65535, 2147483647, -2147483648, -2147483647, 1000000007]

/**
 * Makes a program, runs it as it is and shortened, and compares all it returns and all it leaves in memory.
 * Returns how often each shape of pkg/shorten.mjs was replaced.
 */
export function runProgram(random) {
  const text = program(random)
  const { text: changed, replaced } = shorten(text)
  const inputs = Array.from({ length: 6 }, () => [random.pick(NUMBERS), random.below(2 ** 32) | 0])
  const [before, after] = [text, changed].map((source) => outcome(source, inputs))
  if (before !== after) throw new Difference(`a program changed its meaning:\n${before}\n${after}\n${text}\n${changed}`)
  return replaced
}

function outcome(source, inputs) {
  const { run, memory } = new Function(`${source.replace(/export default asmFunc;?/, '')}\nreturn asmFunc()`)()
  const answers = inputs.map((input) => run(...input) | 0)
  return `${answers} ${new Uint32Array(memory).join()}`
}

function program(random) {
  const functions = Array.from({ length: FUNCTIONS }, (_, i) => new Maker(random, i).function())
  return `function asmFunc() {
 var buffer = new ArrayBuffer(8192);
 var HEAP8 = new Int8Array(buffer);
 var HEAP16 = new Int16Array(buffer);
 var HEAP32 = new Int32Array(buffer);
 var HEAPU8 = new Uint8Array(buffer);
 var HEAPU32 = new Uint32Array(buffer);
 var Math_imul = Math.imul;
 var global$0 = 8192;
 var global$1 = 0;
 for (var i = 0; i < 2048; i++) HEAP32[i] = Math_imul(i + 1, 1640531527);
 function $run($0_1, $1_1) {
  $0_1 = $0_1 | 0;
  $1_1 = $1_1 | 0;
  global$0 = 8192;
  global$1 = 300;
  return $0($0_1, $1_1) | 0;
 }

${functions.join('\n')}
 return { "run": $run, "memory": buffer };
}
`
}

class Maker {
  constructor(random, number) {
    this.random = random
    this.number = number
    this.labels = []
    this.made = 0
  }

  function() {
    const locals = Array.from({ length: LOCALS }, (_, i) => `$${i + 2}_1 = 0`)
    return ` function $${this.number}($0_1, $1_1) {
  var ${locals.join(', ')};
  $7_1 = global$0 - 32 | 0;
  global$0 = $7_1;
${this.statements(3, 5)}
  global$0 = $7_1 + 32 | 0;
  return ${this.value(2)};
 }
`
  }

  statements(depth, most) {
    return Array.from({ length: 1 + this.random.below(most) }, () => this.statement(depth)).join('\n')
  }

  statement(depth) {
    const { random } = this
    if (this.labels.length > 0 && random.chance(18))
      return `if (${this.test()}) {\n break ${random.pick(this.labels)}\n}`
    switch (random.below(depth > 0 ? 12 : 6)) {
      case 0:
        return `HEAP32[${this.address(1020)} >> 2] = ${this.value(1)};`
      case 1:
        return `HEAP8[${this.address(1023)} | 0] = ${this.value(1)};`
      case 2:
      case 3:
        return shape(random, {
          base: '$6_1',
          frame: '$7_1',
          local: () => this.local(),
          name: () => this.name(),
          number: () => random.pick(NUMBERS),
        })
      case 6:
        return `if (${this.test()}) {\n${this.statements(depth - 1, 3)}\n} else {\n${this.statements(depth - 1, 3)}\n}`
      case 7:
        return `if (${this.test()}) {\n${this.statements(depth - 1, 3)}\n}`
      case 8:
      case 9:
        return this.labelled(
          (label) =>
            `${label} : {\n${this.statements(depth - 1, 4)}${random.chance(30) ? `\nbreak ${random.pick(this.labels)};` : ''}\n}`,
        )
      case 10:
        return this.loop(depth)
      case 11:
        return this.labelled((label) => {
          const cases = [0, 1, 2].map((value) => `case ${value}:\n${this.statements(depth - 1, 2)}\nbreak ${label};`)
          return `${label} : {\nswitch (${this.value(1)} & 3) {\n${cases.join('\n')}\ndefault:\nbreak ${label};\n}\n}`
        })
      default:
        return `${this.local()} = ${this.value(2)};`
    }
  }

  /** Every round takes from what is left, so that every program ends. */
  loop(depth) {
    const outside = this.labels
    const body = () => {
      const again = this.random.chance(50) ? `${this.statements(0, 2)}\n` : ''
      return `global$1 = global$1 - 1 | 0;\nif ((global$1 | 0) < 0) {\n break\n}\n${this.statements(depth - 1, 3)}\nif (${this.test()}) {\n${again}continue\n}\nbreak;`
    }
    const text = `while (1) {\n${body()}\n};`
    this.labels = outside
    return text
  }

  labelled(make) {
    const label = `block${this.made++}`
    const outside = this.labels
    this.labels = [...outside, label]
    const text = make(label)
    this.labels = outside
    return text
  }

  local() {
    return `$${this.random.below(LOCALS)}_1`
  }

  name() {
    return `$${this.random.below(LOCALS + 2)}_1`
  }

  address(mask) {
    return `(${this.name()} & ${mask}) + ${64 + 4 * this.random.below(8)}`
  }

  test() {
    const [one, other] = [this.value(1), this.value(1)]
    switch (this.random.below(5)) {
      case 0:
        return this.name()
      case 1:
        return `!${this.name()}`
      case 2:
        return `(${one}) >>> 0 < (${other}) >>> 0`
      case 3:
        return `(${one} | 0) ${this.random.pick(['<', '>=', '>', '<='])} (${other} | 0)`
      default:
        return `(${this.name()} | 0) ${this.random.pick(['==', '!='])} ${this.random.chance(50) ? this.random.pick(NUMBERS) : `(${this.name()} | 0)`}`
    }
  }

  /** A 32-bit number, or what wasm2js takes for one: the truth of a comparison. */
  value(depth) {
    const { random } = this
    const go = () => this.value(depth - 1)
    switch (random.below(depth > 0 ? 13 : 2)) {
      case 0:
        return String(random.pick(NUMBERS))
      case 2:
      case 3:
        return `(${go()} + ${go()} | 0)`
      case 4:
        return `(${this.name()} ${random.pick(['+', '-'])} ${random.below(200)} | 0)`
      case 5:
        return `(${go()} - ${go()} | 0)`
      case 6:
        return `(${go()} ${random.pick(['&', '|', '^'])} ${go()})`
      case 7:
        return `(${go()} ${random.pick(['<<', '>>'])} ${random.below(31)})`
      case 8:
        return `HEAP${random.pick(['8', 'U8'])}[${this.address(1023)} | 0]`
      case 9:
        return `HEAP32[${this.address(1020)} >> 2]`
      case 10:
        return `Math_imul(${go()}, ${go()})`
      case 11:
        return `(${this.test()} ? ${go()} : ${go()})`
      case 12:
        return this.number + 1 < FUNCTIONS
          ? `$${this.number + 1 + random.below(FUNCTIONS - this.number - 1)}(${go()}, ${go()})`
          : `(${this.test()})`
      default:
        return this.name()
    }
  }
}
