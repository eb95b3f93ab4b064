// Weight, requests, the time until a token in the address is read and looked at, and layout shift: node tests/page/weight.mjs
// Each start is in a fresh profile, so nothing is cached; the median of five.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sum, table, weigh } from '../../www/build/weight.mjs'
import { names, open } from './lib/browsers.mjs'
import { serve } from './lib/server.mjs'
import { good as token } from './lib/tokens.mjs'

const RUNS = 5
const SLOW_PHONE = {
  slower: 4,
  network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
}
const dist = join(dirname(fileURLToPath(import.meta.url)), '../../www/dist')
const LOADED = ['index.html', 'app.js', 'worker.js', 'style.css', 'jwtmint.wasm', 'icon.svg', 'manifest.webmanifest']
const LATER = ['later.js', 'service-worker.js', 'jwtmint-script.js', 'THIRD-PARTY.txt', 'jwtmint-full.wasm']

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
  tell(name, runs)
}
const slow = []
for (let i = 0; i < RUNS; i++) slow.push(await once('chromium', SLOW_PHONE))
tell('chromium as on a slow phone (1.6 Mbit/s, 150 ms, a quarter of the processor)', slow)

/** @param {string} where @param {any[]} runs */
function tell(where, runs) {
  const [first, claims, verdict] = ['first', 'claims', 'verdict'].map((field) => median(runs.map((run) => run[field])))
  console.log(
    `${where}: ${runs[0].requests} requests; first paint ${first} ms, claims shown ${claims} ms, signature looked at ${verdict} ms; layout shift ${shiftOf(runs)}`,
  )
}

/** @param {'chromium' | 'firefox'} name @param {any} [phone] */
async function once(name, phone) {
  const browser = await open(name)
  const site = await serve(dist)
  try {
    const page = await browser.newPage()
    if (phone) {
      const session = await page.createCDPSession()
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', phone.network)
      await session.send('Emulation.setCPUThrottlingRate', { rate: phone.slower })
    }
    // The page itself notes when things are there: waiting from outside would add its own time.
    await page.evaluateOnNewDocument(() => {
      window.at = {}
      const look = () => {
        const state = document.querySelector('#fact-signature .detail')?.textContent
        if (document.querySelector('#claims')?.value) window.at.claims ??= performance.now()
        if (state) window.at.verdict ??= performance.now()
        if (!window.at.verdict) requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
      window.shift = PerformanceObserver.supportedEntryTypes.includes('layout-shift') ? 0 : NaN
      if (window.shift === 0)
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) window.shift += value
        }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(`${site.origin}/#token=${token}`)
    await page.waitForFunction(() => window.at.verdict, { timeout: 60_000 })
    // What comes after the verdict may move things too.
    await new Promise((done) => setTimeout(done, 300))
    const times = await page.evaluate(() => ({
      first: Math.round(
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ??
          performance.getEntriesByType('paint')[0]?.startTime ??
          0,
      ),
      claims: Math.round(window.at.claims),
      verdict: Math.round(window.at.verdict),
      shift: window.shift,
    }))
    const own = site.requests.findIndex(({ name }) => name === 'service-worker.js')
    return { ...times, requests: own < 0 ? site.requests.length : own }
  } finally {
    await browser.close()
    await site.stop()
  }
}
