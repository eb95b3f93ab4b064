// The compiled WebAssembly, from the file beside the page.
export async function loadModule() {
  const answer = await fetch('jwtmint.wasm')
  if (!answer.ok) throw new Error(`jwtmint.wasm: ${answer.status}`)
  // Some servers do not know its type, and streaming insists on it.
  return answer.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer())
}
