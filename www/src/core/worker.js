// The worker: all work with keys and tokens happens here, so that typing never waits for it.
// The first message is the compiled WebAssembly; every other one a job { id, kind, job }.

import init, { algorithms, importKey, version } from 'jwtmint/web'
import { check } from './check.js'
import { describe } from './describe.js'
import { plain } from './errors.js'
import { generate } from './generate.js'
import { keyOf } from './key-input.js'
import { sign } from './sign.js'

const jobs = { start, sign, check, generate, file, describe: (job) => describe(keyOf(job.key)) }

let started

self.onmessage = async ({ data }) => {
  if (data.module) {
    started = init(data.module)
    // Told to every job that waits for it; alone it would be an unhandled rejection.
    started.catch(() => {})
    return
  }
  try {
    await started
    self.postMessage({ id: data.id, value: await jobs[data.kind](data.job) })
  } catch (thrown) {
    self.postMessage({ id: data.id, error: { ...plain(thrown), faults: thrown?.faults?.map(plain) } })
  }
}

function start() {
  return { version, algorithms: algorithms.map((algorithm) => ({ ...algorithm })) }
}

/** A key file that is not text: DER, or the bytes of a secret. */
function file({ bytes }) {
  try {
    const key = importKey(bytes)
    if (key.type !== 'secret') return { text: key.toPem(), encoding: 'auto' }
  } catch {
    // Not a key in DER: the bytes are the secret.
  }
  return { text: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), encoding: 'hex' }
}
