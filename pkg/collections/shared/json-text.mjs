// JSON as text: claims keep the order and the digits they were written with, which a parsed object would lose.
export const STRING = /"(?:[^"\\]|\\.)*"/g

/** Replaces the strings of a JSON text; `change` gets each decoded and answers JSON text, or undefined to leave it. */
export function mapStrings(text, change) {
  return text.replace(STRING, (literal) => {
    const changed = change(JSON.parse(literal))
    return changed === undefined ? literal : changed
  })
}

/** The members of a JSON object as [name, text of the value], in their order. The text must be a valid object. */
export function members(text) {
  const found = []
  let depth = 0
  let start = -1
  let name = null
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      const from = at
      do at += text[at] === '\\' ? 2 : 1
      while (text[at] !== '"')
      if (depth === 1 && name === null) {
        name = JSON.parse(text.slice(from, at + 1))
        start = text.indexOf(':', at) + 1
        at = start - 1
      }
    } else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']' || (character === ',' && depth === 1)) {
      if (depth === 1 && name !== null) {
        found.push([name, text.slice(start, at).trim()])
        name = null
      }
      if (character !== ',') depth--
    }
  }
  return found
}

export function objectOf(pairs) {
  return `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
}
