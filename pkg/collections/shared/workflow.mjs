// What happens before each request, the same in every client: variables in, `jwt` (and `accessToken`, `assertion`,
// `dpopProof`) out. The client's own fields place them. A host is described in docs/design.md, "The collections".
import { sha256 } from '@noble/hashes/sha2.js'
import { address } from './address.mjs'
import { LAST, nonceName } from './answer.mjs'
import { base64url, fromBase64, fromUtf8, hex, utf8 } from './bytes.mjs'
import { fieldOf, keyFile } from './key.mjs'
import { demandedNonce, exchangeRequest, exchangeSettings, tokenOf, unreached } from './exchange.mjs'
import { keptTokens, nameOf } from './kept.mjs'
import { placeholders } from './placeholders.mjs'
import { Problem, problem } from './problem.mjs'
import { signer } from './signer.mjs'
import { claimsText, headerOptions } from './token.mjs'
import { variables } from './variables.mjs'

/** Every variable that changes what an exchange gives. */
const MAKES_A_TOKEN =
  'clientKey keyEncoding passphrase algorithm keyId clientId audience subject tokenId tokenLifetime issuedAtOffset claims header certificate tokenUrl loginUrl grant user password clientSecret refreshToken scope tokenBody tokenBodyFormat tokenMethod tokenHeaders credentialsIn tokenPath dpop dpopKey publicKey'.split(
    ' ',
  )

/** Placeholders whose value is another one for another request, or comes from a variable that is not among those. */
const NAMES_THE_REQUEST =
  /\[\[\s*(?:(?:method|url|htu|origin|host|path|query|sortedQuery|target)\s*|bodyHash[^[\]]*|(?:number|sha256):[^[\]]+)\]\]/g
const YEAR_SECONDS = 31_536_000
const REQUEST = '[[method]] [[htu]] [[bodyHash]]'

/**
 * Makes the variables of one request, then calls `done(error)`. `overrides` are variables of this request alone, by
 * name, for scripts that call this themselves.
 */
export function makeTokens(host, overrides, done) {
  // Nothing of the request names a token: a script may still want one, but nobody waits for it or for its failure.
  const idle = overrides === undefined && host.uses() === false
  let run
  try {
    run = prepared(host, overrides || {}, idle)
  } catch (error) {
    return done(idle ? null : error)
  }
  run(done)
}

function prepared(host, overrides, idle) {
  const ofFile = (variable, path) =>
    fieldOf(keyFile(settings.demanded('clientKey', `"${variable}" asks for a field of it`)), variable, path)
  const settings = variables(host, overrides, ofFile)
  const now = Math.floor(Date.now() / 1000)
  const id = () => freshId(host)
  const facts = once(() => requestFacts(host))
  const exchange = exchangeSettings(settings)
  if (exchange?.missing)
    throw problem(
      'loginUrl',
      'is empty',
      'It is the address that gives out tokens: choose the environment that has it, or give it a value there.',
    )
  const proofs = settings.yesNo('dpop')
  const onlyProof = !exchange && proofs && !settings.has('clientKey')
  const main = once(() => signer(settings, 'clientKey', { pick: host.library, warn: host.warn }))
  const prover = once(() =>
    settings.has('dpopKey')
      ? signer(settings, 'dpopKey', { pick: host.library, warn: host.warn, algorithmVariable: false })
      : main(),
  )
  const kept = keptTokens(host.keep, now)

  const moment = (more) =>
    placeholders({
      now,
      id,
      settings,
      request: facts,
      key: () => main().key(),
      keyText: () => settings.text('clientKey'),
      fieldOf: ofFile,
      more,
    })

  function signed() {
    const place = moment({})
    if (settings.yesNo('detachedBody')) return detached(place)
    const bound = settings.yesNo('bindToken')
      ? [
          ['htm', facts().method],
          ['htu', facts().address.htu],
          ['bh', base64url(sha256(facts().body()))],
        ]
      : []
    const claims = claimsText(settings, { now, id, place, bound })
    return main().sign(claims, headerOptions(settings, place))
  }

  /** RFC 7515 appendix F: the signature of the request's body, which is sent beside it. */
  function detached(place) {
    const body = facts().text()
    if (!/^\s*\{/.test(body))
      throw problem(
        'detachedBody',
        'is set',
        'The body of this request is not a JSON object as text, and only that can be signed.',
      )
    const [header, , signature] = main().sign(body, headerOptions(settings, place)).split('.')
    return `${header}..${signature}`
  }

  /** RFC 9449 section 4.2. */
  function proof(method, htu, token) {
    const key = prover()
    if (key.key().type === 'secret')
      throw problem(
        settings.has('dpopKey') ? 'dpopKey' : 'clientKey',
        'holds a secret',
        'A DPoP proof needs a private key: put one, such as a P-256 key in PEM, into "dpopKey".',
      )
    const nonce = kept.get(nonceName(htu))
    const claims = { jti: id(), htm: method, htu, iat: now }
    if (token !== undefined) claims.ath = base64url(sha256(utf8(token)))
    if (nonce) claims.nonce = nonce.token
    return key.sign(JSON.stringify(claims), {
      typ: 'dpop+jwt',
      header: JSON.stringify({ jwk: key.key().publicKey().toJwk() }),
    })
  }

  function publish(token) {
    if (token !== undefined) host.set('jwt', token)
    if (proofs) {
      const presented = token ?? settings.text('accessToken')
      host.set('dpopProof', proof(facts().method, facts().address.htu, presented))
    }
  }

  function keptName() {
    const made = MAKES_A_TOKEN.map((variable) => momentary(variable, stable(host, settings.raw(variable))))
    const bound = settings.yesNo('bindToken') || settings.yesNo('detachedBody')
    return nameOf([host.environment(), made, bound ? momentary('claims', REQUEST) : ''])
  }

  function exchanged(done) {
    let name
    try {
      if (settings.yesNo('reuseToken', exchange.name !== 'login')) name = keptName()
    } catch (error) {
      return done(error)
    }
    const reuse = name !== undefined
    const known = reuse ? kept.get(name) : undefined
    if (known) return guarded(done, () => deliver(noted(name, known).token))
    const fetch = (answered) => ask(true, answered)
    const answered = (error, entry) =>
      guarded(done, () => {
        if (error) throw error
        if (!reuse || entry.until === undefined) return deliver(entry.token)
        kept.put(name, entry)
        deliver(noted(name, entry).token)
      })
    if (reuse && host.together) host.together(name, fetch, answered)
    else fetch(answered)
  }

  /** Some services refuse a token that is another one each time, such as Apple's for push messages. */
  function signedOrKept() {
    const seconds = settings.seconds('tokenKeptFor')
    if (seconds === undefined) return signed()
    const name = keptName()
    const known = kept.get(name)
    if (known) return noted(name, known).token
    const token = signed()
    const entry = { token, until: Math.min(now + seconds, expOf(token) ?? Number.POSITIVE_INFINITY) }
    kept.put(name, entry)
    return noted(name, entry).token
  }

  /** A token that names its request, or holds another variable, is no token for the next request. */
  function momentary(variable, text) {
    const place = moment({})(variable)
    return text?.replace(NAMES_THE_REQUEST, (placeholder) => place(placeholder))
  }

  /** Which one it was is kept, too: where the API refuses it, the next request asks for another. */
  function noted(name, entry) {
    if (kept.get(LAST)?.token !== name) kept.put(LAST, { token: name, until: entry.until })
    return entry
  }

  function deliver(token) {
    host.set('accessToken', token)
    publish(token)
  }

  /** The one that the tester wrote names those that came after it: another one begins anew. */
  const refreshName = () => nameOf([host.environment(), exchange.url, refreshTokenWritten()])
  const refreshTokenWritten = () => settings.demanded('refreshToken', '"grant" sends it')
  const refreshToken = () => kept.get(refreshName())?.token ?? refreshTokenWritten()

  function ask(first, answered) {
    let request
    try {
      const assertion = once(() => {
        const token = signed()
        host.set('assertion', token)
        return token
      })
      const place = moment({ assertion, clientKey: () => settings.demanded('clientKey', '"tokenBody" names it') })
      request = exchangeRequest(settings, exchange, { assertion, refreshToken, place })
      if (proofs) request.headers.DPoP = proof(request.method, address(request.url).htu)
    } catch (error) {
      return answered(error)
    }
    host.send(request, (error, answer) => {
      try {
        const sent = ['password', 'clientSecret', 'refreshToken', 'clientKey', 'passphrase', 'user']
          .map((one) => settings.text(one))
          .filter(Boolean)
        if (error)
          throw new Problem(
            `The token endpoint was not reached: ${unreached(error, sent)}. Is "${settings.has('tokenUrl') ? 'tokenUrl' : 'loginUrl'}" right, and the server running?`,
          )
        const nonce = proofs && first ? demandedNonce(answer) : undefined
        if (nonce !== undefined) {
          kept.put(nonceName(request.url), { token: nonce, until: now + 3600 })
          return ask(false, answered)
        }
        const { next, ...entry } = tokenOf(settings, answer, { now, decode: expOf, sent })
        if (exchange.refreshes && next) kept.put(refreshName(), { token: next, until: now + YEAR_SECONDS })
        answered(null, entry)
      } catch (problem) {
        answered(problem)
      }
    })
  }

  return function run(done) {
    if (idle) {
      if (!exchange && !onlyProof) attempt(() => host.set('jwt', signed()))
      return done(null)
    }
    if (exchange) return exchanged(done)
    guarded(done, () => publish(onlyProof ? undefined : signedOrKept()))
  }
}

function requestFacts(host) {
  const { method, url, sendTo, body } = host.request()
  const target = address(url)
  sendTo(target.sent)
  const content = once(body)
  return {
    method: method.toUpperCase(),
    address: target,
    body: once(() => toBytes(content())),
    text: () => (typeof content() === 'string' ? content() : ''),
  }
}

function toBytes(body) {
  if (typeof body !== 'string') return body
  if (/(\{\{|<<)\s*(jwt|accessToken|assertion|dpopProof)\s*(\}\}|>>)/.test(body))
    throw new Problem(
      'The body is to hold the token, and the token the digest of the body: neither can come first. Place the token in a header, or leave bindToken and [[bodyHash]] out.',
    )
  return utf8(body)
}

/** What a variable holds, resolved except for the client's dynamic ones, which would differ each time. */
function stable(host, value) {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return host.resolve(text.replace(/(\{\{|<<)\s*\$/g, '$1 .'))
}

/** Without the library, which a login needs for nothing else. */
function expOf(token) {
  try {
    return JSON.parse(fromUtf8(fromBase64(token.split('.')[1]))).exp
  } catch {
    return undefined
  }
}

function freshId(host) {
  if (typeof crypto !== 'object' || !crypto || typeof crypto.getRandomValues !== 'function') return host.id()
  const asked = new Uint8Array(16)
  // Hosts that reach theirs over a bridge hand back a copy.
  const bytes = Uint8Array.from(crypto.getRandomValues(asked) || asked)
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function once(make) {
  let made
  return () => {
    if (!made) made = { value: make() }
    return made.value
  }
}

function attempt(work) {
  try {
    work()
  } catch {
    // Said where the token is asked for.
  }
}

function guarded(done, work) {
  try {
    work()
  } catch (error) {
    return done(error)
  }
  done(null)
}
