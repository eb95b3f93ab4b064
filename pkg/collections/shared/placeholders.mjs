// `[[name]]` in `claims`, `header` and `tokenBody`: what only the moment of the request knows.
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, base64url, hex, utf8 } from './bytes.mjs'
import { certificateValues, publicKeyFingerprint } from './der.mjs'
import { Problem, problem } from './problem.mjs'
import { demandClosed, TAKEN_AS_IT_IS } from './variables.mjs'

const SECONDS = { s: 1, m: 60, h: 3600, d: 86400 }
const ENCODINGS = { undefined: base64url, base64, hex }
const PLACEHOLDER = /\[\[\s*([a-zA-Z][^[\]]*)\]\]/g

/**
 * What the placeholders stand for. `moment` has `now` (seconds), `id()`, `request()`, `key()`, `keyText()`,
 * `fieldOf(variable, path)` of the key file, `settings` and `more` (further names, as functions).
 */
export function placeholders(moment) {
  const { settings } = moment
  const underWay = new Set()
  const digest = (encode) => () => encode(sha256(moment.request().body()))
  const names = {
    id: () => moment.id(),
    'id:hex': () => moment.id().replace(/-/g, ''),
    method: () => moment.request().method,
    url: () => moment.request().address.url,
    htu: () => moment.request().address.htu,
    origin: () => moment.request().address.origin,
    host: () => moment.request().address.host,
    path: () => moment.request().address.path,
    query: () => moment.request().address.query,
    sortedQuery: () => moment.request().address.query.split('&').sort().join('&'),
    target: () => moment.request().address.target,
    bodyHash: digest(base64url),
    'bodyHash:base64': digest(base64),
    'bodyHash:hex': digest(hex),
    jwk: () => moment.key().publicKey().toJwk(),
    thumbprint: () => moment.key().thumbprint(),
    fingerprint: () => publicKeyFingerprint(moment.key()),
    ...Object.fromEntries(
      Object.entries(certificateValues).map(([name, make]) => [name, () => make(settings, moment.keyText())]),
    ),
    ...moment.more,
  }

  function valueNamed(variable, written) {
    const name = written.trim()
    const now = /^now(?:\s*([+-])\s*(\d+)\s*([smhd]?))?$/.exec(name)
    if (now) return moment.now + (now[1] ? Number(`${now[1]}1`) * Number(now[2]) * (SECONDS[now[3]] || 1) : 0)
    const ofKey = /^key:(.+)$/.exec(name)
    if (ofKey) return moment.fieldOf(variable, ofKey[1])
    const number = /^number:(.+)$/.exec(name)
    if (number) return numberOf(settings, number[1].trim())
    const hash = /^sha256:(.+?)(?::(hex|base64))?$/.exec(name)
    if (hash) return ENCODINGS[hash[2]](sha256(utf8(filled(hash[1], `"${variable}" has [[${name}]]`))))
    if (!Object.hasOwn(names, name)) {
      throw problem(
        variable,
        `has the placeholder [[${name}]], which is not known`,
        `Known are now, now+5m, now-1m, key:<field>, number:<variable>, sha256:<variable>, sha256:<variable>:hex, ${Object.keys(names).join(', ')}.`,
      )
    }
    try {
      return names[name]()
    } catch (error) {
      throw error instanceof Problem
        ? error
        : problem(variable, `has the placeholder [[${name}]], which cannot be made`, error.message)
    }
  }

  /** What a digest is made of may itself name the request. */
  function filled(name, why) {
    const typed = settings.raw(name)
    if (typeof typed !== 'string' || !typed.includes('[[') || TAKEN_AS_IT_IS.includes(name))
      return settings.demanded(name, why)
    if (underWay.has(name)) throw problem(name, 'names itself', 'Take out [[sha256:…]] of its own name.')
    demandClosed(name, typed)
    underWay.add(name)
    const text = place(name)(typed, (plain) => settings.resolved(name, plain)) ?? JSON.stringify(typed)
    underWay.delete(name)
    return String(JSON.parse(text))
  }

  /** For `json`: a string that is one placeholder becomes its value; in longer ones the value stands as text. */
  function place(variable) {
    return (string, resolve) => {
      const whole = /^\[\[\s*([a-zA-Z][^[\]]*)\]\]$/.exec(string)
      if (whole) return JSON.stringify(valueNamed(variable, whole[1]))
      const parts = []
      let from = 0
      string.replace(PLACEHOLDER, (found, name, at) => {
        parts.push(resolve(string.slice(from, at)), String(valueNamed(variable, name)))
        from = at + found.length
        return ''
      })
      parts.push(resolve(string.slice(from)))
      const filled = parts.join('')
      return filled === string ? undefined : JSON.stringify(filled)
    }
  }

  return place
}

function numberOf(settings, name) {
  const number = Number(settings.demanded(name, 'A number is made of it'))
  if (Number.isFinite(number)) return number
  throw problem(name, 'holds text that is not a number', 'Write digits alone.')
}
