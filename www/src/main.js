// The start: the workspace at once, the module as soon as it has arrived.

import { keeping, shortcuts, watchRequests } from './components/page-tools.js'
import { theme } from './components/theme.js'
import { run } from './core/client.js'
import { byId } from './lib/dom.js'
import { fromAddress } from './lib/share.js'
import { texts } from './texts.js'
import { workspace } from './workspace.js'
import { keepOffline } from '#offline'

theme()
let kept = /** @type {any} */ (null)
const work = workspace(() => kept?.save())
kept = keeping(work.draft)
shortcuts(work)

function readAddress() {
  const found = fromAddress()
  if (found?.tokens) work.paste(found.tokens)
  if (found?.state) {
    work.openDraft(found.state)
    work.say(texts.share.opened)
  }
  if (found?.broken) work.say(texts.share.broken, 'bad')
  return found
}

if (!readAddress() && kept.former?.claims) work.openDraft(kept.former)
addEventListener('hashchange', readAddress)

try {
  const { version, algorithms } = await run('start')
  byId('version').textContent = texts.version(version)
  work.start(algorithms)
  keepOffline()
  watchRequests()
} catch (/** @type {any} */ error) {
  byId('trouble').textContent = error.message
  byId('trouble').hidden = false
}
