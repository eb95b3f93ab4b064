// Calls from within a random source, broken off by the thousand during one draw: the call around them has its stack and its
// memory, and neither of the two becomes less.
import { randomFillSync } from 'node:crypto'
import { ENTRIES, failAt, loaded } from './entries.mjs'

const SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
/** Each left some hundred bytes of a stack of a mebibyte. */
const TIMES = 10_000

export function oneDraw(t) {
  for (const entry of ENTRIES.filter(({ script }) => !script)) {
    t.test(
      `${entry.name}: ${TIMES} calls broken off within one draw leave the call around them its stack and memory`,
      () => {
        const { lib, memory } = loaded(entry)
        const key = lib.importKey(SECRET)
        const signed = lib.sign({ a: 1 }, key)
        let [before, after, broken] = [0, 0, 0]
        lib.setRandomSource((bytes) => {
          randomFillSync(bytes)
          for (let i = 0; i <= TIMES; i++) {
            // The host function that fails is the clock, in the middle of the core's work.
            if (failAt(1, () => lib.sign({ a: 1, text: 'x'.repeat(500) }, key))) broken++
            if (i === 0) before = memory().length
          }
          after = memory().length
          t.equal(lib.verify(signed, key).payload.a, 1)
        })
        const made = lib.generateKey('HS256')
        t.equal(broken, TIMES + 1)
        t.equal(after, before, 'bytes of memory')
        t.equal(lib.verify(lib.sign({ a: 1 }, made), { kty: 'oct', k: made.toJwk().k }).payload.a, 1)
      },
    )
  }
}
