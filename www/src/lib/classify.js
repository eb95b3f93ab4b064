// What a text is that somebody pasted or dropped, so that it goes where it belongs.

import { keyInFile, pointPair } from '../../../pkg/collections/shared/key-file.mjs'
import { findTokens } from './find-tokens.js'

const PEM = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g
/** What a mail or a comment puts before each line. */
const MARKS = /^[ \t]*(?:(?:>|#|\/\/)[ \t]?)+/gm
const ADDRESS = /^\s*https?:\/\/\S+\s*$/i

/**
 * @typedef {object} Pasted
 * @property {import('./find-tokens.js').Found | null} found the tokens in it
 * @property {string | null} key the key in it, as text that can be read as one
 * @property {{file: any, keyId: string, passphrase: string} | null} vendor the vendor's key file it came in
 * @property {string | null} address an address and nothing else
 */

/** @param {string} pasted @returns {Pasted} */
export function classify(pasted) {
  const text = pasted.includes('-----BEGIN') ? pasted.replace(MARKS, '') : pasted
  const json = parsed(text)
  if (json && typeof json === 'object') {
    const inside = isKey(json) || Array.isArray(json.keys) ? null : keyInFile(json)
    if (inside) {
      const { text, edwards, publicKey, keyId = '', passphrase = '' } = inside
      const pair = edwards ?? (publicKey && pointPair(text, publicKey, () => null))
      return {
        found: null,
        address: null,
        key: pair ? JSON.stringify(pair) : text,
        vendor: { file: json, keyId, passphrase },
      }
    }
    if (isKey(json) || Array.isArray(json.keys)) return { found: null, key: text.trim(), vendor: null, address: null }
  }
  const blocks = text.match(PEM)
  const found = findTokens(blocks ? text.replace(PEM, ' ') : text)
  return {
    found: found.tokens.length && (!blocks || found.from !== 'token') ? found : null,
    key: blocks ? (found.tokens.length ? blocks.join('\n') : text.trim()) : sshKey(text),
    vendor: null,
    address: !found.tokens.length && ADDRESS.test(text) ? text.trim() : null,
  }
}

/** @param {any} json */
const isKey = (json) => typeof json.kty === 'string'

/** OpenSSH's public keys stand on one line. @param {string} text */
const sshKey = (text) => (/^\s*(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) AAAA\S+/.test(text) ? text.trim() : null)

/** @param {string} text @returns {any} */
function parsed(text) {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
