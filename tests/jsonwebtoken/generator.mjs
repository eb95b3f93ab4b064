// Random values by a seed: a failure can be run again.

/** @param {number} seed */
export function generator(seed) {
  let state = seed >>> 0 || 1
  function next() {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit) => Math.floor(next() * limit)
  const some = (chance) => next() < chance
  const pick = (values) => values[below(values.length)]
  const text = (length) => Array.from({ length }, () => pick([...'abcXYZ019 -_.{}"\\/äß€😀\n'])).join('')

  function value(depth = 0) {
    return pick([
      () => text(below(12)),
      () => below(1e6) - 5e5,
      () => next() * 1e3,
      () => some(0.5),
      () => null,
      () => (depth < 3 ? Array.from({ length: below(4) }, () => value(depth + 1)) : []),
      () => (depth < 3 ? object(depth + 1) : {}),
    ])()
  }

  function object(depth) {
    return Object.fromEntries(Array.from({ length: below(4) }, () => [text(below(8)), value(depth)]))
  }

  /** Claims as programs have them, and now and then one that is odd. */
  function claims() {
    const made = soundClaims()
    if (some(0.15)) made[pick(['exp', 'nbf', 'iat'])] = pick(['soon', null, NaN, Infinity, -1, 0, 1.5, {}, true])
    return made
  }

  /** Claims that can be signed. */
  function soundClaims() {
    const made = object(0)
    const maybe = (name, chance, make) => {
      if (some(chance)) made[name] = make()
    }
    const NOW = 1700000000
    maybe('exp', 0.3, () => NOW + pick([-1000, -3, 0, 1, 1000]))
    maybe('nbf', 0.2, () => NOW + pick([-1000, 0, 1, 3, 1000]))
    maybe('iat', 0.3, () => NOW + pick([-1000, -1, 0, 1000, 0.5]))
    maybe('aud', 0.3, () => pick(['a', ['a', 'b'], 'x', []]))
    maybe('iss', 0.3, () => pick(['i', 'h']))
    maybe('sub', 0.2, () => pick(['s', 5]))
    maybe('jti', 0.2, () => pick(['j', null]))
    maybe('nonce', 0.2, () => 'n')
    return made
  }

  const oddPayload = () =>
    pick([
      'text',
      '',
      'ä€😀',
      '{"a":1}',
      '[1]',
      '"x"',
      true,
      false,
      0,
      12,
      null,
      undefined,
      [],
      [1],
      Buffer.from('bytes'),
      Buffer.from([0xff, 0x61, 0xe2, 0x82]),
      new Date(0),
      new Map(),
    ])

  const span = () =>
    pick([
      60,
      -60,
      0,
      1.5,
      '60',
      '10s',
      '1.5h',
      '2 days',
      '-1 week',
      '1y',
      '3 fortnights',
      '',
      ' ',
      '.5m',
      '5.',
      '1 H',
      `${below(1e6)} ${pick(['msecs', 'secs', 'Mins', 'hrs', 'd', 'weeks', 'yrs', 'x'])}`,
      {},
      null,
      true,
    ])

  return { below, some, pick, text, claims, soundClaims, oddPayload, span }
}
