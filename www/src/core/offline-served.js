// Served over a secure origin, the page works offline from its second visit on; the page as one file lies beside it.
export function keepOffline() {
  document.getElementById('one-file').hidden = false
  // Refused in private windows and by some settings: the page works all the same.
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('service-worker.js').catch(() => {})
}
