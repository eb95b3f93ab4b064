// Served over a secure origin, the page works offline from its second visit on.
export function keepOffline() {
  // Refused in private windows and by some settings: the page works all the same.
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('service-worker.js').catch(() => {})
}
