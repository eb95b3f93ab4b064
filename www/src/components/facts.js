// The verdict in three facts: the signature, the time, the claims; each with what can be done about it in one click.

import { announce, byId, h } from '../lib/dom.js'
import { clockTime, isTime, now, span } from '../lib/times.js'
import { texts } from '../texts.js'

const OF_SIGNATURE = ['structure', 'base64url', 'header', 'algorithm', 'critical', 'key', 'signature']
/** Without these nothing in the token means anything. */
const UNREADABLE = ['structure', 'base64url', 'header']
const OF_TIME = ['exp', 'nbf', 'iat']

/**
 * @typedef {{state: 'none' | 'plain' | 'good' | 'warn' | 'bad', statement: string, detail?: string}} Fact
 * @typedef {{id: string, label: string, run: () => void}} Cure
 */

/** @param {'signature' | 'time' | 'claims'} name @param {Fact} fact @param {Cure[]} cures */
function show(name, { state, statement, detail = '' }, cures) {
  const place = byId('fact-' + name)
  place.dataset.state = state
  const put = (/** @type {string} */ part, /** @type {string} */ text) => {
    const line = place.querySelector(part)
    if (line.textContent !== text) line.textContent = text
  }
  put('.statement', statement)
  put('.detail', detail)
  const row = place.querySelector('.cures')
  // Buttons stay while they say the same: somebody may be about to press one.
  if (row.textContent !== cures.map(({ label }) => label).join(''))
    row.replaceChildren(
      ...cures.map(({ id, label }) => h('button', { type: 'button', class: 'cure', 'data-cure': id }, label)),
    )
  for (const [i, button] of [...row.children].entries()) button.onclick = cures[i].run
}

let told = ''

/**
 * @param {{signature: Fact, time: Fact, claims: Fact}} facts
 * @param {{signature?: Cure[], time?: Cure[], claims?: Cure[]}} [cures]
 * @param {number} [round] counts what the reader has done: minutes that pass are not told again and again
 */
export function showFacts(facts, cures = {}, round = 0) {
  for (const name of /** @type {const} */ (['signature', 'time', 'claims'])) show(name, facts[name], cures[name] ?? [])
  const now = [round, ...Object.values(facts).map(({ state }) => state)].join(' ')
  if (facts.signature.state === 'none' || now === told) return
  told = now
  announce(
    Object.values(facts)
      .map(({ statement }) => statement)
      .filter(Boolean)
      .join('. ') + '.',
  )
}

/** Nothing is there to say anything about. @param {string} statement */
export function noFacts(statement) {
  const nothing = /** @type {Fact} */ ({ state: 'none', statement: '' })
  showFacts({ signature: { state: 'none', statement }, time: nothing, claims: nothing })
}

const check = (/** @type {any} */ report, /** @type {string} */ name) =>
  report?.checks.find((/** @type {any} */ one) => one.name === name)
const failing = (/** @type {any} */ report, /** @type {string[]} */ names) =>
  report?.checks.find((/** @type {any} */ one) => names.includes(one.name) && one.status === 'fail')

/**
 * The three facts. What a signature that fits does not vouch for is said plainly: nothing beside it looks like success.
 *
 * @param {any} claims the object, or null @param {any} report null before the module is there
 * @param {Parameters<typeof signatureFact>[1]} about
 */
export function factsOf(claims, report, about) {
  const signature = signatureFact(report, about)
  const time = timeFact(claims, report, about.encrypted)
  const others = claimsFact(report, claims, about.encrypted)
  if (about.unsigned === undefined && check(report, 'signature')?.status === 'pass')
    return { signature, time, claims: others }
  const plainly = (/** @type {Fact} */ fact, /** @type {Partial<Fact>} */ words = {}) =>
    fact.state === 'good' ? { ...fact, state: /** @type {const} */ ('plain'), ...words } : fact
  return {
    signature,
    time: plainly(time),
    claims: plainly(others, { statement: others.detail, detail: texts.fact.claims.unproven }),
  }
}

/**
 * @param {any} report null before the module is there
 * @param {{unsigned?: string, fault?: any, encrypted?: boolean, own?: boolean, hasKey?: boolean, fitting?: number, keyName?: string, tried?: boolean, count?: number}} about
 *   `unsigned` says why a token written here has no signature
 * @returns {Fact}
 */
function signatureFact(
  report,
  { unsigned, fault: keyFault, encrypted, own, hasKey, fitting = -1, keyName, tried, count },
) {
  const said = texts.fact.signature
  if (encrypted) return { state: 'warn', statement: said.encrypted, detail: said.encryptedWhy }
  if (unsigned !== undefined) return { state: 'warn', statement: said.unsigned, detail: unsigned }
  if (!report) return { state: 'none', statement: said.waiting }
  const fault = failing(report, [...UNREADABLE, 'critical'])
  if (fault) return { state: 'bad', statement: said.broken, detail: texts.check(fault).message }
  const signature = check(report, 'signature')
  const weak = check(report, 'key')?.code === 'ERR_KEY_WEAK'
  if (signature?.status === 'pass' && weak)
    return { state: 'warn', statement: said.fitsWeak, detail: texts.check(check(report, 'key')).message }
  const algorithm = report.algorithm ?? ''
  if (signature?.status === 'pass')
    return {
      state: 'good',
      statement: said.fits,
      detail:
        fitting >= 0 && (count ?? 0) > 1
          ? said.byKey(algorithm, keyName || String(fitting + 1))
          : own
            ? said.signedHere(algorithm)
            : algorithm,
    }
  if (signature?.status === 'fail')
    return { state: 'bad', statement: said.wrong, detail: texts.check(signature).message }
  if (keyFault) return { state: 'warn', statement: said.unchecked, detail: said.unread }
  const key = failing(report, ['algorithm', 'key'])
  if (key && hasKey) {
    if (count && tried) return { state: 'bad', statement: said.none(count) }
    return { state: 'bad', statement: said.cannot, detail: texts.check(key).message }
  }
  if (key) return { state: 'bad', statement: said.none_, detail: texts.check(key).message }
  return { state: 'warn', statement: said.unchecked, detail: said.giveKey(algorithm) }
}

/** @param {any} claims the object, or null @param {any} report @param {boolean} [encrypted] @returns {Fact} */
function timeFact(claims, report, encrypted = false) {
  const told = timeOf(claims, report, encrypted)
  // What cannot be read as a token is not valid for any time.
  return claims && broken(report) ? unchecked(told.detail) : told
}

const broken = (/** @type {any} */ report) => failing(report, UNREADABLE)
const unchecked = (/** @type {string | undefined} */ detail) => ({
  state: /** @type {const} */ ('none'),
  statement: texts.fact.unchecked,
  detail,
})

/** @param {any} claims @param {any} report @param {boolean} encrypted @returns {Fact} */
function timeOf(claims, report, encrypted) {
  const said = texts.fact.time
  if (!claims) return { state: 'none', statement: encrypted ? said.hidden : '' }
  const clock = now()
  const { exp, nbf, iat } = claims
  const wrong = [exp, nbf, iat].find((time) => time !== undefined && !isTime(time))
  if (wrong !== undefined) return { state: 'bad', statement: said.unreadable, detail: said.seconds }
  if ([exp, nbf, iat].some((time) => time > 1e11))
    return { state: 'bad', statement: said.unreadable, detail: texts.milliseconds }
  const tolerated = (/** @type {string} */ name) => ['pass', 'warn'].includes(check(report, name)?.status)
  if (exp !== undefined && exp <= clock)
    return {
      state: tolerated('exp') ? 'warn' : 'bad',
      statement: said.expired(span(clock - exp)),
      detail: said.at(clockTime(exp, clock)),
    }
  const start = nbf > clock ? nbf : iat > clock + 1 ? iat : undefined
  if (start !== undefined)
    return {
      state: tolerated(start === nbf ? 'nbf' : 'iat') ? 'warn' : 'bad',
      statement: said.notYet(span(start - clock)),
      detail: said.at(clockTime(start, clock)),
    }
  if (exp === undefined) return { state: 'warn', statement: said.endless, detail: said.endlessWhy }
  return { state: 'good', statement: said.expires(span(exp - clock)), detail: said.at(clockTime(exp, clock)) }
}

/** @param {any} report @param {any} claims @param {boolean} [encrypted] @returns {Fact} */
function claimsFact(report, claims, encrypted = false) {
  const said = texts.fact.claims
  if (encrypted) return { state: 'none', statement: said.hidden }
  if (!report) return { state: 'none', statement: claims ? said.count(Object.keys(claims).length) : '' }
  const count = claims ? said.count(Object.keys(claims).length) : ''
  if (claims && broken(report)) return unchecked(count)
  const others = objections(report)
  const failed = others.filter(({ status }) => status === 'fail')
  const first = failed[0] ?? others[0]
  if (first)
    return {
      state: failed.length ? 'bad' : 'warn',
      statement: failed.length ? said.failed(failed.length) : said.warnings(others.length),
      detail: texts.check(first).message,
    }
  return {
    state: claims ? 'good' : 'none',
    statement: claims ? said.fine : '',
    detail: count,
  }
}

/** What speaks against the claims, apart from what the other two facts say. @param {any} report */
export function objections(report) {
  return report.checks.filter(
    (/** @type {any} */ { name, status }) =>
      (status === 'warn' || status === 'fail') &&
      !OF_TIME.includes(name) &&
      !(OF_SIGNATURE.includes(name) && status === 'fail'),
  )
}
