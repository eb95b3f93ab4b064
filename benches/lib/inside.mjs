// The programs that script hosts run: they get the libraries as text, since none of them has a module system to rely on.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { portable } from './portable.mjs'

const require = createRequire(import.meta.url)
const packaged = (path) => readFile(require.resolve(path), 'utf8')
const asModule = (source) =>
  `(function () { var module = { exports: {} }, exports = module.exports; ${source}\nreturn module.exports }).call({})`

/**
 * Each library as an expression. In a closure, as one who knows Postman's sandbox would paste it: a script's own globals
 * are slow there. jsrsasign looks for a browser.
 */
export const sources = {
  jwtmint: asModule(await readFile(join(DIST, 'script.js'), 'utf8')),
  'jwtmint hmac': asModule(await readFile(join(DIST, 'script-hmac.js'), 'utf8')),
  jsrsasign: `(function () { var navigator = {}, window = {}; ${await packaged('jsrsasign/lib/jsrsasign-all-min.js')}\nreturn { KEYUTIL: KEYUTIL, KJUR: KJUR } })()`,
  'crypto-js': asModule(await packaged('crypto-js/crypto-js.js')),
}

/** With the files that the collections for interpreters carry. */
export const carried = {
  ...sources,
  jwtmint: asModule(await readFile(join(DIST, 'signing/usual.js'), 'utf8')),
  'jwtmint hmac': asModule(await readFile(join(DIST, 'signing/hmac.js'), 'utf8')),
}

/**
 * Runs in the host: rounds in turn, by a clock of whole milliseconds. One whose operation takes seconds, as RSA by an
 * interpreter can, has had its time after a round or two.
 */
const measure = (libraries, portable, { keys, claims, turn, rounds }) => {
  const BUDGET_MS = 1_500
  const time = (operation, count) => {
    const start = Date.now()
    for (let i = 0; i < count; i++) operation()
    return (Date.now() - start) / count
  }
  const interleaved = (operations) => {
    const runs = Object.keys(operations).map((name) => {
      const operation = operations[name]
      let [count, spent] = [1, 0]
      while (spent < 2 * turn) {
        const one = Math.max(time(operation, count), 0.5 / count)
        spent += one * count
        count = Math.max(1, Math.min(count * 10, Math.ceil(turn / one)))
      }
      return { name, operation, count, spent: 0, took: [] }
    })
    for (let round = 0; round < rounds; round++) {
      for (const run of runs) {
        if (run.spent > BUDGET_MS) continue
        const one = time(run.operation, run.count)
        run.spent += one * run.count
        run.took.push(one * 1000)
      }
    }
    const took = {}
    for (const run of runs) took[run.name] = run.took
    return took
  }

  const rows = {}
  const { jwtmint } = libraries
  for (const algorithm of Object.keys(keys)) {
    const key = keys[algorithm]
    const all = {}
    for (const name of Object.keys(libraries)) {
      const contender = portable[name](libraries[name], algorithm, key, claims)
      if (!contender) continue
      // Each proves first that it works together with jwtmint.
      jwtmint.verify(contender.text.sign(), key.public)
      contender.held.verify(jwtmint.sign(claims, key.private))
      all[name] = contender
    }
    const token = jwtmint.sign(claims, key.private)
    for (const [verb, way] of [
      ['sign', 'held'],
      ['verify', 'held'],
      ['sign', 'text'],
    ]) {
      const operations = {}
      for (const name of Object.keys(all)) operations[name] = () => all[name][way][verb](token)
      rows[algorithm + ' ' + verb + ', 200 B, key ' + (way === 'held' ? 'held' : 'as text')] = interleaved(operations)
    }
  }
  return JSON.stringify(rows)
}

const members = (all, text) =>
  `({ ${Object.entries(all)
    .map(([name, value]) => `${JSON.stringify(name)}: ${text(value)}`)
    .join(', ')} })`

/** Sign and verify, warm: answers the text of `{ [operation]: { [library]: number[] } }`, microseconds. */
export const warm = () => {
  const { 'jwtmint hmac': small, ...whole } = sources
  return `(function (unused, about) {
  const libraries = ${members(whole, (source) => `eval(${JSON.stringify(source)})`)}
  const portable = ${members(portable, String)}
  return (${measure})(libraries, portable, about)
})`
}

/** One token as a script makes it, with the key as text. */
const once = {
  jwtmint: (jwtmint, algorithm, key, claims) => jwtmint.sign(claims, key, { algorithm }),
  jsrsasign: ({ KEYUTIL, KJUR }, algorithm, key, claims) =>
    KJUR.jws.JWS.sign(
      algorithm,
      { alg: algorithm, typ: 'JWT' },
      claims,
      algorithm === 'HS256' ? { utf8: key } : KEYUTIL.getKey(key),
    ),
  'crypto-js': `(CryptoJS, algorithm, key, claims) => (${portable['crypto-js']})(CryptoJS, algorithm, { private: key }, claims).text.sign()`,
}
once['jwtmint hmac'] = once.jwtmint

/** From a library's text to its first token: answers microseconds as text. */
export const first = (name, texts) => `(function (unused, about) {
  const started = Date.now()
  const library = eval(${JSON.stringify(texts[name])})
  const token = (${once[name]})(library, about.algorithm, about.key, about.claims)
  const took = Date.now() - started
  if (typeof token !== 'string' || token.split('.').length !== 3) throw new Error('no token was made')
  return String(took * 1000)
})`

/** @param {{ run: (job: object, folder: string) => Promise<string> }} runner of tests/hosts */
export async function inside(runner, script, about) {
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-bench-'))
  try {
    // The runners hand a library over, each in its host's way; here the script brings what it measures.
    const library = "if (typeof module === 'object') module.exports = {}; var jwtmint = {}"
    return JSON.parse(await runner.run({ script, library, about }, folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
