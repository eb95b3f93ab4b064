// Repeatable randomness: the same seed gives the same run, so that a difference found once can be found again.

/** @param {number | [number, number | null][]} seed one, or several, each with how many numbers are drawn of it; null is without end */
export function randomFrom(seed) {
  const seeds = Array.isArray(seed) ? [...seed] : [[seed, null]]
  let [state, left] = seeds.shift()

  // Mulberry32: small, and more than good enough to choose test cases by.
  function next() {
    if (left !== null && left-- === 0 && seeds.length > 0) {
      ;[state, left] = seeds.shift()
      if (left !== null) left--
    }
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }

  const random = {
    below: (limit) => next() % limit,
    chance: (percent) => next() % 100 < percent,
    pick: (list) => list[next() % list.length],
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
    text,
    json,
    claims,
    mutated,
  }

  const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz0123456789', ' -_./:@+"\\\n\t', 'äöüßéñ中文字€', '😀🔑🎟']

  function text(most) {
    let made = ''
    for (let length = random.below(most + 1); length > 0; length--) {
      made += random.pick([...ALPHABETS[random.chance(80) ? 0 : random.below(ALPHABETS.length)]])
    }
    return made
  }

  function json(depth) {
    switch (random.below(depth > 0 ? 9 : 6)) {
      case 0:
        return text(20)
      case 1:
        return next() - 2147483648
      case 2:
        return next() / 1000
      case 3:
        return random.chance(50)
      case 4:
        return null
      case 5:
        return random.pick([0, -0, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, 1.7976931348623157e308])
      case 6:
        return Array.from({ length: random.below(4) }, () => json(depth - 1))
      default:
        return Object.fromEntries(Array.from({ length: random.below(4) }, () => [text(8), json(depth - 1)]))
    }
  }

  /** Claims as an object or as text, mostly good. */
  function claims() {
    const made = Object.fromEntries(Array.from({ length: random.below(6) }, () => [text(10), json(3)]))
    if (random.chance(50)) made.sub = text(12)
    if (random.chance(20)) made.iss = random.chance(80) ? text(12) : json(1)
    if (random.chance(20)) made.exp = random.chance(80) ? 1_900_000_000 + random.below(1000) : json(1)
    if (random.chance(70)) return made
    const written = JSON.stringify(made, null, random.pick([0, 1, '\t']))
    if (random.chance(60)) return written.replace(/\}$/, `${written.length > 3 ? ',' : ''}"big":12345678901234567890}`)
    return random.chance(50) ? mutated(written) : written
  }

  /** The text with one place changed: a character replaced, removed, doubled, or the rest cut off. */
  function mutated(written) {
    const at = random.below(written.length + 1)
    const [head, tail] = [written.slice(0, at), written.slice(at)]
    switch (random.below(5)) {
      case 0:
        return head + random.pick([...'AZaz09-_.=+/ {}[]":,\\\n\u0000é😀']) + tail.slice(1)
      case 1:
        return head + tail.slice(1)
      case 2:
        return head + tail.slice(0, 1) + tail
      case 3:
        return head
      default:
        return head + random.pick([' ', '.', 'A', '"', '==', '\r\n']) + tail
    }
  }

  return random
}
