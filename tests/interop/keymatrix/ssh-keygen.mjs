// Every form that ssh-keygen writes.
import { KINDS, isEdwards } from './kinds.mjs'
import { inFolder } from './tools.mjs'

export const name = 'ssh-keygen'
export const kinds = Object.keys(KINDS).filter((kind) => KINDS[kind].ssh)

export function make(kind) {
  const [type, bits] = KINDS[kind].ssh
  return inFolder((place) => {
    const size = bits ? ['-b', String(bits)] : []
    place.sshKeygen('-q', '-t', type, ...size, '-N', '', '-C', 'somebody@example', '-f', 'key')
    const forms = [
      { name: 'OpenSSH', key: place.text('key') },
      { name: 'OpenSSH public line', key: place.text('key.pub'), isPublic: true },
    ]
    // ssh-keygen has no other form for Ed25519; the rest of the matrix reads the key in PKCS#8 from it.
    if (isEdwards(kind)) return { forms }
    forms.push({ name: 'SPKI', key: place.sshKeygen('-e', '-m', 'PKCS8', '-f', 'key.pub').toString(), isPublic: true })
    for (const format of ['PEM', 'PKCS8']) {
      place.sshKeygen('-q', '-p', '-m', format, '-N', '', '-f', 'key')
      forms.push({ name: format, key: place.text('key') })
    }
    return { reference: place.text('key'), forms }
  })
}
