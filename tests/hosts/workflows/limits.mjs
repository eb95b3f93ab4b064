// What a script of Node's is kept from: variables that lead to themselves, and token endpoints that never come to an end.
import { createServer } from 'node:http'
import { send } from '../../../pkg/collections/shared/node-send.mjs'
import { resolver } from '../../../pkg/collections/shared/resolver.mjs'
import { variables } from '../../../pkg/collections/shared/variables.mjs'
import { equal, tally } from '../lib/tally.mjs'

const told = (url, limits) =>
  new Promise((resolve) =>
    send({ method: 'GET', url, headers: {} }, (error, answer) => resolve(error?.message ?? answer.text), limits),
  )

/** A piece now and then, for ever; `/much` sends them as fast as they are taken. */
const ENDLESS = createServer((request, response) => {
  const piece = 'x'.repeat(request.url === '/much' ? 65_536 : 1)
  const timer = setInterval(() => response.write(piece), request.url === '/much' ? 0 : 20)
  response.on('close', () => clearInterval(timer))
})

const CASES = [
  [
    'a variable that leads to itself, and to itself twice',
    () => {
      const values = { a: '{{a}}', b: '{{b}} {{b}} {{b}}', c: 'see {{d}}', d: '{{e}}!', e: 'there' }
      const resolve = resolver((name) => values[name])
      equal(resolve('{{a}}'), '{{a}}', 'a')
      equal(/^\{\{b\}\}( \{\{b\}\})+$/.test(resolve('{{b}}')), true, 'b')
      equal(resolve('{{c}} {{f}}'), 'see there! {{f}}', 'c')
    },
  ],
  [
    'a megabyte of spaces in a placeholder that is not closed',
    () => {
      const text = `[[a${' '.repeat(1_000_000)}b`
      const host = { raw: () => text, resolve: (whole) => whole, open: /\{\{([^{}]*)\}\}/ }
      equal(variables(host, {}).text('clientId') === text, true, 'as it stands')
    },
  ],
  [
    'an answer that never ends',
    async (origin) =>
      equal(await told(origin, { milliseconds: 300, bytes: 1000 }), 'no answer within 0.3 seconds', 'told'),
  ],
  [
    'an answer that is too long',
    async (origin) =>
      equal(
        await told(`${origin}/much`, { milliseconds: 60_000, bytes: 100_000 }),
        'an answer of more than 100000 bytes',
        'told',
      ),
  ],
]

export const limits = {
  name: 'variables and token endpoints without end',
  async run() {
    const t = tally(limits.name)
    await new Promise((resolve) => ENDLESS.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${ENDLESS.address().port}`
    for (const [name, check] of CASES) await t.check(name, () => check(origin))
    ENDLESS.close()
    return t
  },
}
