// What the page can do without until it has shown a token: the services' recipes, code in all languages, files for the API
// clients.

import services from '#recipes'
import { collection, environment } from './lib/postman.js'
import { formats } from './lib/requests.js'

export { collection, environment, formats, services }
