// Turns jumps to the end of a block into `if` and `else`.
//
// wasm2js writes every condition as `label: { if (no) { break label } ... }`. Where such a block goes on only in
// one place, `if (!no) { ... }` says the same.

import { children, isBinary, replace, whole } from './tree.mjs'

const COMPARED = { '<': '>=', '>=': '<', '>': '<=', '<=': '>', '==': '!=', '!=': '==' }

/** Within one function. */
export function withoutJumps(fn) {
  replace(fn.body, (node) => {
    if (node.type === 'LabeledStatement' && node.body.type === 'BlockStatement') return simplified(node)
    if (node.type === 'IfStatement') return tidied(node)
    if (node.type === 'WhileStatement') node.body = { type: 'BlockStatement', body: ended(statements(node.body)) }
  })
  replace(fn.body, (node) => {
    if (node.type === 'BlockStatement') node.body = flat(node.body)
    if (node.type === 'SwitchCase') node.consequent = flat(node.consequent)
  })
}

function simplified(node) {
  const label = node.label.name
  const body = node.body.body
  inlined(body, label)
  node.body.body = tail(flat(body), label)
  return jumps(node.body, label) > 0 ? node : node.body
}

/** `{ inner: { ...; break inner; ...; break label } rest }`: the one way to the rest takes the rest along. */
function inlined(body, label) {
  for (;;) {
    const [inner, ...rest] = body
    if (inner?.type !== 'LabeledStatement' || inner.body.type !== 'BlockStatement') return
    const name = inner.label.name
    if (jumps(inner.body, name) !== 1 || !leaves(inner.body.body.at(-1)) || rest.some(loose)) return
    const jump = breakTo(label)
    const place = { found: false }
    put(inner.body, name, [...rest, ...(leaves(rest.at(-1)) ? [] : [jump])], place, false)
    if (!place.found) return
    body.splice(0, body.length, ...inner.body.body)
  }
}

/** Puts the statements where the jump stands. */
function put(node, name, statements, place) {
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) {
      const at = value.findIndex((child) => isBreak(child, name))
      if (at >= 0) {
        value.splice(at, value.length - at, ...statements)
        place.found = true
        return
      }
      for (const child of value) if (child?.type) put(child, name, statements, place)
    } else if (isBreak(value, name)) {
      node[key] = { type: 'BlockStatement', body: statements }
      place.found = true
      return
    } else if (typeof value?.type === 'string') {
      put(value, name, statements, place)
    }
  }
}

/** Statements after which the block with this label ends: jumps to its end become conditions. */
function tail(body, label) {
  const out = [...body]
  if (isBreak(out.at(-1), label)) out.pop()
  for (let i = 0; i < out.length; i++) {
    const statement = out[i]
    if (statement.type !== 'IfStatement') continue
    const then = statements(statement.consequent)
    const other = statements(statement.alternate)
    const rest = out.slice(i + 1)
    if (isBreak(then.at(-1), label) && (other.length === 0 || rest.length === 0)) {
      const first = tail(then, label)
      const second = tail([...other, ...rest], label)
      return [...out.slice(0, i), ...choice(statement.test, first, second)]
    }
    if (other.length > 0 && isBreak(other.at(-1), label)) {
      const first = tail([...then, ...rest], label)
      return [...out.slice(0, i), ...choice(statement.test, first, tail(other, label))]
    }
  }
  const last = out.at(-1)
  if (last?.type === 'IfStatement') {
    out.splice(
      -1,
      1,
      ...choice(last.test, tail(statements(last.consequent), label), tail(statements(last.alternate), label)),
    )
  } else if (last?.type === 'BlockStatement') {
    last.body = tail(last.body, label)
  } else if (last?.type === 'LabeledStatement' && last.body.type === 'BlockStatement') {
    last.body.body = tail(last.body.body, label)
  }
  return out
}

/** `...; if (again) { rest; continue } break` at a loop's end becomes `...; if (!again) break; rest`. */
function ended(body) {
  const [again, last] = body.slice(-2)
  if (again?.type !== 'IfStatement' || again.alternate || !isPlain(last, 'BreakStatement')) return body
  const then = statements(again.consequent)
  if (!isPlain(then.at(-1), 'ContinueStatement')) return body
  return [...body.slice(0, -2), ...choice(not(again.test), [last], []), ...ended(then.slice(0, -1))]
}

const isPlain = (node, type) => node?.type === type && !node.label

function choice(test, then, other) {
  if (then.length === 0 && other.length === 0) return [{ type: 'ExpressionStatement', expression: test }]
  if (then.length === 0) return choice(not(test), other, [])
  return [
    {
      type: 'IfStatement',
      test,
      consequent: { type: 'BlockStatement', body: then },
      alternate: other.length > 0 ? { type: 'BlockStatement', body: other } : null,
    },
  ]
}

function tidied({ test, consequent, alternate }) {
  const [one, ...none] = choice(test, statements(consequent), statements(alternate))
  return none.length === 0 ? one : undefined
}

/** The opposite. Comparisons of whole numbers can be turned round; those of floats, where a NaN may be, cannot. */
function not(test) {
  if (test.type === 'UnaryExpression' && test.operator === '!') return test.argument
  const equality = isBinary(test, '==', '!=')
  if (equality || (COMPARED[test.operator] && [test.left, test.right].some(isInteger))) {
    return { ...test, operator: COMPARED[test.operator] }
  }
  return { type: 'UnaryExpression', operator: '!', prefix: true, argument: test }
}

/** The types of WebAssembly are strict: what is compared with a whole number is one. */
function isInteger(node) {
  return isBinary(node, '|', '&', '^', '<<', '>>', '>>>')
}

function flat(body) {
  return body.flatMap((node) =>
    node.type === 'BlockStatement' ? flat(node.body) : node.type === 'EmptyStatement' ? [] : [node],
  )
}

function statements(node) {
  if (!node) return []
  return node.type === 'BlockStatement' ? flat(node.body) : [node]
}

const breakTo = (name) => ({ type: 'BreakStatement', label: { type: 'Identifier', name } })

const isBreak = (node, name) => node?.type === 'BreakStatement' && node.label?.name === name

function jumps(node, name) {
  if (isBreak(node, name)) return 1
  let count = 0
  for (const child of children(node)) count += jumps(child, name)
  return count
}

/** Whether nothing that stands behind is reached. */
function leaves(node) {
  if (!node) return false
  if (node.type === 'BlockStatement') return leaves(node.body.at(-1))
  if (node.type === 'IfStatement') return leaves(node.consequent) && leaves(node.alternate)
  return ['BreakStatement', 'ContinueStatement', 'ReturnStatement'].includes(node.type)
}

/** Whether a jump without a name leads out of the node, so that it must not be put into another loop. */
function loose(node) {
  if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') return !node.label
  if (node.type === 'WhileStatement') return false
  for (const child of children(node)) if (loose(child)) return true
  return false
}
