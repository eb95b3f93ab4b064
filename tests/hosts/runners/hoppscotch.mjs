// Hoppscotch's default sandbox: the library is evaluated from a string, and the answer is the body of the request.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from '../lib/collector.mjs'
import { programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

const NO_AUTH = { authType: 'none', authActive: true }

export const hoppscotch = {
  name: 'hoppscotch',
  random: true,
  run: ({ script, library, about }, folder) =>
    collect(async (url) => {
      const preRequestScript = `const module = { exports: {} }
eval(${JSON.stringify(library)})
hopp.request.setBody({ contentType: 'text/plain', body: eval(${JSON.stringify(script)})(module.exports, ${JSON.stringify(about)}) })`
      const request = {
        v: '17',
        name: 'suite',
        method: 'POST',
        endpoint: url,
        params: [],
        headers: [],
        auth: NO_AUTH,
        body: { contentType: 'text/plain', body: '' },
        preRequestScript,
        testScript: '',
        requestVariables: [],
        responses: {},
      }
      const collection = {
        v: 12,
        name: 'suite',
        folders: [],
        requests: [request],
        auth: NO_AUTH,
        headers: [],
        variables: [],
        description: null,
        preRequestScript: '',
        testScript: '',
      }
      const file = join(folder, 'suite.json')
      await writeFile(file, JSON.stringify(collection))
      return run(programs.hoppscotch, ['test', file])
    }),
}
