// Makes keys. RSA's by the browser, which is many times faster at it than any module; the others by the core.

import { generateKey } from 'jwtmint/web'

/** @param {{algorithm: string, bits?: number}} job @returns {Promise<{text: string}>} the text as it goes into the key box */
export async function generate({ algorithm, bits }) {
  if (bits && globalThis.crypto?.subtle) return { text: await rsa(bits) }
  const key = generateKey(algorithm, bits ? { bits } : undefined)
  try {
    return { text: key.type === 'secret' ? key.toJwk().k : key.toPem() }
  } finally {
    key.free()
  }
}

/** @param {number} modulusLength in bits */
async function rsa(modulusLength) {
  const { privateKey } = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  )
  const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g)
  der.fill(0)
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}
