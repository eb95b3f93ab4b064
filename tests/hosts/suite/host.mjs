// Runs the suite in one host, and verifies its tokens outside.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIST } from '../lib/places.mjs'
import { tally } from '../lib/tally.mjs'
import { verifyOutside } from './outside.mjs'

export async function inHost({ name, random, run }, { script, cases }) {
  const t = tally(name)
  const folder = await mkdtemp(join(tmpdir(), 'jwtmint-host-'))
  try {
    const library = await readFile(join(DIST, 'script.js'), 'utf8')
    const answer = JSON.parse(await run({ script, library, about: { host: name, random } }, folder))
    t.add(answer.suite)
    t.add(answer.probe)
    for (const { name: made, token } of answer.probe.tokens) {
      await t.check(`${made} verified by jose`, () =>
        verifyOutside(
          token,
          cases.find((entry) => entry.name === made),
        ),
      )
    }
  } catch (error) {
    t.add({ passed: 0, failures: [`the suite did not come to its end: ${error.message}`] })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return t
}
