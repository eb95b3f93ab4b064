// Takes out `| 0` where it changes nothing.
//
// asm.js writes it behind every sum and every comparison. It is not needed
//   - on the way to a place that takes whole numbers modulo 2^32 anyway: `HEAP32[x + 8 >> 2]`, `x & 1`, a store, or a
//     variable, parameter or result that is used in such places only ("loose");
//   - where the value is a 32-bit number already: a word from memory, a variable that never holds anything else ("exact").
// A sum without `| 0` stays a whole number below 2^53, which doubles hold exactly; so its value modulo 2^32 is the same.

import { children, functionsOf, isAssignment, isBinary, isCoercion, isName, replace, whole, within } from './tree.mjs'

// What a loose variable may hold, in 2^31: far from 2^53, where sums would be rounded.
const LARGEST = 2 ** 16
// Sums that still grow after so many steps from variable to variable go round in a circle.
const ROUNDS = 30
const WORDS = /^HEAP(?:U?8|U?16|32)$/ // not HEAPU32, whose words may lie beyond 2^31
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=']
// An address beside one that memory has: sums of this size and a 32-bit number miss memory where they would wrap.
const NEAR = 2 ** 20

export function withoutCoercions(program) {
  const scopes = new Scopes(program)
  new Loose(scopes).run()
  new Exact(scopes).run()
}

/** Every variable of the program with all that is assigned to it. */
class Scopes {
  constructor(program) {
    this.functions = functionsOf(program)
    this.named = new Map(this.functions.map((fn) => [fn.id.name, fn]))
    this.slots = new Map()
    const called = new Set()
    for (const fn of this.functions) {
      for (const param of fn.params) this.slot(fn, param.name)
      this.slot(fn, '')
      for (const node of within(fn.body)) {
        if (node.type === 'VariableDeclarator') this.slot(fn, node.id.name)
        if (node.type === 'CallExpression') called.add(node.callee)
      }
    }
    // A function that is named elsewhere, in the table or among the exports, is called by others too.
    for (const node of within(program)) {
      if (
        node.type === 'Identifier' &&
        this.named.has(node.name) &&
        !called.has(node) &&
        this.named.get(node.name).id !== node
      ) {
        this.open(this.named.get(node.name))
      }
    }
    for (const fn of this.functions) this.collect(fn)
  }

  /** The variable of this name; the empty name is the function's result. */
  slot(fn, name) {
    const key = `${fn.id.name} ${name}`
    if (!this.slots.has(key)) this.slots.set(key, { key, values: [], open: false })
    return this.slots.get(key)
  }

  open(fn) {
    for (const name of ['', ...fn.params.map(({ name }) => name)]) this.slot(fn, name).open = true
  }

  of(fn, node) {
    return node?.type === 'Identifier' ? this.slots.get(`${fn.id.name} ${node.name}`) : undefined
  }

  result(node) {
    return node.type === 'CallExpression' && isName(node.callee) && this.named.has(node.callee.name)
      ? this.slot(this.named.get(node.callee.name), '')
      : undefined
  }

  collect(fn) {
    const give = (slot, holder, key) => slot?.values.push({ fn, holder, key })
    for (const node of within(fn.body)) {
      if (node.type === 'VariableDeclarator' && node.init) give(this.of(fn, node.id), node, 'init')
      if (isAssignment(node)) {
        if (node.operator === '=') give(this.of(fn, node.left), node, 'right')
        else if (this.of(fn, node.left)) this.of(fn, node.left).open = true
      }
      if (node.type === 'UpdateExpression' && this.of(fn, node.argument)) this.of(fn, node.argument).open = true
      if (node.type === 'ReturnStatement')
        node.argument ? give(this.slot(fn, ''), node, 'argument') : (this.slot(fn, '').open = true)
      if (this.result(node)) {
        const { params } = this.named.get(node.callee.name)
        params.forEach(({ name }, i) => {
          const slot = this.slot(this.named.get(node.callee.name), name)
          node.arguments[i] ? give(slot, node.arguments, i) : (slot.open = true)
        })
      }
    }
  }
}

/** The first kind: values whose multiples of 2^32 nobody sees. */
class Loose {
  constructor(scopes) {
    this.scopes = scopes
    for (const slot of scopes.slots.values()) slot.loose = !slot.open
  }

  run() {
    for (let before = -1, now = 0; before !== now; ) {
      before = now
      for (const fn of this.scopes.functions) this.statement(fn, fn.body)
      now = [...this.scopes.slots.values()].filter(({ loose }) => !loose).length
    }
    this.shorten()
  }

  /** Marks what is used exactly. */
  statement(fn, node) {
    this.walk(fn, node, false, (leaf) => {
      const slot = this.scopes.of(fn, leaf) ?? this.scopes.result(leaf)
      if (slot) slot.loose = false
    })
  }

  /**
   * Calls `exact` with every variable and every result that is used as it is. `modular` says that
   * the node's own value is taken modulo 2^32.
   */
  walk(fn, node, modular, exact) {
    const go = (child, how) => this.walk(fn, child, how, exact)
    if (isAssignment(node)) {
      const stored = isWords(node.left)
      const slot = this.scopes.of(fn, node.left)
      if (node.left.type === 'MemberExpression') go(node.left, false)
      // The assignment's own value is what was assigned.
      go(node.right, (stored || Boolean(slot?.loose)) && (modular || node.unused === true))
      if (!modular && !node.unused && slot) exact(node.left)
    } else if (node.type === 'ExpressionStatement') {
      if (isAssignment(node.expression)) node.expression.unused = true
      go(node.expression, true)
    } else if (node.type === 'ReturnStatement') {
      if (node.argument) go(node.argument, this.scopes.slot(fn, '').loose)
    } else if (node.type === 'VariableDeclarator') {
      if (node.init) go(node.init, this.scopes.of(fn, node.id)?.loose ?? false)
    } else if (isCoercion(node)) {
      // Of a variable alone it goes where the variable is exact, which is worth more.
      go(node.left, !isName(node.left))
    } else if (isBinary(node, '|', '&', '^', '<<', '>>', '>>>')) {
      go(node.left, true)
      go(node.right, true)
    } else if (isBinary(node, '+', '-')) {
      go(node.left, modular)
      go(node.right, modular)
    } else if (node.type === 'ConditionalExpression') {
      go(node.test, false)
      go(node.consequent, modular)
      go(node.alternate, modular)
    } else if (node.type === 'SequenceExpression') {
      node.expressions.forEach((part, i) => {
        const last = i === node.expressions.length - 1
        if (!last && isAssignment(part)) part.unused = true
        go(part, last && modular)
      })
    } else if (node.type === 'CallExpression') {
      if (!modular && this.scopes.result(node)) exact(node)
      const callee = this.scopes.result(node) && this.scopes.named.get(node.callee.name)
      node.arguments.forEach((argument, i) => {
        const param = callee?.params[i]
        go(argument, isName(node.callee, 'Math_imul') || Boolean(param && this.scopes.slot(callee, param.name).loose))
      })
      if (!callee) go(node.callee, false)
    } else if (node.type === 'MemberExpression') {
      if (node.computed) go(node.property, false)
    } else if (node.type === 'Identifier') {
      if (!modular) exact(node)
    } else {
      for (const child of children(node)) go(child, false)
    }
  }

  shorten() {
    this.magnitudes()
    for (const fn of this.scopes.functions) {
      for (const node of within(fn.body)) {
        const bits = isBinary(node, '|', '&', '^', '<<', '>>', '>>>')
        const stores = isAssignment(node) && node.unused && isWords(node.left)
        if (bits) node.left = this.uncut(fn, node.left)
        if (bits || stores) node.right = this.uncut(fn, node.right)
        if (isName(node.callee, 'Math_imul'))
          node.arguments = node.arguments.map((argument) => this.uncut(fn, argument))
      }
    }
    for (const slot of this.scopes.slots.values()) {
      if (slot.loose && !slot.cut)
        for (const { fn, holder, key } of slot.values) holder[key] = this.uncut(fn, holder[key])
    }
  }

  /** The same modulo 2^32. */
  uncut(fn, node) {
    if (isCoercion(node) && this.size(fn, node.left) <= LARGEST) return this.uncut(fn, node.left)
    if (isBinary(node, '+', '-')) {
      node.left = this.uncut(fn, node.left)
      node.right = this.uncut(fn, node.right)
    }
    if (node.type === 'ConditionalExpression') {
      node.consequent = this.uncut(fn, node.consequent)
      node.alternate = this.uncut(fn, node.alternate)
    }
    return node
  }

  /** How large each loose variable may become, in 2^31, when its sums are not cut; one that would feed itself stays cut. */
  magnitudes() {
    if (this.sized) return
    this.sized = true
    const loose = [...this.scopes.slots.values()].filter((slot) => slot.loose)
    for (;;) {
      for (const slot of loose) slot.size = 1
      let growing = loose
      for (let round = 0; round < ROUNDS && growing.length > 0; round++)
        growing = loose.filter((slot) => this.grows(slot))
      if (growing.length === 0) return
      // What grew last may be a step behind what feeds it; to cut more than needed is never wrong.
      const atLast = growing.filter((slot) => !slot.cut)
      const uncut = atLast.length > 0 ? atLast : loose.filter((slot) => !slot.cut && slot.size > 1)
      if (uncut.length === 0)
        throw new Error(
          'a variable grows although its sums are cut: pkg/simpler does not know all that wasm2js writes.',
        )
      const alone = uncut.filter((slot) => this.feedsItself(slot))
      for (const slot of alone.length > 0 ? alone : uncut) slot.cut = true
    }
  }

  grows(slot) {
    const size = Math.max(...slot.values.map(({ fn, holder, key }) => this.size(fn, holder[key], !slot.cut)), 1)
    if (size <= slot.size) return false
    slot.size = size
    return true
  }

  feedsItself(slot) {
    return slot.values.some(({ fn, holder, key }) => {
      for (const node of within(holder[key])) if (this.scopes.of(fn, node) === slot) return true
      return false
    })
  }

  /** An upper limit for the absolute value in 2^31, or infinity for what need not be a whole number. */
  size(fn, node, cutting = false) {
    const number = whole(node)
    if (number !== undefined) return Math.abs(number) / 2 ** 31
    if (isCoercion(node)) return cutting ? this.size(fn, node.left, true) : 1
    if (isBinary(node, '>>>')) return 2
    if (isBinary(node, '|', '&', '^', '<<', '>>') || isBinary(node, ...COMPARISONS)) return 1
    if (isBinary(node, '+', '-')) return this.size(fn, node.left, cutting) + this.size(fn, node.right, cutting)
    if (node.type === 'UnaryExpression') return node.operator === '!' ? 1 : Infinity
    if (node.type === 'ConditionalExpression')
      return Math.max(this.size(fn, node.consequent, cutting), this.size(fn, node.alternate, cutting))
    if (isAssignment(node) && node.operator === '=') return this.size(fn, node.right, cutting)
    if (isWords(node) || isName(node?.callee, 'Math_imul')) return 1
    const slot = this.scopes.of(fn, node) ?? this.scopes.result(node)
    if (slot) return slot.loose ? slot.size : 1
    return isName(node) ? 1 : Infinity
  }
}

/** The second kind: values that are 32-bit numbers already. */
class Exact {
  constructor(scopes) {
    this.scopes = scopes
    for (const slot of scopes.slots.values()) slot.exact = !slot.open && !slot.loose && slot.values.length > 0
  }

  run() {
    for (let changed = true; changed; ) {
      changed = false
      for (const slot of this.scopes.slots.values()) {
        if (slot.exact && !slot.values.every(({ fn, holder, key }) => this.isExact(fn, holder[key]))) {
          slot.exact = false
          changed = true
        }
      }
    }
    for (const fn of this.scopes.functions) this.shorten(fn)
  }

  /**
   * Truth values are 0 and 1 to every operator; only as an address or in `switch` they are not: `truth` allows them.
   * A variable is then looked through once: its values may come from itself.
   */
  isExact(fn, node, truth = true, through = true) {
    const number = whole(node)
    if (number !== undefined) return number === (number | 0)
    if (isBinary(node, '|', '&', '^', '<<', '>>')) return true
    if (isBinary(node, '>>>')) return (whole(node.right) & 31) > 0
    if (isBinary(node, ...COMPARISONS) || (node.type === 'UnaryExpression' && node.operator === '!')) return truth
    if (isWords(node) || isName(node.callee, 'Math_imul') || isName(node.callee, 'Math_clz32')) return true
    if (node.type === 'ConditionalExpression')
      return this.isExact(fn, node.consequent, truth, through) && this.isExact(fn, node.alternate, truth, through)
    if (node.type === 'SequenceExpression') return this.isExact(fn, node.expressions.at(-1), truth, through)
    if (isAssignment(node) && node.operator === '=') return this.isExact(fn, node.right, truth, through)
    const slot = this.scopes.of(fn, node) ?? this.scopes.result(node)
    if (!slot?.exact) return false
    return truth || (through && slot.values.every(({ fn, holder, key }) => this.isExact(fn, holder[key], false, false)))
  }

  shorten(fn) {
    replace(fn.body, (node) => {
      if (isBinary(node, ...COMPARISONS, '+', '-')) {
        for (const side of ['left', 'right'])
          if (isCoercion(node[side]) && this.isExact(fn, node[side].left)) node[side] = node[side].left
      }
      if (node.type === 'MemberExpression' && node.computed && isCoercion(node.property))
        node.property = this.address(fn, node.property)
      if (
        isAssignment(node) &&
        this.scopes.of(fn, node.left) &&
        isCoercion(node.right) &&
        this.isExact(fn, node.right.left)
      )
        node.right = node.right.left
    })
  }

  address(fn, coerced) {
    const sum = coerced.left
    if (this.isExact(fn, sum, false)) return sum
    const near = isBinary(sum, '+', '-') && Math.abs(whole(sum.right) ?? Infinity) < NEAR
    return near && this.isExact(fn, sum.left) ? sum : coerced
  }
}

/** A word of memory, as a value or as a place. */
function isWords(node) {
  return node.type === 'MemberExpression' && isName(node.object) && WORDS.test(node.object.name)
}
