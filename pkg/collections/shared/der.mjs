// The little of PEM and DER that fingerprints need: the bytes of a block, and of a certificate.
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, base64url, fromBase64 } from './bytes.mjs'
import { problem, kindOf } from './problem.mjs'

/** The bytes of each PEM block with this label; line breaks may be written as \n or be missing. */
export function pemBlocks(text, label) {
  const pattern = new RegExp(`-----BEGIN ${label}-----([\\s\\S]*?)-----END ${label}-----`, 'g')
  const blocks = []
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const bytes = fromBase64(match[1].replace(/\\[rn]/g, ''))
    if (bytes) blocks.push(bytes)
  }
  return blocks
}

/** The certificates of a variable: PEM blocks, or one in base64. */
function certificates(settings, keyText) {
  const text = settings.text('certificate') || keyText || ''
  const blocks = pemBlocks(text, 'CERTIFICATE')
  const bare = blocks.length || !settings.has('certificate') ? null : fromBase64(text)
  // 0x30: the SEQUENCE every certificate is (RFC 5280 section 4.1).
  if (bare && bare[0] === 0x30) blocks.push(bare)
  if (!blocks.length) {
    throw problem(
      'certificate',
      settings.has('certificate') ? `holds ${kindOf(text)} that is no certificate` : 'is empty',
      'Put the certificate of the key there, as PEM: the block that begins with -----BEGIN CERTIFICATE-----.',
    )
  }
  return blocks
}

/** RFC 7515 sections 4.1.6 to 4.1.8. */
export const certificateValues = {
  x5t: (settings, keyText) => base64url(sha1(certificates(settings, keyText)[0])),
  'x5t#S256': (settings, keyText) => base64url(sha256(certificates(settings, keyText)[0])),
  x5c: (settings, keyText) => certificates(settings, keyText).map((block) => base64(block)),
}

/** SHA-256 of the public key's SPKI, in base64 behind `SHA256:`. */
export function publicKeyFingerprint(key) {
  const [spki] = pemBlocks(key.publicKey().toPem(), 'PUBLIC KEY')
  return `SHA256:${base64(sha256(spki))}`
}
