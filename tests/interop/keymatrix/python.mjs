// Every form that Python's `cryptography` writes.
import { execFileSync } from 'node:child_process'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { KINDS, PASSPHRASE } from './kinds.mjs'

export const name = 'cryptography'
export const kinds = Object.keys(KINDS)

export function make(kind) {
  const script = fileURLToPath(new URL('make.py', import.meta.url))
  const { reference, forms } = JSON.parse(
    execFileSync(env.JWTMINT_PYTHON, [script, kind, PASSPHRASE], { encoding: 'utf8', maxBuffer: 1 << 26 }),
  )
  return {
    reference,
    forms: forms.map(({ der, ...form }) => (der ? { ...form, key: new Uint8Array(Buffer.from(der, 'base64')) } : form)),
  }
}
