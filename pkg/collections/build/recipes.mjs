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

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value))

/** All variables of a recipe in a client that writes its own variables as `open(name)`. */
export function environmentOf(recipe, open = (name) => `{{${name}}}`) {
  const own = (text) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => open(name))
  return {
    name: `jwtmint recipe: ${recipe.title}`,
    values: {
      ...Object.fromEntries(recipe.fill.map(({ name, example }) => [name, example ?? ''])),
      ...Object.fromEntries(Object.entries(recipe.variables).map(([name, value]) => [name, own(asText(value))])),
    },
    secrets: Object.fromEntries(recipe.secrets.map(({ name }) => [name, ''])),
  }
}
