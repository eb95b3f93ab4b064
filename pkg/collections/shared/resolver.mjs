// Replaces variables where the client has no function that a script may call for it.

/** Variables that are replaced in one text at most: some lead to themselves, and twice. */
const MOST_REPLACED = 1000

/** The client's variables resolved through each other; `raw(name)` answers one, or undefined. */
export const resolver = (raw) => (whole) => {
  let left = MOST_REPLACED
  const resolve = (text) =>
    text.replace(/\{\{\s*([A-Za-z_$][\w$]*)\s*\}\}/g, (open, name) =>
      raw(name) === undefined || left-- <= 0 ? open : resolve(String(raw(name))),
    )
  return resolve(whole)
}
