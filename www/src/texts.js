// Every text of the page in one language. A copy of this file with texts of its own makes the page speak another one.
// `page` is filled into the HTML by the build; `texts` is what the scripts say.

import { claimMeanings } from './texts/claims.js'
import { headerMeanings } from './texts/headers.js'
import { page as inHtml } from './texts/page.js'
import { said } from './texts/said.js'

export const page = inHtml
export const texts = { ...said, claimMeanings, headerMeanings }
