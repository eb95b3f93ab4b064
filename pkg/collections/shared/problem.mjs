// What goes wrong with a variable, said to a tester: which variable, what kind of value it holds, what to do next.
// A value itself is never repeated: any variable may hold a secret.

/** The failure of a workflow; whatever else is thrown is a defect or comes from the library. */
export class Problem extends Error {}

export function problem(name, found, next) {
  return new Problem(`The variable "${name}" ${found}. ${next}`)
}

/** Calls `work`; what the library refuses is told together with the variable it came from. */
export function about(name, work) {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(`The variable "${name}" was refused: ${inVariables(error.message)}`)
  }
}

/** What the library says of its options, said of the variables that set them. */
export function inVariables(message) {
  return message
    .replace(/pass it as \{ secret, encoding: 'utf8' \}/, 'set "keyEncoding" to utf8')
    .replace(/Pass it as a key, without `secret`, and use its own algorithm/, 'Leave "keyEncoding" empty')
    .replace(/the option (passphrase)/, 'the variable "$1"')
    .replace(/set allowInsecureKeySizes/, 'set the variable "allowInsecureKeySizes" to true')
    .replace(/`encoding`/, '"keyEncoding"')
}

/** The kind of a value, without any of its text. */
export function kindOf(value) {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return value.trim() ? `text of ${value.length} characters` : 'empty text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
