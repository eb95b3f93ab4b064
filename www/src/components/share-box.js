// The link to header and claims: made, shown and copied, or why there is none.

import { copy } from '../lib/clipboard.js'
import { byId } from '../lib/dom.js'
import { shareLink } from '../lib/share.js'
import { texts } from '../texts.js'

/** @param {() => {draft: any, key: string}} read what to share, and the key that must not be in it */
export function sharing(read) {
  const link = byId('share-link')
  byId('share').addEventListener('click', () => {
    const { draft, key } = read()
    const result = shareLink(draft, key)
    const refused = 'refused' in result
    byId('share-box').hidden = false
    link.value = refused ? '' : result.link
    link.hidden = refused
    byId('share-note').textContent = refused ? texts.share[result.refused] : texts.share.holds
    if (!refused) copy(result.link, byId('share'), link)
  })
}
