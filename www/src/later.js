// What the page can do without until it has shown a token: what claims mean, the recipes, code in all languages, files for
// the API clients.

import services from '#recipes'
import { collectionFile, environmentFile } from './clients/index.js'
import { standards } from './data/standards.js'
import { mintOf } from './lib/mint.js'
import { formats } from './lib/requests.js'
import { meanings } from './texts.js'

const recipes = { standards, services }
export { collectionFile, environmentFile, formats, meanings, mintOf, recipes }
