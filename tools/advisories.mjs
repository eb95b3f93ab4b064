// node tools/advisories.mjs crates|npm: known weaknesses of what is built with. The lists have to be fetched, and not every
// machine can: that is told, and is no failure. `cargo xtask check` runs both.
//
// Of npm's packages, only tools/ is judged. What tests and benches install are products as people have them, old ones
// among them: nothing of them is shipped.
import { execFileSync, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const tools = dirname(fileURLToPath(import.meta.url))
const [kind] = process.argv.slice(2)
process.exitCode = (kind === 'npm' ? npm() : crates()) ? 0 : 1

function crates() {
  const found = execFileSync(process.execPath, ['install.mjs', 'cargo-deny'], { cwd: tools, encoding: 'utf8' })
  const deny = (words, options) =>
    spawnSync(found.trim().replace('TOOL=', ''), words, { cwd: `${tools}/..`, stdio: 'inherit', ...options })
  if (deny(['fetch', 'db'], { timeout: 60_000 }).status !== 0)
    return unknown('The advisory database could not be fetched')
  return deny(['check', '--disable-fetch', 'advisories']).status === 0
}

function npm() {
  const { stdout, status } = spawnSync('npm audit --json --package-lock-only', {
    cwd: tools,
    shell: true,
    encoding: 'utf8',
  })
  // npm ends alike when it found something and when it could ask nobody; only a report counts weaknesses.
  if (!stdout.includes('"vulnerabilities"')) return unknown('The npm registry gave no report')
  if (status !== 0)
    process.stderr.write(`${stdout}\nA build tool has a known weakness: update it in tools/package.json.\n`)
  return status === 0
}

function unknown(reason) {
  process.stdout.write(`note: ${reason}, so ADVISORIES WERE NOT CHECKED.\n`)
  return true
}
