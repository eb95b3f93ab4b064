// The worker's text, from the file beside the page.
export async function loadWorker() {
  const answer = await fetch('worker.js')
  if (!answer.ok) throw new Error(`worker.js: ${answer.status}`)
  return answer.text()
}
