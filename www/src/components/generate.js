// Making keys. It runs in a worker of its own, shows that it works and can be cancelled.

import { hasMore } from '#module'
import { longJob } from '../core/client.js'
import { announce, byId, h, message } from '../lib/dom.js'
import { texts } from '../texts.js'

const RSA_BITS = [2048, 3072, 4096]

/** @param {(text: string, algorithm: string) => void} made */
export function generator(made) {
  const select = byId('generate-algorithm')
  const button = byId('generate')
  const working = byId('generating')
  const cancel = byId('generate-cancel')
  /** @type {{cancel: () => void} | null} */
  let job = null

  button.addEventListener('click', () => generate(select.value))
  cancel.addEventListener('click', () => job?.cancel())

  /** @param {string} choice `ES256`, or with a size `RS256 4096` */
  async function generate(choice) {
    const [algorithm, bits] = choice.split(' ')
    job?.cancel()
    const mine = longJob('generate', { algorithm, bits: Number(bits) || undefined })
    job = mine
    const tick = show()
    message('key')
    try {
      const { text } = await mine.done
      if (job !== mine) return
      made(text, algorithm)
      announce(texts.generate.made(choice))
    } catch (/** @type {any} */ error) {
      if (job !== mine) return
      const stopped = error.code === 'STOPPED'
      message('key', stopped ? texts.generate.cancelled : error.message, stopped ? 'note' : 'bad')
    } finally {
      clearInterval(tick)
      if (job === mine) end()
    }
  }

  function show() {
    const start = Date.now()
    const say = () => {
      byId('generating-text').textContent = texts.generate.working(Math.round((Date.now() - start) / 1000))
    }
    say()
    const focused = document.activeElement === button
    working.hidden = false
    button.hidden = true
    if (focused) cancel.focus()
    return setInterval(say, 1000)
  }

  function end() {
    job = null
    const focused = document.activeElement === cancel
    working.hidden = true
    button.hidden = false
    if (focused) button.focus()
  }

  return {
    generate,
    /** @param {any[]} algorithms as the library lists them */
    fill(algorithms) {
      /** @type {Map<string, any>} */
      const groups = new Map()
      for (const { name, keyType, supported } of algorithms) {
        if (!supported && !hasMore) continue
        if (!groups.has(keyType))
          groups.set(
            keyType,
            h('optgroup', { label: texts.groups[/** @type {keyof typeof texts.groups} */ (keyType)] || keyType }),
          )
        const choices = keyType === 'RSA' ? RSA_BITS.map((bits) => `${name} ${bits}`) : [name]
        // One RSA key serves all of its algorithms.
        if (keyType === 'RSA' && !['RS256', 'PS256'].includes(name)) continue
        for (const choice of choices) groups.get(keyType).append(h('option', { value: choice }, choice))
      }
      select.replaceChildren(...groups.values())
      button.disabled = false
    },
    /** What would be made for a token of this algorithm. @param {string} algorithm */
    suggest(algorithm) {
      const options = /** @type {HTMLOptionElement[]} */ ([...select.querySelectorAll('option')])
      const fitting = options.find(({ value }) => value.split(' ')[0] === algorithm)
      if (fitting && !job && document.activeElement !== select) select.value = fitting.value
      return fitting?.value ?? (/^[RP]S/.test(algorithm) ? 'RS256 2048' : '')
    },
    /** Gives up what is being made: somebody has brought a key meanwhile, and it is not to be replaced. */
    abandon() {
      if (!job) return
      job.cancel()
      end()
    },
  }
}
