// Where an error belongs on the page.

/** The box an error belongs to. @param {any} fault */
export function boxOf({ box, code = '' }) {
  if (box) return box
  if (code === 'ERR_CLAIMS_INVALID') return 'claims'
  if (/^ERR_(?:HEADER|CRITICAL|ALGORITHM|OPTION)/.test(code)) return 'header'
  return code.startsWith('ERR_KEY_') ? 'key' : 'page'
}
