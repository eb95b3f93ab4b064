// The plain-JavaScript library for script sandboxes, from the file beside the page; fetched when it is asked for.
export async function loadLibrary() {
  const answer = await fetch('jwtmint-script.js')
  if (!answer.ok) throw new Error(`jwtmint-script.js: ${answer.status}`)
  return answer.text()
}
