// PyJWT, joserfc and the bare `cryptography`, in one Python process.
import { fileURLToPath } from 'node:url'
import { ML_DSA } from '../ml-dsa.mjs'
import { lines } from './lines.mjs'

/** @param {string} interpreter one with tests/interop/requirements.txt installed */
export function start(interpreter) {
  const { ask, peer, stop } = lines('Python', interpreter, [fileURLToPath(new URL('peer.py', import.meta.url))])
  const shared = [
    'HS256',
    'HS384',
    'HS512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'ES256K',
    'EdDSA',
  ]
  return {
    // Neither of the two has ML-DSA; for the third, which knows no tokens, peer.py writes the framing out.
    peers: [peer('PyJWT', shared), peer('joserfc', [...shared, 'Ed25519']), peer('cryptography', ML_DSA)],
    makeKey: (kind) => ask({ operation: 'make', kind }),
    stop,
  }
}
