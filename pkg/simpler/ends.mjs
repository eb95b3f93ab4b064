// Takes out assignments of a call's result that nobody reads: `x = copy2(to, from)` is most often just `copy2(to, from)`.

import { children, functionsOf, isName, whole, within } from './tree.mjs'

export function withoutIdleResults(program) {
  for (const fn of functionsOf(program)) {
    const idle = new Idle(fn)
    for (const node of within(fn.body)) {
      if (node.type === 'ExpressionStatement' && idle.is(node)) node.expression = node.expression.right
    }
  }
}

/** Follows the ways through a function backwards, with the set of variables that are still read behind. */
class Idle {
  constructor(fn) {
    this.names = new Set(fn.params.map(({ name }) => name))
    for (const node of within(fn.body)) if (node.type === 'VariableDeclarator') this.names.add(node.id.name)
    this.targets = new Map()
    this.read = new Map()
    this.before(fn.body, new Set())
  }

  is({ expression }) {
    return this.read.get(expression) === false
  }

  before(node, after) {
    switch (node?.type) {
      case undefined:
        return after
      case 'Identifier':
        return this.names.has(node.name) ? new Set(after).add(node.name) : after
      case 'AssignmentExpression': {
        if (!isName(node.left) || node.operator !== '=') return this.before(node.left, this.before(node.right, after))
        if (node.right.type === 'CallExpression')
          this.read.set(node, after.has(node.left.name) || !this.names.has(node.left.name))
        const without = new Set(after)
        without.delete(node.left.name)
        return this.before(node.right, without)
      }
      case 'IfStatement':
      case 'ConditionalExpression': {
        const then = this.before(node.consequent, after)
        const otherwise = node.alternate ? this.before(node.alternate, after) : after
        return this.before(node.test, union(then, otherwise))
      }
      case 'LabeledStatement':
        this.targets.set(`break ${node.label.name}`, after)
        if (node.body.type === 'WhileStatement') return this.loop(node.body, after, node.label.name)
        return this.before(node.body, after)
      case 'WhileStatement':
        return this.loop(node, after)
      case 'SwitchStatement':
        return this.before(
          node.discriminant,
          this.around(after, () => this.cases(node, after)),
        )
      case 'BreakStatement':
      case 'ContinueStatement':
        return this.targets.get(`${node.type === 'BreakStatement' ? 'break' : 'continue'} ${node.label?.name ?? ''}`)
      case 'ReturnStatement':
        return this.before(node.argument, new Set())
      default:
        return [...children(node)].reduceRight((now, child) => this.before(child, now), after)
    }
  }

  /** What is read at the loop's beginning is read at its end, so it is followed until nothing more is found. */
  loop(node, after, name = '') {
    const outer = this.targets.get('continue ')
    const behind = whole(node.test) === 1 ? new Set() : after
    let start = behind
    for (let size = -1; size !== start.size; ) {
      size = start.size
      this.targets.set('continue ', start)
      this.targets.set(`continue ${name}`, start)
      const body = this.around(after, () => this.before(node.body, start))
      start = union(this.before(node.test, union(body, behind)), start)
    }
    this.targets.set('continue ', outer)
    return start
  }

  around(after, inside) {
    const outer = this.targets.get('break ')
    this.targets.set('break ', after)
    const result = inside()
    this.targets.set('break ', outer)
    return result
  }

  cases(node, after) {
    let now = after
    let all = after
    for (const { test, consequent } of [...node.cases].reverse()) {
      now = consequent.reduceRight((set, statement) => this.before(statement, set), now)
      all = union(all, this.before(test, now))
    }
    return all
  }
}

function union(one, other) {
  const all = new Set(one)
  for (const name of other) all.add(name)
  return all
}
