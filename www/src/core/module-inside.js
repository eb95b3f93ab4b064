// The compiled WebAssembly, from inside the page itself: the page that is one file has nothing beside it.
import bytes from '#wasm'

export const loadModule = () => WebAssembly.compile(bytes)
