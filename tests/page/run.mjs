// The page in real Chromium and Firefox: node tests/page/run.mjs [part of a case's name, or its group and a colon] [browser]
// The served page passes every case; the one-file page, opened from file://, the core ones.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { install } from '../hosts/install.mjs'
import { names, open } from './lib/browsers.mjs'
import { serve } from './lib/server.mjs'
import { View } from './lib/view.mjs'
import { access } from './cases/access.mjs'
import { clientCases } from './cases/clients.mjs'
import { collectionCases } from './cases/collections.mjs'
import { jobs } from './cases/jobs.mjs'
import { keyCases } from './cases/keys.mjs'
import { language } from './cases/language.mjs'
import { linkCases } from './cases/links.mjs'
import { mends } from './cases/mends.mjs'
import { pastes } from './cases/pastes.mjs'
import { readCases } from './cases/read.mjs'
import { recipeCases } from './cases/recipes.mjs'
import { robust } from './cases/robust.mjs'
import { safety } from './cases/safety.mjs'
import { signCases } from './cases/sign.mjs'
import { useCases } from './cases/use.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist')
if (!existsSync(join(dist, 'index.html'))) throw new Error('www/dist is not built; run `cargo xtask build` first.')
const [filter = '', only = ''] = process.argv.slice(2)
// The services' stand-ins need packages of tests/api, which may just have been installed.
const [missing] = await install(() => false)
if (missing) throw new Error(missing.reason)
const { serviceCases } = await import('./cases/services.mjs')
const groups = {
  jobs,
  pastes,
  read: readCases,
  sign: signCases,
  keys: keyCases,
  recipes: recipeCases,
  services: serviceCases,
  use: useCases,
  clients: clientCases,
  collections: collectionCases,
  links: linkCases,
  mends,
  safety,
  robust,
  access,
  language,
}
const cases = Object.entries(groups)
  .flatMap(([group, all]) => all.map((one) => ({ ...one, name: `${group}: ${one.name}` })))
  .filter(({ name }) => name.includes(filter))

if (cases.some(({ only }) => only)) {
  const [problem] = await install((host) => ['newman', 'bruno', 'hoppscotch', 'httpyac', 'quickjs'].includes(host))
  if (problem) throw new Error(problem.reason)
}

// Both browsers at once: each waits for the other's answers half of its time.
const counts = (await Promise.all(names.filter((name) => name.includes(only)).map(inBrowser))).flat()
const passed = counts.reduce((sum, { good }) => sum + good, 0)
const failed = counts.reduce((sum, { bad }) => sum + bad, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed || !passed ? 1 : 0

/** @param {'chromium' | 'firefox'} name */
async function inBrowser(name) {
  const browser = await open(name)
  const site = await serve(dist)
  const own = cases.filter(({ only }) => !only || only === name)
  const places = [
    ['served', site.origin + '/', own],
    ['one file', pathToFileURL(join(dist, 'jwtmint.html')).href, own.filter(({ core }) => core)],
  ]
  const found = []
  for (const [place, address, those] of places) {
    const count = await runAll(browser, `${name}, ${place}`, address, those, { browserName: name, site })
    found.push(count)
    console.log(`${name} ${await browser.version()}, ${place}: ${count.good} passed, ${count.bad} failed`)
  }
  await site.stop()
  await browser.close()
  return found
}

async function runAll(browser, where, address, those, tools) {
  const count = { good: 0, bad: 0 }
  for (const one of those) {
    const page = await browser.newPage()
    await page.setViewport({ width: 1280, height: 900 })
    const view = new View(page, address)
    try {
      if (!one.opensItself) await view.load()
      await one.run(view, { ...tools, browser })
      if (page.url() !== 'about:blank') await view.rest()
      view.clean()
      count.good++
    } catch (/** @type {any} */ error) {
      count.bad++
      console.log(`FAILED ${where}: ${one.name}\n  ${String(error.stack ?? error).replace(/\n/g, '\n  ')}`)
    } finally {
      await page.close()
    }
  }
  return count
}
