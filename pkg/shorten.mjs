// Shortens what wasm2js writes, where a helper function says the same in a third of the text.
//
// Rust builds its structs word by word: half of the statements are stores of neighbouring words, and
// moves of two. Only lines of exactly these shapes are touched, so a wasm2js that writes others makes
// the file larger, never wrong. In interpreters a call costs what the two or three statements cost.

const NAME = String.raw`\$\d+(?:_\d+)?`
const WORD = String.raw`HEAP32\[(${NAME})(?: \+ (\d+))? >> 2\]`
const STORE = new RegExp(String.raw`^\s*${WORD} = (.+?);?$`)
const LOAD_TO = new RegExp(String.raw`^\s*(${NAME}) = ${WORD};?$`)
const LOAD = new RegExp(`^${WORD}$`)
// What changes nothing and does not depend on what was stored before.
const CONSTANT = new RegExp(`^(?:-?\\d+|${NAME})$`)
const READING = new RegExp(String.raw`^(?:HEAPU?(?:8|16|32)\[[^\]=]*\]|${NAME} [+-] \d+ \| 0)$`)
// The stack's pointer is the only global variable.
const FRAME = new RegExp(String.raw`^\s*(${NAME}) = ([\w$]+) - (\d+) \| 0;\n\s*\2 = \1;`, 'gm')
const LONGEST = 4
// Only what accounts for memory and keys stores at places of its own. The host's call stack may end at any call, and may
// not end between what belongs together: no helper there.
export const KEEPS_ACCOUNTS = /HEAP32\[\d+\] = /

const BYTE = String.raw`(${NAME})(?: \+ (\d+))? \| 0\]`
const sameBase = (group) => `\\${group}` + String.raw`(?: \+ (\d+))? \| 0\]`
const PUT_WORD = new RegExp(
  String.raw`^(\s*)HEAP8\[${BYTE} = (${NAME});` +
    [8, 16, 24].map((bits) => String.raw`\n\s*HEAP8\[${sameBase(2)} = \4 >>> ${bits};`).join(''),
  'gm',
)
const GET_WORD = new RegExp(
  String.raw`HEAPU8\[${BYTE} \| HEAPU8\[${sameBase(1)} << 8 \| ` +
    String.raw`\(HEAPU8\[${sameBase(1)} << 16 \| HEAPU8\[${sameBase(1)} << 24\)`,
  'g',
)

const HELPERS = {
  copy2: `(to, from) {
  var a = from >> 2, b = to >> 2, second = HEAP32[a + 1];
  HEAP32[b] = HEAP32[a]; HEAP32[b + 1] = second;
  return second;
 }`,
  copy3: `(to, from) {
  HEAP32[to + 8 >> 2] = HEAP32[from + 8 >> 2];
  return copy2(to, from);
 }`,
  getWord: '(at) { return HEAPU8[at] | HEAPU8[at + 1] << 8 | HEAPU8[at + 2] << 16 | HEAPU8[at + 3] << 24; }',
  putWord:
    '(at, word) { HEAP8[at] = word; HEAP8[at + 1] = word >> 8; HEAP8[at + 2] = word >> 16; HEAP8[at + 3] = word >> 24; }',
  store2: '(to, a, b) { var at = to >> 2; HEAP32[at] = a; HEAP32[at + 1] = b; }',
  store3: '(to, a, b, c) { var at = to >> 2; HEAP32[at] = a; HEAP32[at + 1] = b; HEAP32[at + 2] = c; }',
  store4:
    '(to, a, b, c, d) { var at = to >> 2; HEAP32[at] = a; HEAP32[at + 1] = b; HEAP32[at + 2] = c; HEAP32[at + 3] = d; }',
}

const HELPER_CALL = new RegExp(`\\b(${Object.keys(HELPERS).join('|')})\\(`, 'g')

/** What `shorten` replaces: by a call of a helper, or, for `frame`, by an assignment within another. */
export const SHAPES = [...Object.keys(HELPERS), 'frame']

/**
 * The text of asmFunc with its helpers, and how often each of SHAPES was replaced.
 *
 * @param {string} text
 * @returns {{ text: string, replaced: Record<string, number> }}
 */
export function shorten(text) {
  const start = text.indexOf('\n function ')
  const replaced = Object.fromEntries(SHAPES.map((shape) => [shape, 0]))
  if (start < 0) return { text, replaced }
  const code = words(text.slice(start)).replace(FRAME, (_, local, pointer, size) => {
    replaced.frame++
    return `${local} = ${pointer} = ${pointer} - ${size} | 0;`
  })
  const body = code
    .split(/(?=\n function )/)
    .map((one) => (KEEPS_ACCOUNTS.test(one) ? one : stores(moves(one.split('\n'))).join('\n')))
    .join('')
  for (const [, helper] of body.matchAll(HELPER_CALL)) replaced[helper]++
  const helpers = Object.entries(HELPERS).map(([name, rest]) => ` function ${name}${rest}\n`)
  return { text: `${text.slice(0, start)}\n${helpers.join('')}${body}`, replaced }
}

/** Words at addresses that may be odd, byte by byte. */
function words(text) {
  const consecutive = (ats) => ats.every((at, i) => Number(at ?? 0) === Number(ats[0] ?? 0) + i)
  const put = text.replace(PUT_WORD, (all, indent, base, a, value, b, c, d) =>
    consecutive([a, b, c, d]) ? `${indent}putWord(${sum(base, a)}, ${value});` : all,
  )
  return put.replace(GET_WORD, (all, base, a, b, c, d) =>
    consecutive([a, b, c, d]) ? `getWord(${sum(base, a)})` : all,
  )
}

/**
 * `x = from[1]; to[0] = from[0]; to[1] = x` becomes `x = copy2(to, from)`, and after `to[2] = from[2]`
 * copy3, which keeps that order.
 */
function moves(lines) {
  const out = []
  for (let i = 0; i < lines.length; i++) {
    const move = moved(lines[i], lines[i + 1] ?? '', lines[i + 2] ?? '')
    if (!move) {
      out.push(lines[i])
      continue
    }
    i += 2
    const third = asStore(out.at(-1) ?? '')
    const [, from, at = '0'] = LOAD.exec(third?.value ?? '') ?? []
    const whole =
      third &&
      from === move.from &&
      Number(at) === move.fromAt + 8 &&
      third.base === move.to &&
      third.at === move.toAt + 8
    if (whole) out.pop()
    out.push(`${move.name} = copy${whole ? 3 : 2}(${sum(move.to, move.toAt)}, ${sum(move.from, move.fromAt)});`)
  }
  return out
}

function moved(first, second, third) {
  const [, name, from, fromSecond] = LOAD_TO.exec(first) ?? []
  const one = asStore(second)
  const two = asStore(third)
  if (!name || !one || !two || two.value !== name || two.base !== one.base || two.at !== one.at + 4) return undefined
  const [, base, at = '0'] = LOAD.exec(one.value) ?? []
  if (base !== from || Number(at) + 4 !== Number(fromSecond ?? 0) || name === from || name === one.base)
    return undefined
  return { name, to: one.base, toAt: one.at, from, fromAt: Number(at) }
}

/** Stores to neighbouring words, in whatever order they stand, become one call. */
function stores(lines) {
  const out = []
  let run = []
  const end = () => {
    out.push(...grouped(run))
    run = []
  }
  for (const line of lines) {
    const store = asStore(line)
    const constant = store !== undefined && CONSTANT.test(store.value)
    const follows = constant && run.length > 0 && store.base === run[0].base && run.every(({ at }) => at !== store.at)
    if (!follows) end()
    if (constant || (store && READING.test(store.value))) run.push(store)
    else out.push(line)
  }
  end()
  return out
}

/** The first store of a run may read memory, so the group that holds it goes first. */
function grouped(run) {
  const sorted = [...run].sort((a, b) => a.at - b.at)
  const groups = []
  for (const store of sorted) {
    const last = groups.at(-1)
    if (last && last.length < LONGEST && last[0].at + 4 * last.length === store.at) last.push(store)
    else groups.push([store])
  }
  groups.sort((a, b) => Number(b.includes(run[0])) - Number(a.includes(run[0])))
  return groups.map((group) =>
    group.length === 1
      ? group[0].line
      : `store${group.length}(${sum(group[0].base, group[0].at)}, ${group.map(({ value }) => value).join(', ')});`,
  )
}

const sum = (base, offset) => (Number(offset ?? 0) ? `${base} + ${offset}` : base)

function asStore(line) {
  const [, base, at = '0', value] = STORE.exec(line) ?? []
  return base && { base, at: Number(at), value, line }
}
