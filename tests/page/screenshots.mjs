// Pictures of the page for the README and for looking at it: node tests/page/screenshots.mjs [folder]
// Both views, at three widths, light and dark; PNG with a palette, so that each stays small.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import UPNG from 'upng-js'
import { open } from './lib/browsers.mjs'
import * as keys from './lib/keys.mjs'
import { serve } from './lib/server.mjs'
import { View } from './lib/view.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const folder = resolve(process.argv[2] ?? join(here, '../../www/screenshots'))
const COLOURS = 64
const SIZES = { 360: 1500, 768: 1300, 1280: 1000 }

mkdirSync(folder, { recursive: true })
const site = await serve(join(here, '../../www/dist'))
const browser = await open('chromium')
const now = Math.floor(Date.now() / 1000)
const token = await new SignJWT({
  iss: 'https://login.example.com',
  sub: 'alice',
  aud: 'https://api.example.com',
  iat: now - 240,
  nbf: now - 240,
  exp: now + 660,
  scope: 'read write',
})
  .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: '2026-11' })
  .sign(keys.p256.privateKey)

for (const colours of ['light', 'dark']) {
  for (const [width, height] of Object.entries(SIZES)) {
    const page = await browser.newPage()
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colours }])
    await page.setViewport({ width: Number(width), height })
    const view = new View(page, site.origin + '/')
    await view.load()
    await view.put('mint-key', keys.p256.pem)
    await view.rest()
    await picture(page, `mint-${width}-${colours}.png`)
    await view.check(`Authorization: Bearer ${token}`, keys.p256.publicPem)
    await picture(page, `check-${width}-${colours}.png`)
    await page.close()
  }
}
await browser.close()
await site.stop()

/** @param {import('puppeteer-core').Page} page @param {string} name */
async function picture(page, name) {
  await page.evaluate(() => {
    document.activeElement?.blur()
    scrollTo(0, 0)
  })
  const picture = UPNG.decode(Buffer.from(await page.screenshot({ type: 'png' })))
  const small = Buffer.from(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, COLOURS))
  writeFileSync(join(folder, name), small)
  console.log(`${name.padEnd(26)}${(small.length / 1000).toFixed(1).padStart(7)} kB`)
}
