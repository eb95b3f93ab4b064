// Makes keys. RSA's come from the browser, which is many times faster at it than any module.

import { generateKeyAsync } from 'jwtmint/web'

/** @param {{algorithm: string, bits?: number}} job @returns {Promise<{text: string}>} the text as it goes into the key box */
export async function generate({ algorithm, bits }) {
  const key = await generateKeyAsync(algorithm, bits ? { bits } : undefined)
  try {
    return { text: key.type === 'secret' ? key.toJwk().k : key.toPem() }
  } finally {
    key.free()
  }
}
