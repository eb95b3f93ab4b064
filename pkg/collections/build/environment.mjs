// What a client's environment holds for a recipe. The page reads this, too, so it touches no file.

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
