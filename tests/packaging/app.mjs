// What every consumer does: sign and verify with a secret, an EC key and an RSA key, and meet an error.

/** The body of the program; it has the package's names in scope and leaves 'good' or what went wrong. */
export const USE = `
function use() {
  const checks = []
  for (const algorithm of ['HS256', 'ES256', 'EdDSA', 'RS256']) {
    const key = algorithm === 'RS256' ? importKey(RSA) : generateKey(algorithm)
    const { payload } = verify(sign({ sub: 'consumer' }, key, { algorithm, expiresIn: '5m' }), key.type === 'private' ? key.publicKey() : key)
    checks.push(payload.sub === 'consumer')
  }
  try {
    decode('no token')
    checks.push(false)
  } catch (error) {
    checks.push(error instanceof JwtError && error.code === 'ERR_TOKEN_MALFORMED')
  }
  checks.push(algorithms.length === 18, /^\\d/.test(version))
  return checks.every(Boolean) ? 'good' : 'wrong: ' + checks.join()
}
`

/** As USE, and a key that the host makes in its own time: generateKeyAsync, by WebCrypto and not by the module. */
const USE_ASYNC = `
async function useAsync() {
  const { prototype } = SubtleCrypto
  const { generateKey } = prototype
  let asked = 0
  prototype.generateKey = function (...given) {
    asked++
    return generateKey.apply(this, given)
  }
  const key = await generateKeyAsync('PS256', { keyid: 'new' })
  prototype.generateKey = generateKey
  const { header } = verify(sign({}, key), key.publicKey())
  if (asked !== 1 || header.kid !== 'new' || header.alg !== 'PS256') return 'wrong: generateKeyAsync ' + asked + JSON.stringify(header)
  return use()
}
`

export const NAMES =
  'sign, verify, decode, generateKey, generateKeyAsync, importKey, setHostCrypto, algorithms, version, JwtError'

/** @param {string} rsa a private key as PEM */
export const key = (rsa) => `const RSA = ${JSON.stringify(rsa)}\n`

/** @param {string} from @param {string} rsa @param {string} finish what is done with the outcome of use() */
export function esm(from, rsa, finish = 'console.log(use())') {
  return `import { ${NAMES} } from '${from}'\n${key(rsa)}${USE}${USE_ASYNC}\n${finish}\n`
}

/** For jwtmint/web, in a page: the outcome is left in \`window.outcome\`. */
export function web(from, rsa) {
  return `import init, { ${NAMES} } from '${from}'\n${key(rsa)}${USE}${USE_ASYNC}
init().then(useAsync).then((outcome) => (window.outcome = outcome), (error) => (window.outcome = error.code + ': ' + error.message))\n`
}
