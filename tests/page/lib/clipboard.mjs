// What the page puts into the clipboard, noted in the page: browsers do not let everybody read it.

/** @param {import('./view.mjs').View} view @returns {Promise<() => Promise<string>>} the text copied last */
export async function clipboard(view) {
  await view.page.evaluate(() => {
    window.copiedText = ''
    navigator.clipboard.writeText = async (text) => {
      window.copiedText = text
    }
  })
  return () => view.page.evaluate(() => window.copiedText)
}
