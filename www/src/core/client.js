// The page's side of the worker: jobs with ids, one at a time for each channel, and none whose answer nobody wants.

import { hasMore, loadModule } from '#module'
import { loadWorker } from '#load-worker'
import { texts } from '../texts.js'

// From a blob, so that the worker lives under the page's own Content-Security-Policy, also from file://.
const address = loadWorker().then((source) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
let compiled = loadModule()
// Every job awaits it and reports its failure; alone it would be an unhandled rejection.
compiled.catch(() => {})
address.catch(() => {})

/** Whether something is there that the usual module has not. @param {any} answer */
const needsMore = (answer) =>
  hasMore && /ERR_ALGORITHM_UNSUPPORTED/.test(JSON.stringify(answer)) && /ML-DSA/.test(JSON.stringify(answer))

/** @type {Promise<boolean> | undefined} */
let widening
/** Loads the module with ML-DSA; answers whether it came. Without a network, what the usual one says stands. */
function widen() {
  widening ??= loadModule(true).then(
    (module) => {
      compiled = Promise.resolve(module)
      dispatchEvent(new Event('wider'))
      return true
    },
    () => {
      widening = undefined
      return false
    },
  )
  return widening
}

let jobs = 0

/** For whoever watches the page: how many jobs are under way. @param {number} more */
function working(more) {
  jobs += more
  document.documentElement.dataset.working = String(jobs)
}

/** Work that is no job of the worker's. @template T @param {Promise<T>} promise */
export function counted(promise) {
  working(1)
  return promise.finally(() => working(-1))
}

/** An error in the page's own words, and all that came with it. @param {any} error */
const told = (error) => ({ ...error, message: texts.sentence(error), faults: error.faults?.map(told) })

class Client {
  /** @type {Map<number, {kind: string, job: object, resolve: (value: any) => void, reject: (error: any) => void}>} */
  #waiting = new Map()
  #last = 0
  /** @type {Promise<Worker> | null} */
  #worker = null
  /** Counts the stops, so that a job that was still waiting for the worker to start is stopped too. */
  #stops = 0

  /** The module of the worker. @type {unknown} */
  #module

  async #open() {
    const module = (this.#module = await compiled)
    const worker = new Worker(await address)
    worker.onmessage = ({ data }) => {
      const job = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if (data.error) job?.reject(told(data.error))
      else job?.resolve(data.value)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      this.#drop({
        code: 'ERR_INTERNAL',
        message: event.message ? texts.noWorker + ': ' + event.message : texts.crashed,
      })
    }
    worker.postMessage({ module })
    return worker
  }

  /** @param {string} kind @param {object} [job] @returns {Promise<any>} */
  async run(kind, job) {
    working(1)
    try {
      const answer = await this.#send(kind, job).catch((error) => (needsMore(error) ? error : Promise.reject(error)))
      if (!needsMore(answer)) return answer
      if (await widen()) await this.#replace()
      return await this.#send(kind, job)
    } finally {
      working(-1)
    }
  }

  /** @param {string} kind @param {object} [job] @returns {Promise<any>} */
  async #send(kind, job = {}) {
    this.#worker ||= this.#open()
    const stops = this.#stops
    let worker
    try {
      worker = await this.#worker
    } catch (thrown) {
      this.#worker = null
      throw { code: 'ERR_NOT_INITIALIZED', message: texts.noWorker + ': ' + (thrown?.message || thrown) }
    }
    if (stops !== this.#stops) throw { code: 'STOPPED', message: texts.stopped }
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { kind, job, resolve, reject })
      worker.postMessage({ id, kind, job })
    })
  }

  /** A worker with the larger module takes over, and what is under way. */
  async #replace() {
    if (this.#module === (await compiled)) return
    const old = await this.#worker
    this.#worker = this.#open()
    old?.terminate()
    const worker = await this.#worker
    for (const [id, { kind, job }] of this.#waiting) worker.postMessage({ id, kind, job })
  }

  /** Stops everything at once; the next job starts a new worker. */
  stop() {
    this.#drop({ code: 'STOPPED', message: texts.stopped })
  }

  /** @param {{code: string, message: string}} reason */
  #drop(reason) {
    this.#worker?.then(
      (worker) => worker.terminate(),
      () => {},
    )
    this.#worker = null
    this.#stops++
    const jobs = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const job of jobs) job.reject(reason)
  }
}

const main = new Client()

/** One job, in the page's worker. @param {string} kind @param {object} [job] */
export const run = (kind, job) => main.run(kind, job)

/**
 * A channel runs one job at a time. While it runs, only the newest wish is kept; an answer that a newer
 * wish has overtaken is never shown.
 *
 * @param {string} kind
 * @param {(value: any, job: any) => void} show
 * @param {(error: any, job: any) => void} fail
 */
export function channel(kind, show, fail) {
  /** @type {any} */
  let next = null
  let busy = false
  let wishes = 0
  async function work() {
    if (busy) return
    busy = true
    while (next) {
      const job = next
      const wish = wishes
      next = null
      try {
        const value = await main.run(kind, job)
        if (wish === wishes) show(value, job)
      } catch (error) {
        if (wish === wishes) fail(error, job)
      }
    }
    busy = false
  }
  return {
    /** @param {object} job */
    ask(job) {
      next = job
      wishes++
      work()
    },
    /** Forgets what was asked, as when a box is emptied. */
    forget() {
      next = null
      wishes++
    },
  }
}

/**
 * A job that may take long, in a worker of its own that can be ended.
 *
 * @param {string} kind
 * @param {object} job
 */
export function longJob(kind, job) {
  const client = new Client()
  return {
    done: client.run(kind, job).finally(() => client.stop()),
    cancel: () => client.stop(),
  }
}
