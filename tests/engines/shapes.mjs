// The statements that pkg/shorten.mjs replaces, as wasm2js writes them, and near misses that it must leave alone.

/** Of what must be in a row or equal, one in this many percent is not. */
const MISSES = 15

/**
 * Statements over words and bytes near an address.
 *
 * @param {ReturnType<typeof import('./random.mjs').randomFrom>} random
 * @param {{ base: string, frame: string, local: () => string, name: () => string, number: () => number }} names the
 *   local that takes the address, the one with the start of the function's frame, one to write to, one to read, a number
 */
export function shape(random, names) {
  const make = random.pick([copies, copies, storesOfWords, storesOfWords, wordFromBytes, wordToBytes])
  return make(random, names)
}

/** Two or three words from one place to another: the two may overlap, and the word held may be an address itself. */
function copies(random, { base, frame, local }) {
  const [to, from] = [random.below(4) * 4, random.below(4) * 4]
  const held = random.chance(MISSES) ? random.pick([base, frame]) : local()
  const word = (local, at) => `HEAP32[${local}${offset(at + missed(random, 4))} >> 2]`
  const third = random.chance(50) ? `${word(base, to + 8)} = ${word(frame, from + 8)};\n` : ''
  return `${base} = ${frame} + ${4 * random.below(3)} | 0;
${third}${held} = ${word(frame, from + 4)};
${word(base, to)} = ${word(frame, from)};
${word(base, to + 4)} = ${held};${held === frame ? `\n${frame} = global$0;` : ''}`
}

/** One to eight stores to neighbouring words in any order; what is stored may be what was stored just before. */
function storesOfWords(random, { base, frame, name, number }) {
  const count = 1 + random.below(8)
  const first = random.below(3) * 4
  const ats = Array.from({ length: count }, (_, i) => first + 4 * i + missed(random, 4))
  if (random.chance(60)) ats.sort(() => random.below(3) - 1)
  const value = () =>
    random.pick([
      () => number(),
      () => name(),
      () => `HEAP32[${base}${offset(first + 4 * random.below(count))} >> 2]`,
      () => `HEAPU8[${name()} & 1023]`,
      () => `${name()} + ${random.below(100)} | 0`,
    ])()
  const lines = ats.map((at, i) => {
    const stored = i === 0 || random.chance(MISSES) ? value() : random.pick([number, name])()
    return `HEAP32[${base}${offset(at)} >> 2] = ${stored};`
  })
  return `${base} = ${frame} + ${4 * random.below(3)} | 0;\n${lines.join('\n')}`
}

function wordFromBytes(random, { base, local, name }) {
  const first = random.below(9)
  const byte = (i) => `HEAPU8[${base}${offset(first + i + missed(random, 1))} | 0]`
  return `${anyAddress(random, base, name)}
${local()} = ${byte(0)} | ${byte(1)} << 8 | (${byte(2)} << 16 | ${byte(3)} << 24);`
}

function wordToBytes(random, { base, name }) {
  const [first, value] = [random.below(9), name()]
  const lines = [0, 8, 16, 24].map((bits, i) => {
    const at = first + i + missed(random, 1)
    return `HEAP8[${base}${offset(at)} | 0] = ${random.chance(MISSES / 4) ? name() : value}${bits ? ` >>> ${bits}` : ''};`
  })
  return `${anyAddress(random, base, name)}\n${lines.join('\n')}`
}

/** Odd ones, too. */
function anyAddress(random, base, name) {
  return `${base} = (${name()} & 1023) + ${64 + random.below(8)} | 0;`
}

function missed(random, size) {
  return random.chance(MISSES / 3) ? size * (1 + random.below(2)) : 0
}

function offset(at) {
  return at === 0 ? '' : ` + ${at}`
}
