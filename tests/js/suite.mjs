// One suite for every way of loading jwtmint and every host. Plain JavaScript without dependencies or
// Node's API: it is also bundled into the scripts of Newman, Bruno, QuickJS and the like.
import { attacks } from './suite/attacks.mjs'
import { attacksMore } from './suite/attacks-more.mjs'
import { bytes } from './suite/bytes.mjs'
import { decode } from './suite/decode.mjs'
import { keyContainers } from './suite/key-containers.mjs'
import { keyDoubts } from './suite/key-doubts.mjs'
import { keyForms } from './suite/key-forms.mjs'
import { keyObject, slowKeys } from './suite/key-object.mjs'
import { knownAnswers } from './suite/known-answers.mjs'
import { mlDsa } from './suite/ml-dsa.mjs'
import { options } from './suite/options.mjs'
import { rfc } from './suite/rfc.mjs'
import { sign } from './suite/sign.mjs'
import { tally } from './suite/tally.mjs'
import { verify } from './suite/verify.mjs'
import { whole } from './suite/whole.mjs'

/**
 * @param {any} lib what `import * as lib from 'jwtmint'` gives
 * @param {{host: string, slow?: boolean, passphrases?: boolean}} about `slow`: also what takes an interpreter many
 *   seconds; `passphrases`: this build opens encrypted keys
 * @returns {{passed: number, failed: number, failures: string[]}}
 */
export function suite(lib, about) {
  const t = tally(about.host)
  for (const group of [
    whole,
    sign,
    verify,
    decode,
    bytes,
    options,
    keyForms,
    keyDoubts,
    keyContainers,
    keyObject,
    knownAnswers,
    mlDsa,
    rfc,
    attacks,
    attacksMore,
  ])
    group(t, lib, about)
  if (about.slow) slowKeys(t, lib)
  return t.result()
}
