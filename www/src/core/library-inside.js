// The plain-JavaScript library for script sandboxes, from inside the page itself.
import packed from '#library'
import { unpacked } from './unpacked.js'

export function loadLibrary() {
  return unpacked(packed)
}
