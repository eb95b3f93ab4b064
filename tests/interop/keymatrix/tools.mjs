// Programs, run in a folder of their own that is gone afterwards.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @template T @param {(place: ReturnType<typeof at>) => T} use @returns {T} */
export function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'jwtmint-keys-'))
  try {
    return use(at(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function at(folder) {
  const run = (program, options) => execFileSync(program, options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  return {
    write: (name, content) => writeFileSync(join(folder, name), content, { mode: 0o600 }),
    text: (name) => readFileSync(join(folder, name), 'utf8'),
    bytes: (name) => new Uint8Array(readFileSync(join(folder, name))),
    openssl: (...options) => run('openssl', options),
    /** What openssl writes to its output, as text. */
    pem: (...options) => run('openssl', options).toString('utf8'),
    der: (...options) => new Uint8Array(run('openssl', [...options, '-outform', 'DER'])),
    sshKeygen: (...options) => run('ssh-keygen', options),
  }
}
