// The later part, from inside the page itself.
import * as all from '../later.js'

export const later = async () => all
