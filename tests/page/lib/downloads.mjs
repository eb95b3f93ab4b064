// Catches what the page saves: the Blob behind the link it clicks.

/** @param {import('./view.mjs').View} view @returns {Promise<(count: number) => Promise<string[]>>} the files saved, once there are that many */
export async function downloads(view) {
  await view.page.evaluate(() => {
    const blobs = new Map()
    window.saved = []
    const create = URL.createObjectURL
    URL.createObjectURL = (blob) => {
      const url = create.call(URL, blob)
      blobs.set(url, blob)
      return url
    }
    HTMLAnchorElement.prototype.click = function () {
      const at = window.saved.push(null) - 1
      blobs
        .get(this.href)
        .text()
        .then((text) => {
          window.saved[at] = text
        })
    }
  })
  return async (count) => {
    await view.until((count) => window.saved.filter(Boolean).length >= count, 'the files saved', count)
    return view.page.evaluate(() => window.saved)
  }
}
