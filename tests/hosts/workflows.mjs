// Both workflows with the ready-made collections, in the real API clients, against the demo API.
import { clientGenerated } from './workflows/client-generated.mjs'
import { direct } from './workflows/direct.mjs'
import { serverGenerated } from './workflows/server-generated.mjs'

/** Each { name, run }, where `run` answers a tally. */
export const workflows = [direct, ...serverGenerated, ...clientGenerated]
