// The compiled WebAssembly, from the file beside the page.

/** @param {boolean} [whole] with ML-DSA */
export async function loadModule(whole = false) {
  const file = whole ? 'jwtmint-full.wasm' : 'jwtmint.wasm'
  const answer = await fetch(file)
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
  // Some servers do not know its type, and streaming insists on it.
  return answer.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer())
}

/** Whether ML-DSA can be had: the build says. */
export const hasMore = WITH_ML_DSA
