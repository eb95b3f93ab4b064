// The first two pages of the documentation, followed to the letter: their commands as they are written, except that npx gives
// the pinned clients, and the examples in their tables.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { variableNames } from '../../../pkg/collections/build/documents.mjs'
import { programs, ROOT } from '../lib/places.mjs'
import { run } from '../lib/process.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { tokensOf } from '../lib/workflow.mjs'

const quoted = (words) => words.map((word) => `'${word}'`).join(' ')
const PINNED = [
  ['npx --yes newman ', `${quoted(programs.newman)} `],
  ['npx --yes -p @usebruno/cli bru ', `${quoted(programs.bruno)} `],
]
const LONGEST_START_MS = 10_000

/** The page's blocks of commands, each a list of lines, and the rows of its table as [variables, what to set them to]. */
async function page(name) {
  const text = await readFile(join(ROOT, 'docs', `${name}.md`), 'utf8')
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines.trim().split('\n'))
  const rows = [...text.matchAll(/^\| (`.*?) \| (.*) \|$/gm)].map(([, names, to]) => [codeIn(names), to])
  return { text, blocks, rows }
}

const codeIn = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code)

/** Starts what the page has running in the first terminal, and answers the process. */
function started(command) {
  const child = spawn('sh', ['-c', `exec ${command}`], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = () => {
      child.kill()
      reject(new Error(`"${command}" does not listen: ${output}`))
    }
    const timer = setTimeout(fail, LONGEST_START_MS)
    child.once('exit', fail)
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (!output.includes('listens on')) return
      clearTimeout(timer)
      child.removeListener('exit', fail)
      resolve(child)
    })
  })
}

async function works(command) {
  const pinned = PINNED.reduce((text, [written, program]) => text.replaceAll(written, program), command)
  equal(pinned === command, false, `"${command}" calls neither Newman nor Bruno as the other page does`)
  const { code, output } = await run(['sh'], ['-c', pinned], { cwd: ROOT })
  equal(code, 0, `how "${command}" ended (it printed: ${output.slice(-1500)})`)
}

/** `more` are commands that the page speaks of without a block of their own. */
async function followed(t, name, more) {
  const { text, blocks, rows } = await page(name)
  const [first, second] = blocks
  await t.check(`${name}: what is built and installed`, () =>
    equal(first.slice(0, 2), ['cargo xtask build', 'npm ci --prefix tests/api'], 'the commands before the server'),
  )
  const server = await started(first[2])
  try {
    for (const command of [...second, ...more(second, text)]) await t.check(`${name}: ${command}`, () => works(command))
  } finally {
    server.kill()
  }
  await t.check(`${name}: the names of its variables`, () => {
    const unknown = rows.flatMap(([names]) => names).filter((one) => !variableNames.includes(one))
    equal([rows.length > 4, unknown], [true, []], 'variables that do not exist')
  })
  await t.check(`${name}: under a screen long`, () => equal(text.split('\n').length < 50, true, 'fewer than 50 lines'))
  return rows
}

/** A login that wants what the page's table says, and answers where the table says. */
async function loginAsWritten(rows) {
  const [[, body], , [, paths]] = rows.filter(([names]) =>
    names.some((one) => /^(user|tokenBodyFormat|tokenPath)$/.test(one)),
  )
  const tokenBody = codeIn(body).find((code) => code.startsWith('{'))
  const [inBody, inHeader] = codeIn(paths).slice(-2)
  const heard = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    heard.push(JSON.parse(Buffer.concat(chunks)))
    response.setHeader('authorization', 'Bearer of-the-header')
    response.end('{"session":{"key":"of-the-body"}}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const login = { loginUrl: `http://127.0.0.1:${server.address().port}/`, user: 'me', password: 'secret', tokenBody }
    const tokens = []
    for (const tokenPath of [inBody, inHeader]) tokens.push((await tokensOf({ ...login, tokenPath })).made.jwt)
    equal(heard, Array(2).fill({ mail: 'me', pin: 'secret' }), 'what the login was asked')
    equal(tokens, ['of-the-body', 'of-the-header'], 'the tokens')
  } finally {
    server.close()
  }
}

async function claimsAsWritten(rows) {
  const [, to] = rows.find(([names]) => names.includes('claims'))
  const claims = codeIn(to).find((code) => code.startsWith('{'))
  const clientKey = 'a secret of more than thirty-two bytes, for tests'
  const { sub, iat, exp } = decodeJwt((await tokensOf({ clientKey, claims, user: 'me' })).made.jwt)
  equal([sub, exp - iat], ['me', 300], 'the claims')
}

export const firstPages = {
  name: 'the first two pages in newman and bruno',
  async run() {
    const t = tally(this.name)
    const rounds = ([newman], text) => [`${newman} ${/`(-n \d)`/.exec(text)[1]}`]
    const login = await followed(t, 'login-token', rounds)
    await t.check('login-token: the examples in its table', () => loginAsWritten(login))
    const others = (commands, text) =>
      codeIn(/environments\n`.*?hold/s.exec(text)[0])
        .filter((name) => name !== 'ES256')
        .flatMap((name) => commands.map((command) => command.replaceAll('ES256', name)))
    const signed = await followed(t, 'signed-token', others)
    await t.check('signed-token: the example in its table', () => claimsAsWritten(signed))
    return t
  },
}
