// What the passes over the syntax tree share: its nodes (ESTree), made and asked.

/** The nodes within a node, in the order of the text. */
export function* children(node) {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child.type === 'string') yield child
  }
}

/** Every node below, the node itself first. */
export function* within(node) {
  yield node
  for (const child of children(node)) yield* within(child)
}

/** Calls `change` for every node from the inside out; what it answers takes the node's place. */
export function replace(node, change) {
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) value.forEach((child, i) => child?.type && (value[i] = replace(child, change)))
    else if (typeof value?.type === 'string') node[key] = replace(value, change)
  }
  return change(node) ?? node
}

/** The functions of asmFunc: the core's own and the helpers. */
export function functionsOf(program) {
  const outer = program.body.find((node) => node.type === 'FunctionDeclaration' && node.id.name === 'asmFunc')
  return outer.body.body.filter(({ type }) => type === 'FunctionDeclaration')
}

export const isName = (node, name) => node?.type === 'Identifier' && (name === undefined || node.name === name)

/** The value of a whole number, with its sign, or undefined. */
export function whole(node) {
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const value = whole(node.argument)
    return value === undefined ? undefined : -value
  }
  return node.type === 'Literal' && Number.isInteger(node.value) ? node.value : undefined
}

export const literal = (value) =>
  value < 0
    ? { type: 'UnaryExpression', operator: '-', prefix: true, argument: literal(-value) }
    : { type: 'Literal', value }

export const isBinary = (node, ...operators) => node.type === 'BinaryExpression' && operators.includes(node.operator)

/** `x | 0`. */
export const isCoercion = (node) => isBinary(node, '|') && whole(node.right) === 0

export const isAssignment = (node) => node.type === 'AssignmentExpression'
