// Newman, and the newest Postman runtime: the library comes in a collection variable and is evaluated.
import { createRequire } from 'node:module'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collect } from '../lib/collector.mjs'
import { HOSTS, programs } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'

const load = createRequire(join(HOSTS, 'installs/postman/index.js'))

const LOAD = `if (typeof jwtmint === 'undefined') {
  jwtmint = (function (source) { const module = { exports: {} }; eval(source); return module.exports })(pm.collectionVariables.get('library'))
}`

/** The collection's script loads the library; the request's own finds it there. */
function collection({ script, library, about }, url) {
  const test = `const answer = (${script})(jwtmint, ${JSON.stringify(about)})
pm.sendRequest({ url: ${JSON.stringify(url)}, method: 'POST', body: { mode: 'raw', raw: answer } }, () => {})`
  const event = (text) => [{ listen: 'prerequest', script: { type: 'text/javascript', exec: text.split('\n') } }]
  return {
    info: { name: 'suite', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    event: event(LOAD),
    variable: [{ key: 'library', value: library, type: 'string' }],
    item: [{ name: 'suite', event: event(test), request: { method: 'HEAD', url } }],
  }
}

export const newman = {
  name: 'newman',
  random: false,
  run: (job, folder) =>
    collect(async (url) => {
      const file = join(folder, 'suite.json')
      await writeFile(file, JSON.stringify(collection(job, url)))
      return run(programs.newman, ['run', file])
    }),
}

export const postmanRuntime = {
  name: 'postman-runtime',
  random: true,
  run: (job) =>
    collect(
      (url) =>
        new Promise((resolve, reject) => {
          const { Collection } = load('postman-collection')
          const { Runner } = load('postman-runtime')
          const problems = []
          new Runner().run(new Collection(collection(job, url)), {}, (error, started) => {
            if (error) return reject(error)
            started.start({
              exception: (_cursor, problem) => problems.push(problem.message),
              error: (problem) => problems.push(problem.message),
              done: () => resolve({ code: problems.length, output: problems.join('\n') }),
            })
          })
        }),
    ),
}

/** `pm.require`: the package's main as Postman gives it to a script: one CommonJS source, without `pm`. */
export const postmanSandbox = {
  name: 'postman-sandbox, pm.require',
  random: true,
  run: ({ script, library, about }) =>
    new Promise((resolve, reject) => {
      load('postman-sandbox').createContext({ debug: false }, (error, context) => {
        if (error) return reject(error)
        const text = `const jwtmint = pm.require('npm:jwtmint'); pm.variables.set('answer', (${script})(jwtmint, ${JSON.stringify(about)}))`
        const options = { timeout: 600_000, resolvedPackages: { 'npm:jwtmint': { data: library } } }
        context.on('error', reject)
        context.execute(
          { listen: 'prerequest', script: { type: 'text/javascript', exec: text.split('\n') } },
          options,
          (failure, execution) => {
            context.dispose()
            if (failure) return reject(failure)
            resolve(execution._variables.values.find(({ key }) => key === 'answer').value)
          },
        )
      })
    }),
}
