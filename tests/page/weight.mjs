// Weight, requests, the time to the first token and layout shift: node tests/page/weight.mjs
// Each start is in a fresh profile, so nothing is cached; the median of five.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sum, table, weigh } from '../../www/build/weight.mjs'
import { names, open } from './lib/browsers.mjs'
import { serve } from './lib/server.mjs'

const RUNS = 5
const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist')
const LOADED = ['index.html', 'app.js', 'style.css', 'jwtmint.wasm', 'icon.svg', 'manifest.webmanifest']
const LATER = ['service-worker.js', 'jwtmint-script.js']

console.log(table(dist, { loaded: LOADED, later: LATER, alone: ['jwtmint.html'] }))
const { gzip } = sum(LOADED.map((name) => weigh(dist, name)))
console.log(`\nall in: ${(gzip / 1000).toFixed(1)} kB gzip (limit 200)`)

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** The largest; Firefox does not measure it. */
function shiftOf(runs) {
  const largest = Math.max(...runs.map(({ shift }) => shift))
  return Number.isNaN(largest) ? 'not measured' : largest.toFixed(4)
}

for (const name of names) {
  const runs = []
  for (let i = 0; i < RUNS; i++) runs.push(await once(name))
  const [first, loaded, token] = ['first', 'loaded', 'token'].map((field) => median(runs.map((run) => run[field])))
  console.log(
    `${name}: ${runs[0].requests} requests; first paint ${first} ms, loaded ${loaded} ms, first token ${token} ms; layout shift ${shiftOf(runs)}`,
  )
}

/** @param {'chromium' | 'firefox'} name */
async function once(name) {
  const browser = await open(name)
  const site = await serve(dist)
  try {
    const page = await browser.newPage()
    // The page itself notes when the token's element is filled: waiting from outside would add its own time.
    await page.evaluateOnNewDocument(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('#token')?.textContent) return
        window.firstToken = performance.now()
        observer.disconnect()
      }).observe(document, { childList: true, subtree: true })
      window.shift = PerformanceObserver.supportedEntryTypes.includes('layout-shift') ? 0 : NaN
      if (window.shift === 0)
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) window.shift += value
        }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(site.origin + '/')
    await page.waitForFunction(() => window.firstToken, { timeout: 30_000 })
    // What comes after the token may move things too.
    await new Promise((done) => setTimeout(done, 300))
    const times = await page.evaluate(() => ({
      first: Math.round(
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ??
          performance.getEntriesByType('paint')[0]?.startTime ??
          0,
      ),
      loaded: Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd),
      token: Math.round(window.firstToken),
      shift: window.shift,
    }))
    const own = site.requests.findIndex(({ name }) => name === 'service-worker.js')
    return { ...times, requests: own < 0 ? site.requests.length : own }
  } finally {
    await browser.close()
    await site.stop()
  }
}
