// Simplifies the syntax tree of what wasm2js writes, each pass without a change of meaning.

import { withoutJumps } from './blocks.mjs'
import { withoutIdleResults } from './ends.mjs'
import { withoutCoercions } from './integers.mjs'
import { withPlainSums, withShortFrames } from './locals.mjs'
import { withNamedNumbers } from './numbers.mjs'
import { withoutIdleStarts } from './starts.mjs'
import { functionsOf } from './tree.mjs'

/** The text of asmFunc, simplified; `acorn` and `astring` read and print it. */
export function simpler(text, { acorn, astring }) {
  const program = acorn.parse(text, { ecmaVersion: 2020, sourceType: 'module' })
  withPlainSums(program)
  withShortFrames(program, stackOf(text))
  withoutIdleResults(program)
  withoutCoercions(program)
  for (const fn of functionsOf(program)) withoutJumps(fn)
  withoutIdleStarts(program)
  withNamedNumbers(program)
  return astring.generate(program)
}

/** The stack's pointer is the first global variable. */
function stackOf(text) {
  const [, name] = /^\s*var (global\$\d+) = \d+;$/m.exec(text) ?? []
  if (!name) throw new Error('the core has no stack pointer: adapt pkg/simpler to the new wasm2js.')
  return name
}
