// What is bundled into one script for the hosts: the shared suite and the probe; the answer is JSON text.
import { suite } from '../../js/suite.mjs'
import { probe } from './probe.mjs'

export function run(lib, about, cases) {
  return JSON.stringify({ suite: suite(lib, about), probe: probe(lib, about, cases) })
}
