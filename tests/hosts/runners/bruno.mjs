// Bruno, safe and developer mode: the library is a file of the collection, and the answer the body of the request.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from '../lib/collector.mjs'
import { programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

const runner = (name, mode, part = 'whole') => ({
  name,
  part,
  random: true,
  run: ({ script, library, about }, folder) =>
    collect(async (url) => {
      await mkdir(join(folder, 'lib'))
      await Promise.all([
        writeFile(join(folder, 'bruno.json'), '{"version":"1","name":"suite","type":"collection"}'),
        writeFile(join(folder, 'lib', 'jwtmint.js'), library),
        writeFile(join(folder, 'lib', 'suite.js'), `module.exports = ${script}`),
        writeFile(
          join(folder, 'suite.bru'),
          `meta {
  name: suite
  type: http
}

post {
  url: ${url}
  body: text
}

body:text {
  nothing yet
}

script:pre-request {
  const jwtmint = require('./lib/jwtmint.js')
  req.setBody(require('./lib/suite.js')(jwtmint, ${JSON.stringify(about)}))
}
`,
        ),
      ])
      return run(programs.bruno, ['run', '-r', ...mode], { cwd: folder })
    }),
})

// Its heap of some 8 MB is too small for the shared suite beside the library.
export const brunoSafe = runner('bruno safe', [], 'probe-alone')
export const brunoDeveloper = runner('bruno developer', ['--sandbox', 'developer'])
