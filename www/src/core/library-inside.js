// The plain-JavaScript library for script sandboxes, from inside the page itself.
import packed from '#library'

export function loadLibrary() {
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
