// The workflow alone, then both solutions and every recipe with the ready-made collections, in the real API clients.
import { answers } from './workflows/answers.mjs'
import { authorization } from './workflows/authorization.mjs'
import { bodies } from './workflows/bodies.mjs'
import { clientGenerated } from './workflows/client-generated.mjs'
import { direct } from './workflows/direct.mjs'
import { engine } from './workflows/engine.mjs'
import { firstPages } from './workflows/first-pages.mjs'
import { insomnia } from './workflows/insomnia.mjs'
import { keyForms } from './workflows/key-forms.mjs'
import { limits } from './workflows/limits.mjs'
import { own } from './workflows/own.mjs'
import { recipeRuns } from './workflows/recipes.mjs'
import { refused } from './workflows/refused.mjs'
import { scopes } from './workflows/scopes.mjs'
import { serverGenerated } from './workflows/server-generated.mjs'
import { exchangeThreads } from './workflows/threads-exchanged.mjs'
import { threads } from './workflows/threads.mjs'
import { vendors } from './workflows/vendors.mjs'

/** Each { name, run }, where `run` answers a tally. */
export const workflows = [
  firstPages,
  direct,
  engine,
  keyForms,
  answers,
  threads,
  exchangeThreads,
  vendors,
  insomnia,
  limits,
  ...serverGenerated,
  ...clientGenerated,
  ...bodies,
  ...authorization,
  own,
  refused,
  scopes,
  ...recipeRuns,
]
