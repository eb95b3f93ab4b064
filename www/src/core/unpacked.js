// Text that the page as one file has inside.
/** @param {Uint8Array<ArrayBuffer>} packed by gzip */
export function unpacked(packed) {
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
