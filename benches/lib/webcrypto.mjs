// jose under the common shape: what stands for WebCrypto, in Node and in a page.

/** @param {any} jose the module @param {string} algorithm @param {{ private: string, public: string }} key @param {object} claims */
export async function joseContender(jose, algorithm, key, claims) {
  const isSecret = algorithm === 'HS256'
  const secret = () =>
    crypto.subtle.importKey('raw', new TextEncoder().encode(key.private), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ])
  const signerOf = () => (isSecret ? secret() : jose.importPKCS8(key.private, algorithm))
  const verifierOf = () => (isSecret ? secret() : jose.importSPKI(key.public, algorithm))
  const [signer, verifier] = [await signerOf(), await verifierOf()]
  const sign = (with_) => new jose.SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(with_)
  return {
    held: { sign: () => sign(signer), verify: (token) => jose.jwtVerify(token, verifier) },
    text: {
      sign: async () => sign(await signerOf()),
      verify: async (token) => jose.jwtVerify(token, await verifierOf()),
    },
    read: signerOf,
  }
}

/** Fails unless the contender signs what jwtmint verifies, and the other way round, with the key held and as text. */
export async function prove(jwtmint, contender) {
  for (const way of ['held', 'text']) {
    jwtmint[way].verify(await contender[way].sign())
    await contender[way].verify(jwtmint[way].sign())
  }
}
