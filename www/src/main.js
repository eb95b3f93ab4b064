// The controller: joins the two views, the worker and the address.

import { tabs, showTab } from './components/tabs.js'
import { theme } from './components/theme.js'
import { run } from './core/client.js'
import { byId, message } from './lib/dom.js'
import { shared } from './lib/share.js'
import { texts } from './texts.js'
import { checkView } from './check.js'
import { mintView } from './mint.js'
import { keepOffline } from '#offline'

const check = checkView()
const mint = mintView((token, key) => {
  showTab('check', true)
  check.open(token, key)
})

theme()
tabs((name) => {
  if (name === 'check') check.redraw()
})

/** What a share link holds, or null; says so if it is damaged. */
function fromAddress() {
  const state = shared(location.hash)
  if (state === undefined) message('share', texts.share.broken)
  return state || null
}

try {
  const { version, algorithms } = await run('start')
  byId('version').textContent = texts.version(version)
  mint.start(algorithms, fromAddress())
  addEventListener('hashchange', () => {
    const state = fromAddress()
    if (state) mint.open(state)
  })
  keepOffline()
} catch (/** @type {any} */ error) {
  byId('trouble').textContent = error.message
  byId('trouble').hidden = false
}
