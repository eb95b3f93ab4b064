// The start: the workspace at once, the module as soon as it has arrived.

import { keeping, shortcuts, watchRequests } from './components/page-tools.js'
import { theme } from './components/theme.js'
import { counted, run } from './core/client.js'
import { byId } from './lib/dom.js'
import { fromAddress } from './lib/share.js'
import { texts } from './texts.js'
import { workspace } from './workspace.js'
import { later } from '#later'
import { keepOffline } from '#offline'

theme()
let kept = /** @type {any} */ (null)
const work = workspace(() => kept?.save())
kept = keeping(work.shared)
shortcuts(work)

/** A draft may need the recipe it came of. @param {any} draft @param {string} [said] */
async function openLater(draft, said) {
  await loaded()
  work.openDraft(draft)
  if (said) work.say(said)
}

/** @type {Promise<void> | undefined} */
let loading
const loaded = () => (loading ??= counted(later().then(work.add)))

function readAddress() {
  const found = fromAddress()
  if (found?.tokens) work.paste(found.tokens)
  if (found?.state) openLater(found.state, texts.share.opened)
  if (found?.broken) work.say(texts.share.broken, 'bad')
  return found
}

if (!readAddress() && kept.former?.claims) openLater(kept.former)
addEventListener('hashchange', readAddress)

// It comes beside the module. Its failure is told below; alone it would be an unhandled rejection.
loaded().catch(() => {})
try {
  const { version, algorithms } = await run('start')
  byId('version').textContent = texts.version(version)
  work.start(algorithms)
  await loaded()
  keepOffline()
  watchRequests()
} catch (/** @type {any} */ error) {
  byId('trouble').textContent = error.message
  byId('trouble').hidden = false
}
