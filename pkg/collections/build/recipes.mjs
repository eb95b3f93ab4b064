// The recipes as the builders take them: { id, title, variables, fill }, every value as text.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Recipes in the order of their titles; the schema is recipe.schema.json beside them. */
export function recipes(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'))
}
