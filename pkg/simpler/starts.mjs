// Takes out the `= 0` of variables that are set before they are read, which are nearly all.

import { children, functionsOf, isAssignment, whole } from './tree.mjs'

export function withoutIdleStarts(program) {
  for (const fn of functionsOf(program)) {
    const declared = fn.body.body.flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
    const zero = declared.filter(({ init }) => init && whole(init) === 0)
    if (zero.length === 0) continue
    const reads = new Reads(new Set(zero.map(({ id }) => id.name)))
    reads.after(fn.body, new Set())
    for (const declarator of zero) if (!reads.early.has(declarator.id.name)) declarator.init = null
  }
}

/**
 * Follows the ways through a function with the set of variables that are set by then; `undefined` where nothing comes
 * by. A loop is entered with what is set before it: each further round can only know more.
 */
class Reads {
  constructor(names) {
    this.names = names
    this.early = new Set()
    this.jumps = new Map()
  }

  after(node, set) {
    if (!node || !set) return set
    switch (node.type) {
      case 'Identifier':
        if (this.names.has(node.name) && !set.has(node.name)) this.early.add(node.name)
        return set
      case 'VariableDeclarator':
        return this.after(node.init, set)
      case 'AssignmentExpression': {
        if (node.left.type !== 'Identifier') return this.after(node.right, this.after(node.left, set))
        if (node.operator !== '=') return this.after(node.right, this.after(node.left, set))
        return new Set(this.after(node.right, set)).add(node.left.name)
      }
      case 'IfStatement':
      case 'ConditionalExpression': {
        const test = this.after(node.test, set)
        return both(this.after(node.consequent, test), node.alternate ? this.after(node.alternate, test) : test)
      }
      case 'LabeledStatement': {
        this.jumps.set(node.label.name, undefined)
        return both(this.after(node.body, set), this.jumps.get(node.label.name))
      }
      case 'WhileStatement':
        this.around(() => this.after(node.body, this.after(node.test, set)))
        return whole(node.test) === 1 ? this.left : both(this.left, set)
      case 'SwitchStatement':
        this.around(() => this.cases(node, this.after(node.discriminant, set)))
        return set
      case 'BreakStatement': {
        const label = node.label?.name ?? ''
        this.jumps.set(label, both(this.jumps.get(label), set))
        return undefined
      }
      case 'ContinueStatement':
        return undefined
      case 'ReturnStatement':
        this.after(node.argument, set)
        return undefined
      default:
        return this.inOrder(node, set)
    }
  }

  inOrder(node, set) {
    let now = set
    for (const child of children(node)) now = this.after(child, now)
    return now
  }

  /** A loop or a switch: what jumps out of it without naming a label is `left` behind. */
  around(inside) {
    const outer = this.jumps.get('')
    this.jumps.delete('')
    inside()
    this.left = this.jumps.get('')
    this.jumps.set('', outer)
  }

  cases(node, set) {
    let now
    for (const { test, consequent } of node.cases) {
      now = both(now, this.after(test, set))
      for (const statement of consequent) now = this.after(statement, now)
    }
    return now
  }
}

/** What is set on both ways. */
function both(one, other) {
  if (!one || !other) return one ?? other
  return new Set([...one].filter((name) => other.has(name)))
}
