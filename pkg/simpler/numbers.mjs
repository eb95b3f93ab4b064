// Names the long numbers that occur often: -2147483648 marks what is not there in half of all Rust enums.

import { functionsOf, literal, replace, whole, within } from './tree.mjs'

const LONG = 6
const OFTEN = 8

export function withNamedNumbers(program) {
  const counts = new Map()
  const functions = functionsOf(program)
  for (const fn of functions) {
    for (const node of withinSigned(fn.body)) counts.set(whole(node), (counts.get(whole(node)) ?? 0) + 1)
  }
  const names = new Map()
  for (const [value, count] of counts) {
    if (String(value).length >= LONG && count >= OFTEN) names.set(value, `number$${names.size}`)
  }
  if (names.size === 0) return
  for (const fn of functions) {
    replace(fn.body, (node) => {
      const name = !node.part && names.get(whole(node))
      return name ? { type: 'Identifier', name } : node
    })
  }
  const declarations = [...names].map(([value, name]) => ({
    type: 'VariableDeclarator',
    id: { type: 'Identifier', name },
    init: literal(value),
  }))
  const outer = program.body.find(({ body }) => body?.body?.includes(functions[0]))
  outer.body.body.unshift({ type: 'VariableDeclaration', kind: 'var', declarations })
}

/** The numbers, each with its sign and once. */
function* withinSigned(body) {
  for (const node of within(body)) {
    if (whole(node) === undefined || node.part) continue
    if (node.type === 'UnaryExpression') node.argument.part = true
    yield node
  }
}
