// Installs what the hosts need. Each failure is kept as the reason why the hosts concerned fail.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { HOSTS, ROOT } from './lib/places.mjs'
import { run } from './lib/process.mjs'

const npm = (folder, hosts) => ({
  hosts,
  folder,
  lock: 'package-lock.json',
  result: 'node_modules',
  command: [['npm'], ['ci', '--no-audit', '--no-fund', '--loglevel=error']],
})
const debian = (host, program, name) => ({ hosts: [host], program, name })

const NEEDS = [
  npm(join(ROOT, 'tests/api'), []),
  npm(join(HOSTS, 'installs/postman'), ['newman', 'postman']),
  npm(join(HOSTS, 'installs/bruno'), ['bruno']),
  npm(join(HOSTS, 'installs/hoppscotch'), ['hoppscotch']),
  npm(join(HOSTS, 'installs/httpyac'), ['httpyac']),
  npm(join(HOSTS, 'installs/apidog'), ['apidog']),
  {
    hosts: ['quickjs'],
    folder: join(HOSTS, 'installs/quickjs'),
    lock: 'requirements.txt',
    result: 'packages',
    // Debian 12 has no QuickJS of its own; this package carries the engine itself.
    command: [
      ['python3'],
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--no-deps',
        '--disable-pip-version-check',
        '--upgrade',
        '--target',
        'packages',
        '-r',
        'requirements.txt',
      ],
    ],
  },
  debian('rhino', 'rhino', 'rhino'),
  debian('rhino', 'javac', 'default-jdk-headless'),
  debian('jsc', 'jsc', 'libjavascriptcoregtk-4.0-bin'),
]

/** Answers [{ hosts, reason }]: what could not be installed. */
export async function install(wanted) {
  const problems = []
  for (const need of NEEDS.filter(({ hosts }) => hosts.length === 0 || hosts.some(wanted))) {
    try {
      await (need.program ? installProgram(need) : installPackages(need))
    } catch (error) {
      problems.push({ hosts: need.hosts, reason: error.message })
    }
  }
  return problems
}

async function installPackages({ folder, lock, result, command: [program, args] }) {
  const stamp = join(folder, result, '.jwtmint-installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, lock)))
    .digest('hex')
  if (existsSync(stamp) && statSync(stamp).isFile() && readFileSync(stamp, 'utf8') === wanted) return
  const { code, output } = await run(program, args, { cwd: folder })
  if (code !== 0)
    throw new Error(`${program[0]} could not install what ${lock} pins in ${folder}: ${output.slice(-600)}`)
  writeFileSync(stamp, wanted)
}

async function installProgram({ program, name }) {
  const there = async () => (await run(['sh'], ['-c', `command -v ${program}`])).code === 0
  if (await there()) return
  if (process.getuid?.() !== 0) throw new Error(`the program ${program} is missing: install Debian's package ${name}`)
  const { output } = await run(
    ['sh'],
    ['-c', `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${name}`],
    { env: { DEBIAN_FRONTEND: 'noninteractive' } },
  )
  if (!(await there()))
    throw new Error(
      `the program ${program} is missing, and Debian's package ${name} could not be installed: ${output.slice(-600)}`,
    )
}
