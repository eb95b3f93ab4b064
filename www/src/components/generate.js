// Making keys. RSA takes its time, so it runs in a worker of its own, shows that it works and can be cancelled.

import { longJob, run } from '../core/client.js'
import { announce, byId, message } from '../lib/dom.js'
import { texts } from '../texts.js'

/**
 * @param {() => any} algorithm what is known of the chosen algorithm
 * @param {(text: string, name: string) => void} made
 */
export function generator(algorithm, made) {
  const button = byId('generate')
  const bits = byId('rsa-bits')
  const working = byId('generating')
  const cancel = byId('generate-cancel')
  /** @type {Map<string, string>} keys made before, so that going back to an algorithm brings its key back */
  const kept = new Map()
  /** @type {{cancel: () => void} | null} */
  let job = null

  button.addEventListener('click', () => generate())
  cancel.addEventListener('click', () => job?.cancel())

  async function generate() {
    const { name, keyType } = algorithm()
    job?.cancel()
    const isRsa = keyType === 'RSA'
    const what = isRsa ? `RSA ${bits.value}` : name
    const mine = isRsa
      ? longJob('generate', { algorithm: name, bits: Number(bits.value) })
      : { done: run('generate', { algorithm: name }), cancel() {} }
    job = mine
    const tick = show(what)
    message('mint-key')
    try {
      const { text } = await mine.done
      if (job !== mine) return
      kept.set(family(algorithm()), text)
      made(text, name)
      announce(texts.generate.made(what))
    } catch (/** @type {any} */ error) {
      if (job === mine)
        message(
          'mint-key',
          error.code === 'STOPPED' ? texts.generate.cancelled : error.message,
          error.code === 'STOPPED' ? 'note' : 'bad',
        )
    } finally {
      clearInterval(tick)
      if (job === mine) end()
    }
  }

  /** @param {string} what */
  function show(what) {
    const start = Date.now()
    const say = () => {
      byId('generating-text').textContent = texts.generate.working(what, Math.round((Date.now() - start) / 1000))
    }
    say()
    announce(texts.generate.working(what, 0))
    working.hidden = false
    const focused = document.activeElement === button
    offer()
    if (focused) cancel.focus()
    return setInterval(say, 1000)
  }

  function end() {
    job = null
    const focused = document.activeElement === cancel
    working.hidden = true
    offer()
    if (focused) button.focus()
  }

  /** What is offered for the chosen algorithm. What shows the work stands in its place meanwhile, so that nothing moves. */
  function offer() {
    const known = algorithm()
    button.hidden = !known || !!job
    byId('rsa-bits-label').hidden = known?.keyType !== 'RSA' || !!job
    if (known) button.textContent = texts.generate.button(known.name)
  }

  return {
    /** Gives up what is being made: somebody has brought a key meanwhile, and it is not to be replaced. */
    abandon() {
      if (!job) return
      job.cancel()
      end()
    },
    /** Brings back the key made for this kind of algorithm, or makes one. */
    forAlgorithm() {
      const text = kept.get(family(algorithm()))
      if (text) made(text, algorithm().name)
      else generate()
    },
    offer,
  }
}

/** Algorithms whose keys are interchangeable. @param {any} known */
export function family({ keyType, curve, hash, name }) {
  return keyType === 'oct' ? 'oct ' + hash : keyType === 'RSA' ? 'RSA' : curve || name
}
