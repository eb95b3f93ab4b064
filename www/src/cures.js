// What can be done in one click about what is wrong.

import { TOO_WEAK, usable } from './lib/key-use.js'
import { now } from './lib/times.js'
import { texts } from './texts.js'

const HOUR = 3600
/** Less than that many seconds leave no time to try a token. */
const SOON = 300

/**
 * @param {{state: any, key: any, header: any, body: any, result: any, actions: any}} of
 * @returns {{signature: any[], time: any[]}}
 */
export function curesOf({ state, key, header, body, result, actions }) {
  return {
    signature: ofSignature({ state, key, header, result, actions }),
    time: ofTime({ state, header, body, actions }),
  }
}

/** @param {any} of */
function ofSignature({ state, key, header, result, actions }) {
  const said = texts.cure
  const cures = []
  const failed = result.report.checks.find(
    (/** @type {any} */ one) => ['key', 'signature', 'algorithm'].includes(one.name) && one.status === 'fail',
  )
  const code = result.refusal?.code ?? failed?.code
  if (result.encoding)
    cures.push({
      id: 'use-encoding',
      label: result.encoding === 'utf8' ? said.useText : said.useEncoding(result.encoding),
      run: () => key.readAs(result.encoding),
    })
  if (result.inside)
    cures.push({
      id: 'use-value',
      label: said.useValue(result.inside.name),
      run: () => key.put(result.inside.text, result.inside.encoding),
    })
  if (TOO_WEAK.includes(code) && !state.weak)
    cures.push({
      id: 'accept-weak',
      label: state.about?.kind === 'oct' ? said.acceptSecret : said.acceptKey,
      run() {
        state.weak = true
        actions.evaluate()
      },
    })
  if (result.count > 1 && failed && !result.tried)
    cures.push({
      id: 'try-all',
      label: said.tryAll(result.count),
      run() {
        state.tryAll = true
        actions.evaluate()
      },
    })
  if (code === 'UNFILLED') cures.push({ id: 'fill-in', label: said.fillIn, run: actions.fillIn })
  const can = usable(state.about)
  const fits = can.includes(header?.alg)
  if (!state.own && can.length && failed && !TOO_WEAK.includes(code) && !result.encoding && !result.inside)
    cures.push({
      id: 're-sign',
      label: fits ? said.sign : said.signAs(can[0]),
      run: () => (fits ? actions.sign() : actions.signAs(can[0])),
    })
  if (state.own && state.unsigned !== undefined && can.length && !fits && header?.alg !== 'none')
    cures.push({ id: 'sign-as', label: said.signAs(can[0]), run: () => actions.signAs(can[0]) })
  if (state.own && state.unsigned !== undefined && (key.empty || state.about?.type === 'public') && header?.alg)
    cures.push({ id: 'generate', label: said.generate(header.alg), run: actions.generate })
  return cures
}

/** @param {any} of */
function ofTime({ state, header, body, actions }) {
  if (!body || !usable(state.about).includes(header?.alg)) return []
  if (typeof body.exp !== 'number' || body.exp > now() + SOON) return []
  return [{ id: 'lengthen', label: texts.cure.lengthen, run: () => actions.lengthen(HOUR) }]
}
