// Signs with the key of one variable: reads it once, makes tokens, and says of which variable a refusal speaks.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from './bytes.mjs'
import { readKey } from './key.mjs'
import { Problem, about, problem } from './problem.mjs'
import { algorithmOf, withDerivedSalt } from './token.mjs'

/** Which variable an error of the library is about. */
const BLAMED = [
  [/^ERR_(CLAIMS|JSON)/, 'claims'],
  [/^ERR_HEADER/, 'header'],
  [/^ERR_KEY_ENCRYPTED/, 'passphrase'],
  [/^ERR_(ALGORITHM|KEY_MISMATCH)/, 'algorithm'],
]

/** `name` is the variable that holds the key; `pick(kind)` answers the library file that can do what is asked. */
export function signer(settings, name, { pick, warn, algorithmVariable = true }) {
  const read = readKey(settings, name, warn)
  const named = algorithmVariable ? settings.text('algorithm') : undefined
  const library = pick(kindOfFile(read, named))
  let key = null

  function loaded() {
    if (key) return key
    const options = read.passphrase === undefined ? {} : { passphrase: read.passphrase }
    if (read.edwards) key = edwardsKey()
    else key = about(name, () => library.importKey(read.input, options))
    return key
  }

  function edwardsKey() {
    try {
      return library.importKey(read.input)
    } catch {
      if (named?.startsWith('HS') && !read.file) return library.importKey({ secret: read.text, encoding: 'utf8' })
      throw problem(
        name,
        'holds 64 bytes in base64, as Ed25519 keys and HMAC secrets have, but no Ed25519 key',
        'If it is an HMAC secret, set "keyEncoding" to base64, or to utf8 where the service takes the text itself.',
      )
    }
  }

  function sign(claims, { algorithm: inHeader, keyid, ...header }) {
    const algorithm = algorithmVariable ? algorithmOf(settings, library, inHeader) : inHeader
    const options = { ...header, noTimestamp: true }
    if (algorithm !== undefined) options.algorithm = algorithm
    const id = keyid ?? (algorithmVariable ? settings.text('keyId') : undefined) ?? read.keyId
    if (id !== undefined) options.keyid = id
    if (settings.yesNo('allowInsecureKeySizes')) options.allowInsecureKeySizes = true
    if (read.edwards && read.input.crv && algorithm?.startsWith('HS') && loaded().type === 'private')
      throw problem(
        'algorithm',
        'names an HMAC',
        `"${name}" holds an Ed25519 key: leave "algorithm" empty, or write EdDSA.`,
      )
    const derive = (secret, message) => hmac(sha256, utf8(secret), utf8(message))
    try {
      return withDerivedSalt(library, derive, read.text, claims + (header.header || ''), () =>
        library.sign(claims, loaded(), options),
      )
    } catch (error) {
      if (error instanceof Problem) throw error
      const [, variable] = BLAMED.find(([pattern]) => pattern.test(error.code || '')) || [null, name]
      throw new Problem(`No token could be made; see the variable "${variable}". ${error.message}`)
    }
  }

  return { library, read, key: loaded, sign, free: () => key?.free() }
}

/** `hmac` for secrets, `full` for what only the largest file can do, else `usual`. */
function kindOfFile(read, algorithm) {
  if (read.passphrase !== undefined || /ENCRYPTED PRIVATE KEY/.test(read.text) || /^ML-DSA/i.test(algorithm || ''))
    return 'full'
  const bare = typeof read.input === 'string' ? !/-----BEGIN |^\s*\{/.test(read.input) : 'secret' in read.input
  return bare && !read.edwards && (algorithm === undefined || /^HS/i.test(algorithm)) ? 'hmac' : 'usual'
}
