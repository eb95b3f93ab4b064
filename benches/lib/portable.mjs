// The libraries that need neither Node nor WebCrypto, under one shape. Each function stands alone, since script hosts are
// given its text: it takes its library, and names nothing else but JSON.

/**
 * @typedef {{ sign: () => unknown, verify: (token: string) => unknown }} Verbs
 * @typedef {{ held: Verbs, text: Verbs, read?: () => unknown }} Contender `read`: the private key, where that is a step of its own
 */

/** @type {Record<string, (library: any, algorithm: string, key: { private: string, public: string }, claims: object) => Contender | null>} */
export const portable = {
  jwtmint: (jwtmint, algorithm, key, claims) => {
    // An RSA key alone means RS256; with any other key there is one algorithm, and nothing to say.
    const options = algorithm === 'PS256' ? { algorithm } : undefined
    const verbs = (ours, theirs, signing) => ({
      sign: () => jwtmint.sign(claims, ours, signing),
      verify: (token) => jwtmint.verify(token, theirs),
    })
    return {
      held: verbs(jwtmint.importKey(key.private, options), jwtmint.importKey(key.public, options)),
      text: verbs(key.private, key.public, options),
      read: () => jwtmint.importKey(key.private, options).free(),
    }
  },
  jsrsasign: ({ KEYUTIL, KJUR }, algorithm, key, claims) => {
    if (algorithm === 'EdDSA') return null
    const header = { alg: algorithm, typ: 'JWT' }
    const isSecret = algorithm === 'HS256'
    const read = (text) => (isSecret ? { utf8: text } : KEYUTIL.getKey(text))
    const [signer, verifier] = [read(key.private), read(key.public)]
    const sign = (with_) => KJUR.jws.JWS.sign(algorithm, header, claims, with_)
    const verify = (token, with_) => {
      if (!KJUR.jws.JWS.verifyJWT(token, with_, { alg: [algorithm] })) throw new Error('jsrsasign refuses the token')
    }
    return {
      held: { sign: () => sign(signer), verify: (token) => verify(token, verifier) },
      text: { sign: () => sign(read(key.private)), verify: (token) => verify(token, read(key.public)) },
      read: isSecret ? undefined : () => read(key.private),
    }
  },
  // No JWT library, but what people build one from by hand where nothing else runs.
  'crypto-js': (CryptoJS, algorithm, key, claims) => {
    if (algorithm !== 'HS256') return null
    const { Base64url, Utf8 } = CryptoJS.enc
    const part = (value) => Base64url.stringify(Utf8.parse(JSON.stringify(value)))
    const mac = (input) => Base64url.stringify(CryptoJS.HmacSHA256(input, key.private))
    const verbs = {
      sign() {
        const input = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims)
        return input + '.' + mac(input)
      },
      verify(token) {
        const [header, payload, signature] = token.split('.')
        if (mac(header + '.' + payload) !== signature) throw new Error('wrong signature')
        return JSON.parse(Utf8.stringify(Base64url.parse(payload)))
      },
    }
    return { held: verbs, text: verbs }
  },
}
