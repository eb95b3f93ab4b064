// Shortens how functions begin and end: the frame on the stack, and variables that start as 0.

import {
  children,
  functionsOf,
  isAssignment,
  isBinary,
  isCoercion,
  isName,
  literal,
  replace,
  whole,
  within,
} from './tree.mjs'

/** `x - -64` is `x + 64`, and `x + 0` is `x`. */
export function withPlainSums(program) {
  replace(program, (node) => {
    if (!isBinary(node, '+', '-')) return node
    const number = whole(node.right)
    if (number === 0 && Object.is(number, 0)) return node.left
    if (number < 0 && number > -(2 ** 31))
      return { ...node, operator: node.operator === '+' ? '-' : '+', right: literal(-number) }
    return node
  })
}

/**
 * The stack's pointer lies between 0 and 64 KiB, so that `| 0` changes nothing; and
 * `frame = stack - 16; stack = frame` is `frame = stack -= 16`.
 */
export function withShortFrames(program, stack) {
  for (const fn of functionsOf(program)) {
    const { body } = fn.body
    for (let i = 0; i + 1 < body.length; i++) {
      const [frame, set] = [body[i].expression, body[i + 1].expression]
      if (
        frame?.operator !== '=' ||
        !isName(frame.left) ||
        !isName(set?.left, stack) ||
        !isName(set.right, frame.left.name)
      )
        continue
      if (!isCoercion(frame.right) || !isName(frame.right.left.left, stack)) continue
      frame.right = { ...set, right: frame.right }
      body.splice(i + 1, 1)
    }
  }
  return replace(program, (node) => {
    if (!isAssignment(node) || !isName(node.left, stack) || !isCoercion(node.right)) return node
    const sum = node.right.left
    return isBinary(sum, '-') && isName(sum.left, stack)
      ? { ...node, operator: '-=', right: sum.right }
      : { ...node, right: sum }
  })
}
