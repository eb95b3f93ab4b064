// Every host, in the order of a run: what is quick comes first.
import { apidog } from './apidog.mjs'
import { brunoDeveloper, brunoSafe } from './bruno.mjs'
import { bun, deno, jsc, node, quickjs, rhino } from './engines.mjs'
import { hoppscotch } from './hoppscotch.mjs'
import { httpyac } from './httpyac.mjs'
import { newman, postmanRuntime, postmanSandbox } from './postman.mjs'

export const runners = [
  node,
  deno,
  bun,
  jsc,
  newman,
  postmanSandbox,
  postmanRuntime,
  httpyac,
  apidog,
  brunoDeveloper,
  quickjs,
  rhino,
  brunoSafe,
  hoppscotch,
]
