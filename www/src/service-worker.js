// Keeps the page's own files, and answers with them; whatever is not among them goes its usual way.
// The build fills in the name of the version and the list.

const NAME = 'jwtmint-' + BUILD
const ON_DEMAND = /\/jwtmint-script\.js$/

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name.startsWith('jwtmint-') && name !== NAME) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request))
})

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(NAME)
  const kept = await cache.match(request, { ignoreSearch: true })
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok && ON_DEMAND.test(new URL(request.url).pathname)) await cache.put(request, fresh.clone())
  return fresh
}
