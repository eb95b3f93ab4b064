// The kinds and sizes of key pairs, and the algorithms each is tried with.

export const KINDS = {
  'RSA-2048': { algorithms: ['RS256', 'PS256'], openssl: ['RSA', 'rsa_keygen_bits:2048'], ssh: ['rsa', 2048] },
  'RSA-3072': { algorithms: ['RS384', 'PS384'], openssl: ['RSA', 'rsa_keygen_bits:3072'], ssh: ['rsa', 3072] },
  'RSA-4096': { algorithms: ['RS512', 'PS512'], openssl: ['RSA', 'rsa_keygen_bits:4096'], ssh: ['rsa', 4096] },
  'P-256': { algorithms: ['ES256'], openssl: ['EC', 'ec_paramgen_curve:P-256'], ssh: ['ecdsa', 256] },
  'P-384': { algorithms: ['ES384'], openssl: ['EC', 'ec_paramgen_curve:P-384'], ssh: ['ecdsa', 384] },
  'P-521': { algorithms: ['ES512'], openssl: ['EC', 'ec_paramgen_curve:P-521'], ssh: ['ecdsa', 521] },
  secp256k1: { algorithms: ['ES256K'], openssl: ['EC', 'ec_paramgen_curve:secp256k1'] },
  Ed25519: { algorithms: ['EdDSA', 'Ed25519'], openssl: ['ED25519'], ssh: ['ed25519'] },
}

export const isRsa = (kind) => kind.startsWith('RSA')
export const isEdwards = (kind) => kind === 'Ed25519'
export const PASSPHRASE = 'correct horse ä€🔑'
