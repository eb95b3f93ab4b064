// QuickJS, an interpreter without a compiler, as API clients embed it: the script entry and jsrsasign, warm.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { install } from '../../tests/hosts/install.mjs'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { quickjs } from '../../tests/hosts/runners/engines.mjs'
import { keys } from '../lib/material.mjs'
import { summary } from '../lib/rounds.mjs'

const require = createRequire(import.meta.url)
const ROUNDS = 5

/** jsrsasign looks for a browser; RSA and curves take it seconds here, so HMAC is what can be compared. */
const script = `(function (jwtmint, about) {
  var theirs = (function () { var navigator = {}, window = {}; eval(about.jsrsasign); return KJUR })()
  var now = function () { return Date.now() }
  var rows = {}
  function take(name, library, count, work) {
    work()
    var start = now()
    for (var i = 0; i < count; i++) work()
    rows[name] = rows[name] || {}
    rows[name][library] = rows[name][library] || []
    rows[name][library].push((now() - start) * 1000 / count)
  }
  var held = {}
  for (var name in about.keys) held[name] = jwtmint.importKey(about.keys[name])
  var claims = { sub: 'a', iat: 1700000000 }
  for (var round = 0; round < about.rounds; round++) {
    for (var name in about.keys) (function (name) {
      take(name + ' sign', 'jwtmint', name === 'HS256' ? 20 : 5, function () { jwtmint.sign(claims, held[name]) })
    })(name)
    take('HS256 sign', 'jsrsasign', 20, function () { theirs.jws.JWS.sign('HS256', { alg: 'HS256' }, claims, { utf8: about.keys.HS256 }) })
  }
  return JSON.stringify(rows)
})`

/** @yields {{ host: string, operation: string, results: object }} */
export async function* operations() {
  for (const { hosts, reason } of await install((host) => host === 'quickjs')) throw new Error(`${hosts}: ${reason}`)
  const about = {
    rounds: ROUNDS,
    keys: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.private])),
    jsrsasign: await readFile(require.resolve('jsrsasign/lib/jsrsasign-all-min.js'), 'utf8'),
  }
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-bench-'))
  try {
    const library = await readFile(join(DIST, 'script.js'), 'utf8')
    const rows = JSON.parse(await quickjs.run({ script, library, about }, folder))
    for (const [operation, took] of Object.entries(rows)) {
      yield { host: 'quickjs', operation: `${operation}, key held`, results: Object.fromEntries(Object.entries(took).map(([name, times]) => [name, summary(times)])) }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
