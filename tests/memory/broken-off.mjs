// Calls that are broken off, at each depth of the call stack and at each call to the host: afterwards nothing of a key that
// was passed stands in the memory, the keys held are whole, and memory is flat.
import { randomBytes, randomFillSync } from 'node:crypto'
import { freshPair } from '../lib/fresh-pair.mjs'
import { atTheEndOfTheStack } from './end-of-stack.mjs'
import { ENTRIES, callsWithin, failAt, loaded } from './entries.mjs'

const HELD_SECRET = 'a secret of sixty-four bytes, as long as the longest of the hashes'
/** Words of the stack: the frames of `atTheEndOfTheStack` are some 14 apart. */
const SHIFTS = [4, 9]

const AT_AN_END = 60
const BETWEEN = 80

const numbered = (i) => `another secret of some thirty bytes, with the number ${i}`
const pem = (key) => key.export({ format: 'pem', type: 'pkcs8' })
const base64url = (bytes) => Buffer.from(bytes).toString('base64url')

/** name, the key as it is passed, what must not be found of it, the algorithm to sign with */
function kinds({ publicKeys, mlDsa }) {
  const secret = randomBytes(64)
  const text = secret.toString('base64url')
  const list = [
    ['text', text, [text.slice(8, 40)], 'HS256'],
    ['bytes', Uint8Array.from(secret), [secret.subarray(8, 40)], 'HS512'],
    ['an oct JWK', { kty: 'oct', k: text }, [text.slice(8, 40), secret.subarray(8, 40)], 'HS384'],
  ]
  if (publicKeys) {
    for (const [type, options, algorithm] of [
      ['ec', { namedCurve: 'P-256' }, 'ES256'],
      ['ed25519', {}, 'EdDSA'],
      ['rsa', { modulusLength: 2048 }, 'RS256'],
    ]) {
      const key = freshPair(type, options).privateKey
      const jwk = key.export({ format: 'jwk' })
      const number = Buffer.from(jwk.q || jwk.d, 'base64url').subarray(2, 30)
      const marks = [number, Buffer.from(number).reverse()]
      const lines = pem(key).split('\n')
      list.push([`${algorithm}'s PEM`, pem(key), [lines[1].slice(40), lines.at(-3).slice(0, 40), ...marks], algorithm])
      list.push([`${algorithm}'s JWK`, jwk, [(jwk.q || jwk.d).slice(4, 40), ...marks], algorithm])
    }
  }
  if (mlDsa) {
    const seed = randomBytes(32)
    const head = Buffer.from('3034020100300b060960864801650304031104228020', 'hex')
    list.push(['ML-DSA-44', Uint8Array.from(Buffer.concat([head, seed])), [seed.subarray(2, 30)], 'ML-DSA-44'])
  }
  return list
}

/** Of as many calls those at both ends, where keys come and go, and some between. */
function chosen(all) {
  const step = 1 + Math.floor(all / BETWEEN)
  return Array.from({ length: all }, (_, i) => i + 1).filter(
    (n) => n < AT_AN_END || n > all - AT_AN_END || n % step === 0,
  )
}

const standing = (memory, marks) => marks.filter((mark) => memory.includes(mark)).length

/** What a call of the test holds; `release` frees it where the call stack has room again. */
function holder() {
  let last = null
  return {
    // An assignment and no more: at the end of the stack a call may fail, and nobody would have the key.
    hold(make) {
      last = { key: make(), next: last }
      return last.key
    },
    release() {
      for (; last; last = last.next) last.key.free()
    },
  }
}

function calls(lib, form, algorithm, { hold }) {
  const token = lib.sign({ a: 1 }, form, { algorithm })
  return {
    sign: () => lib.sign({ a: 1 }, form, { algorithm }),
    verify: () => lib.verify(token, form),
    inspect: () => lib.inspect(token, form),
    'importKey and free': () => hold(() => lib.importKey(form)).free(),
    'toJwk and publicKey': () => {
      const key = hold(() => lib.importKey(form))
      key.toJwk()
      if (key.type === 'private') hold(() => key.publicKey())
    },
  }
}

function held(lib, { publicKeys }) {
  const forms = [[HELD_SECRET, 'HS256']]
  if (publicKeys) forms.push([pem(freshPair('ec', { namedCurve: 'P-256' }).privateKey), 'ES256'])
  if (publicKeys) forms.push([pem(freshPair('rsa', { modulusLength: 2048 }).privateKey), 'RS256'])
  return forms.map(([form, algorithm]) => {
    const key = lib.importKey(form)
    return { key, algorithm, token: lib.sign({ a: 1 }, key, { algorithm, noTimestamp: true }) }
  })
}

function whole(t, lib, keys) {
  for (const { key, algorithm, token } of keys) {
    t.equal(lib.sign({ a: 1 }, key, { algorithm, noTimestamp: true }), token)
    t.equal(lib.verify(token, key).payload.a, 1)
  }
}

export function brokenOff(t) {
  for (const entry of ENTRIES) {
    t.test(
      `${entry.name}: what is thrown at the end of the call stack is a JwtError, once there is room to begin`,
      () => {
        const { lib } = loaded(entry)
        const [{ key, token }] = held(lib, entry)
        for (const call of [() => lib.sign({ a: 1 }, HELD_SECRET), () => lib.verify(token, key), () => key.toJwk()]) {
          // The host may have to compile a function first, and that takes more room than to run it.
          const rows = Array.from({ length: 5 }, () => atTheEndOfTheStack(call, 1))
          const fewest = Math.min(...rows.map(({ failed, bare }) => bare.length / failed))
          t.ok(fewest < 1 / 3, `${fewest} of the failures are no JwtError`)
        }
      },
    )
    for (const [name, form, marks, algorithm] of kinds(entry)) {
      t.test(`${entry.name}: ${name}, broken off by the end of the call stack`, () => {
        const { lib, memory } = loaded(entry)
        const keys = held(lib, entry)
        const passing = holder()
        const all = Object.entries(calls(lib, form, algorithm, passing))
        const round = (enough, words) => {
          for (const [what, call] of all) {
            const { failed, passed } = atTheEndOfTheStack(call, enough, words)
            t.ok(failed > 10 && passed === enough, `${what}: ${failed} calls were broken off, ${passed} not`)
            passing.release()
            whole(t, lib, keys)
            t.equal(standing(memory(), marks), 0, `${what}: marks in memory`)
          }
        }
        // ML-DSA in plain JavaScript takes ten times as long as any other kind.
        const brief = entry.script && entry.mlDsa && algorithm.startsWith('ML-DSA')
        round(brief ? 1 : 3, 0)
        const before = memory().length
        for (const words of SHIFTS.slice(brief ? 1 : 0)) round(1, words)
        t.equal(memory().length, before, 'bytes of memory')
      })
      if (entry.script) {
        if (!/^[HE]S/.test(algorithm)) continue
        t.test(`${entry.name}: ${name}, broken off at a call within`, () => {
          const { lib, memory } = loaded(entry, true)
          const keys = held(lib, { publicKeys: false })
          const passing = holder()
          for (const [what, call] of Object.entries(calls(lib, form, algorithm, passing))) {
            // The first calls make tables that the later ones use.
            let all = 0
            for (let i = 0; i < 8; i++) {
              all = callsWithin(call)
              passing.release()
            }
            const before = memory().length
            let reached = 0
            for (const onwards of [false, true]) {
              for (const n of chosen(all)) {
                if (failAt(n, call, onwards)) reached++
                passing.release()
                whole(t, lib, keys)
                t.equal(standing(memory(), marks), 0, `${what}: marks in memory after call ${n} of ${all}`)
              }
            }
            t.equal(memory().length, before, `${what}: bytes of memory`)
            t.ok(reached > chosen(all).length, `${what}: ${reached} calls were broken off`)
          }
        })
        continue
      }
      t.test(`${entry.name}: ${name}, broken off at each call to the host`, () => {
        const { lib, memory } = loaded(entry)
        const keys = held(lib, entry)
        const passing = holder()
        let most = 0
        for (const inUse of [true, false]) {
          lib.setHostCrypto(inUse)
          for (const [what, call] of Object.entries(calls(lib, form, algorithm, passing))) {
            for (let n = 1; failAt(n, call); n++) {
              most = Math.max(most, n)
              passing.release()
              whole(t, lib, keys)
              t.equal(standing(memory(), marks), 0, `${what}: marks in memory after host call ${n}`)
            }
          }
        }
        t.ok(name === 'bytes' || most > 0, 'the host was called')
      })
    }
    t.test(
      `${entry.name}: calls from within a random source or a getter, broken off, leave the call around them whole`,
      () => {
        const { lib, memory } = loaded(entry)
        const keys = held(lib, entry)
        const passed = randomBytes(64).toString('base64url')
        const token = lib.sign({ a: 1 }, passed)
        const passing = holder()
        const others = []
        const breakOff = () => {
          for (const call of [
            () => lib.sign({ a: 1 }, passed),
            () => lib.verify(token, passed),
            () => passing.hold(() => lib.importKey(passed)).free(),
          ])
            atTheEndOfTheStack(call, 1)
          others.push(lib.importKey(numbered(others.length)))
        }
        lib.setRandomSource((bytes) => {
          randomFillSync(bytes)
          breakOff()
        })
        const made = Array.from({ length: 3 }, () => lib.generateKey('HS256'))
        const signed = [lib.sign({ a: 1 }, made[0], { jwtid: true }), lib.sign({ a: 1 }, HELD_SECRET, { jwtid: true })]
        lib.setRandomSource(null)
        const read = lib.importKey({
          get secret() {
            breakOff()
            return HELD_SECRET
          },
          encoding: 'utf8',
        })
        passing.release()
        whole(t, lib, keys)
        t.equal(lib.verify(signed[0], made[0]).payload.a, 1)
        for (const key of [HELD_SECRET, read]) t.equal(lib.verify(signed[1], key).payload.a, 1)
        for (const [i, key] of others.entries()) t.equal(lib.verify(lib.sign({ a: 1 }, key), numbered(i)).payload.a, 1)
        const secrets = made.map((key) => key.toJwk().k)
        t.equal(new Set(secrets).size, made.length)
        for (const [i, k] of secrets.entries())
          t.equal(lib.verify(lib.sign({ a: 1 }, made[i]), { kty: 'oct', k }).payload.a, 1)
        t.equal(standing(memory(), [passed.slice(8, 40)]), 0, 'marks in memory')
      },
    )
  }
}
