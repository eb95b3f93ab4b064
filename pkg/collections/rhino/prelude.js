// What Rhino 1.7 lacks and the library needs; to be evaluated before it (after lowering the library to ES5).
;(() => {
  var define = Object.defineProperty
  var typed = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  ]
  function add(target, name, value) {
    if (!target[name]) Object.defineProperty(target, name, { value: value, configurable: true, writable: true })
  }
  function within(index, missing, length) {
    if (index === undefined) return missing
    return index < 0 ? Math.max(0, length + index) : Math.min(index, length)
  }
  typed.forEach((Type) => {
    add(Type, 'from', (source, map) => new Type(Array.from(source, map || ((value) => value))))
    add(Type, 'of', function () {
      return new Type(Array.prototype.slice.call(arguments))
    })
    ;[
      'join',
      'indexOf',
      'every',
      'some',
      'forEach',
      'reduce',
      'reverse',
      'copyWithin',
      'fill',
      'findIndex',
      'find',
      'keys',
      'entries',
      'values',
      'includes',
    ].forEach((name) => {
      add(Type.prototype, name, Array.prototype[name])
    })
    // Its own refuses some offsets that are in range.
    define(Type.prototype, 'set', {
      configurable: true,
      writable: true,
      value: function (source, offset) {
        for (var i = 0; i < source.length; i++) this[i + (offset || 0)] = source[i]
      },
    })
    // Its own forgets where in the buffer the view began.
    define(Type.prototype, 'subarray', {
      configurable: true,
      writable: true,
      value: function (start, end) {
        var from = within(start, 0, this.length)
        var to = within(end, this.length, this.length)
        return new Type(this.buffer, this.byteOffset + from * Type.BYTES_PER_ELEMENT, Math.max(0, to - from))
      },
    })
    add(Type.prototype, 'map', function (map) {
      return new Type(Array.prototype.map.call(this, map))
    })
    add(Type.prototype, 'slice', function (start, end) {
      return new Type(Array.prototype.slice.call(this, start, end))
    })
  })
  // A function's name cannot be changed there; it matters to nobody but a debugger.
  Object.defineProperty = (target, name, descriptor) => {
    if (typeof target === 'function' && name === 'name') return target
    return define(target, name, descriptor)
  }
})()
