// @ts-check
import { failure, hidden, named, sealed } from './error.js'
import { readOptions } from './json.js'

/** No handle: the core counts from 1. */
const FREED = 0

/**
 * The Key of one loaded core. The handle lives in a WeakMap: nothing that prints, copies or
 * serialises a Key can reach it, and a Key of another copy of jwtmint is recognised as foreign.
 *
 * @param {import('./guard').Core} core
 */
export function keysOf(core) {
  const { accounts } = core
  /** @type {WeakMap<object, number>} */
  const handles = new WeakMap()
  const registry = typeof FinalizationRegistry === 'function' ? new FinalizationRegistry(collected) : null

  /** @param {number} handle */
  function collected(handle) {
    try {
      core.freeKey(handle)
    } catch (_) {
      // Nobody called, so nobody could catch it: thrown here, it would end the process.
    }
  }

  function Key() {
    throw failure('ERR_KEY_INVALID', 'A Key is made by importKey or generateKey, not with `new`.')
  }

  /** @param {number} handle */
  function keyOf(handle) {
    const key = Object.create(Key.prototype)
    const info = JSON.parse(core.keyInfo(handle))
    // What prints and serialises: nothing private is here to be shown.
    key.type = info.type
    key.algorithms = Object.freeze(info.algorithms)
    key.keyId = info.keyId
    key.kind = info.kind
    key.bits = info.bits
    key.curve = info.curve
    key.weak = info.weak
    Object.freeze(key)
    handles.set(key, handle)
    if (registry) registry.register(key, handle, key)
    // The youngest: nothing was called since that could have made another.
    if (accounts.loose) accounts.loose = accounts.loose.next
    return key
  }

  /** @param {any} key */
  function handleOf(key) {
    const handle = handles.get(key)
    if (!handle)
      throw failure('ERR_KEY_INVALID', 'This Key was freed, or is of another copy of jwtmint. Import it again.')
    return handle
  }

  const methods = {
    /** @this {any} @param {any} options */
    toPem(options) {
      return core.keyToPem(handleOf(this), readOptions(options).text)
    },
    toJwk() {
      return JSON.parse(core.keyToJwk(handleOf(this)))
    },
    publicKey() {
      return keyOf(core.keyPublic(handleOf(this)))
    },
    /** @this {any} @param {any} options */
    thumbprint(options) {
      return core.keyThumbprint(handleOf(this), readOptions(options).text)
    },
    /** @this {any} @param {any} options */
    thumbprintUri(options) {
      const given = readOptions(options)
      const value = core.keyThumbprint(handleOf(this), given.text)
      const hash = JSON.parse(given.members.hash || '"SHA-256"')
      return 'urn:ietf:params:oauth:jwk-thumbprint:' + hash.toLowerCase() + ':' + value
    },
    free() {
      const handle = handles.get(this)
      if (!handle) return
      // In this order: wherever it is broken off, the handle is freed once, and never used again.
      if (registry) registry.unregister(this)
      handles.set(this, FREED)
      accounts.loose = { handle, next: accounts.loose }
      core.settle()
    },
    /** @this {any} */
    toString() {
      if (!handles.has(this)) return 'Key()'
      return 'Key(' + this.type + ', ' + this.algorithms.join(' ') + ')'
    },
  }
  named(Key, 'Key')
  const names = /** @type {(keyof typeof methods)[]} */ (Object.keys(methods))
  for (let i = 0; i < names.length; i++) hidden(Key.prototype, names[i], sealed(methods[names[i]], core))
  const dispose = /** @type {any} */ (Symbol).dispose
  if (dispose) hidden(Key.prototype, dispose, Key.prototype.free)

  // Not by `instanceof`, which asks the prototype, and a revoked proxy has none to ask.
  return { Key, keyOf, handleOf, isKey: (/** @type {any} */ value) => handles.has(value) }
}
