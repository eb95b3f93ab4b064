// A plugin for Insomnia: a folder that is copied into its folder of plugins.
import { environmentOf } from './environment.mjs'

export function insomnia({ source, library, bundle, recipes, version }) {
  const at = 'insomnia/insomnia-plugin-jwtmint'
  return {
    [`${at}/package.json`]: {
      name: 'insomnia-plugin-jwtmint',
      version,
      main: 'main.js',
      insomnia: { name: 'jwtmint', description: 'JSON Web Tokens from variables, for each request' },
    },
    [`${at}/main.js`]: `${source('insomnia/main.js')}\n`,
    [`${at}/lib/jwtmint.js`]: library.usual,
    [`${at}/lib/jwtmint-hmac.js`]: library.hmac,
    [`${at}/lib/jwtmint-full.js`]: library.full,
    [`${at}/lib/jwtmint-workflow.js`]: bundle('insomnia/host.mjs'),
    // The JSON of an environment, to be pasted into Insomnia's.
    ...Object.fromEntries(
      recipes.map((recipe) => {
        const { values, secrets } = environmentOf(recipe, (name) => `{{ _.${name} }}`)
        return [`insomnia/recipes/${recipe.id}.json`, { ...values, ...secrets }]
      }),
    ),
  }
}
