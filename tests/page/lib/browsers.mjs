// Chromium over its own protocol, Firefox over WebDriver BiDi: both stock builds, steered by one library.
import puppeteer from 'puppeteer-core'
import { existsSync } from 'node:fs'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
]

/** @param {string[]} places */
const found = (...places) => places.find((place) => place && existsSync(place))

const launch = {
  chromium: () => ({
    browser: 'chrome',
    executablePath: found(process.env.CHROME, '/usr/bin/chromium', '/usr/bin/google-chrome'),
    args: QUIET,
  }),
  firefox: () => ({
    browser: 'firefox',
    executablePath: found(process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'),
    extraPrefsFirefox: {
      'ui.prefersReducedMotion': 0,
      'datareporting.policy.dataSubmissionEnabled': false,
      'intl.accept_languages': 'en-GB, en',
    },
  }),
}

export const names = /** @type {const} */ (['chromium', 'firefox'])

/** @param {'chromium' | 'firefox'} name */
export async function open(name) {
  const options = launch[name]()
  if (!options.executablePath)
    throw new Error(
      `${name} is not on this machine; install it (Debian: ${name === 'chromium' ? 'chromium' : 'firefox-esr'}) or set ${name === 'chromium' ? 'CHROME' : 'FIREFOX'} to its path.`,
    )
  return puppeteer.launch({
    ...options,
    headless: true,
    protocolTimeout: 120_000,
    env: { ...process.env, TZ: 'Europe/Berlin', LANG: 'en_GB.UTF-8' },
  })
}
