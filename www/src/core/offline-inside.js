// The page that is one file is offline already, and has what lies beside the served one inside: others' notices.
import packed from '#notices'
import { download } from '../lib/clipboard.js'
import { unpacked } from './unpacked.js'

export function keepOffline() {
  const link = document.getElementById('notices')
  link.addEventListener('click', async (event) => {
    event.preventDefault()
    download(link.getAttribute('href'), await unpacked(packed))
  })
}
