// Pictures of the page for the README and for looking at it: node tests/page/screenshots.mjs [folder] [part of a name]
// Two scenes for the README, five where a folder is named, at three widths, light and dark; PNG with a palette, so that each
// stays small.
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
const filter = process.argv[3] ?? ''
const COLOURS = 96
const SIZES = { 360: 1400, 768: 1300, 1280: 1080 }

const now = Math.floor(Date.now() / 1000)
const claims = {
  iss: 'https://example.eu.auth0.com/',
  sub: 'auth0|alice',
  aud: 'https://api.example.com',
  azp: 'web-app',
  scope: 'read:orders write:orders',
  permissions: ['read:orders'],
  iat: now - 660,
  exp: now + 2940,
}
const signed = () =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: '2026-11' }).sign(keys.p256.privateKey)

/** @type {Record<string, (view: View) => Promise<void>>} */
const scenes = {
  async empty() {},
  async verify(view) {
    await view.paste(`Authorization: Bearer ${await signed()}`, 'token')
    await view.paste(keys.jwk(keys.p256.publicKey, { kid: '2026-11', alg: 'ES256', use: 'sig' }))
  },
  async failing(view) {
    const old = new SignJWT({ ...claims, iat: now - 90_000, exp: now - 86_400 })
    await view.paste(await old.setProtectedHeader({ alg: 'ES256', kid: '2026-11' }).sign(keys.p256.privateKey))
    await view.paste(
      `{"keys": [${keys.jwk(keys.rsa.publicKey, { kid: 'a' })}, ${keys.jwk(keys.p384.publicKey, { kid: 'b' })}]}`,
    )
  },
  async key(view) {
    await view.put('generate-algorithm', 'ES256')
    await view.click('generate')
    await view.rest()
    await view.page.$eval('#forms', (details) => {
      details.open = true
    })
  },
  async recipe(view) {
    await view.put('recipe', 'google-service-account')
    await view.paste(
      JSON.stringify({
        type: 'service_account',
        client_email: 'robot@project.iam.gserviceaccount.com',
        private_key_id: '0f3a9c',
        token_uri: 'https://oauth2.googleapis.com/token',
        private_key: keys.rsa.pem,
      }),
    )
  },
}

mkdirSync(folder, { recursive: true })
const site = await serve(join(here, '../../www/dist'))
const browser = await open('chromium')
for (const colours of ['light', 'dark']) {
  for (const [width, height] of Object.entries(SIZES)) {
    for (const [scene, reach] of Object.entries(scenes)) {
      const name = `${scene}-${width}-${colours}.png`
      if (!name.includes(filter) || !(process.argv[2] || ['verify', 'recipe'].includes(scene))) continue
      const page = await browser.newPage()
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colours }])
      await page.setViewport({ width: Number(width), height })
      const view = new View(page, site.origin + '/')
      await view.load()
      await reach(view)
      await view.rest()
      await new Promise((done) => setTimeout(done, 1500))
      await picture(page, name)
      await page.close()
    }
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
