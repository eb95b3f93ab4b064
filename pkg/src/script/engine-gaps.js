// What the bundled curve library takes for granted and small engines do badly or not at all. The build
// puts these in place of its `Object.hasOwn` and `Object.freeze`.

/** Not in Rhino, nor in the QuickJS of 2021. */
export function hasOwn(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name)
}

/**
 * Leaves the object as it is. The library freezes every intermediate point against meddling callers;
 * here no caller ever sees one, and a frozen object costs QuickJS a description of its own: 1 MB for a
 * table of multiples where it is 0.5 without.
 */
export function freeze(object) {
  return object
}
