// Every text of the page in one language. A copy of this file with texts of its own makes the page speak another one.
// `page` is filled into the HTML by the build; `texts` is what the scripts say; `meanings`, of claims and of header
// parameters, come once a token is shown.

import { claimMeanings } from './texts/claims.js'
import { headerMeanings } from './texts/headers.js'

export { page } from './texts/page.js'
export { said as texts } from './texts/said.js'
export const meanings = { claims: claimMeanings, header: headerMeanings }
