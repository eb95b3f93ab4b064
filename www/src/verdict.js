// What is known of the token that is shown, told in all places that tell of it.

import { showChecks } from './components/checks-list.js'
import { factsOf, noFacts, showFacts } from './components/facts.js'
import { showIssuer } from './components/issuer.js'
import { showTimes } from './components/time-bar.js'
import { curesOf } from './cures.js'
import { decode, objectOf } from './lib/decode.js'
import { texts } from './texts.js'

/**
 * @param {{state: any, key: any, header: any, use: any, actions: any}} of
 * @returns {unknown} the algorithm the header names
 */
export function showVerdict({ state, key, header, use, actions }) {
  const { result, token, own, unsigned } = state
  const parts = decode(token)
  const body = objectOf(parts.claims)
  const report = result?.report ?? null
  const secret = /^HS/.test(objectOf(parts.header)?.alg ?? '')
  showTimes(body)
  use.show(token, parts.encrypted)
  showIssuer(body, { hasKey: !key.empty, secret, token: !!token && !own })
  showChecks(report)
  if (!token) {
    noFacts(texts.fact.nothing)
    return ''
  }
  const about = {
    ...result,
    unsigned,
    own,
    encrypted: parts.encrypted,
    hasKey: !key.empty,
    keyName: state.about?.keys?.[result?.fitting]?.keyId,
  }
  const written = objectOf(header.value)
  showFacts(
    factsOf(body, report, about),
    result ? curesOf({ state, key, header: written, body, result, actions }) : {},
    state.round,
  )
  return written?.alg
}
