// httpyac: scripts are Node's, the library is required, and the answer is the body of the request.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from '../lib/collector.mjs'
import { programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

export const httpyac = {
  name: 'httpyac',
  random: true,
  run: ({ script, library, about }, folder) =>
    collect(async (url) => {
      await Promise.all([
        writeFile(join(folder, 'jwtmint.js'), library),
        writeFile(join(folder, 'suite.js'), `module.exports = ${script}`),
        writeFile(
          join(folder, 'suite.http'),
          `{{
  exports.answer = require('./suite.js')(require('./jwtmint.js'), ${JSON.stringify(about)})
}}
POST ${url}
Content-Type: text/plain

{{answer}}
`,
        ),
      ])
      return run(programs.httpyac, ['send', 'suite.http', '-a'], { cwd: folder })
    }),
}
