// Apidog's command line, given a scenario as the app exports it; the library comes in an environment variable.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from '../lib/collector.mjs'
import { programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

export const apidog = {
  name: 'apidog',
  random: false,
  run: ({ script, library, about }, folder) =>
    collect(async (url) => {
      const text = `if (typeof jwtmint === 'undefined') {
  jwtmint = (function (source) { const module = { exports: {} }; eval(source); return module.exports })(pm.environment.get('library'))
}
pm.sendRequest({ url: ${JSON.stringify(url)}, method: 'POST', body: { mode: 'raw', raw: (${script})(jwtmint, ${JSON.stringify(about)}) } }, () => {})`
      const { hostname, port } = new URL(url)
      const request = {
        id: 'suite',
        name: 'suite',
        type: 'http',
        request: {
          url: { protocol: 'http', host: hostname.split('.'), port, path: [], query: [], variable: [] },
          header: [],
          method: 'HEAD',
          body: {},
          type: 'http',
        },
        response: [],
        event: [{ listen: 'prerequest', script: { id: 'suite', type: 'text/javascript', exec: text.split('\n') } }],
        metaInfo: { id: 'suite', type: 'http', name: 'suite' },
      }
      const variables = (values) => ({
        variable: { id: 'variables', values },
        parameter: { header: [], query: [], body: [], cookie: [] },
      })
      const scenario = {
        apidogCli: '1.2.21',
        item: [{ item: [request] }],
        environment: {
          id: 1,
          name: 'suite',
          type: 'normal',
          ...variables([{ key: 'library', value: library, type: 'any' }]),
        },
        globals: { baseUrl: '', baseUrls: {}, ...variables([]) },
        projectOptions: {},
      }
      await writeFile(join(folder, 'suite.json'), JSON.stringify(scenario))
      return run(programs.apidog, ['run', 'suite.json', '-r', 'cli'], { cwd: folder })
    }),
}
