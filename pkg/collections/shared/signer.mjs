// Signs with the key of one variable: reads it once, makes tokens, and says of which variable a refusal speaks.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from './bytes.mjs'
import { readKey } from './key.mjs'
import { Problem, about, inVariables, problem } from './problem.mjs'
import { algorithmOf, withDerivedSalt } from './token.mjs'

/** Which variable an error of the library is about. */
const BLAMED = [
  [/^ERR_(CLAIMS|JSON)/, 'claims'],
  [/^ERR_(HEADER|OPTION)/, 'header'],
  [/^ERR_KEY_ENCRYPTED/, 'passphrase'],
  [/^ERR_(ALGORITHM|KEY_MISMATCH)/, 'algorithm'],
]

/** `name` is the variable that holds the key; `pick(kind)` answers the library file that can do what is asked. */
export function signer(settings, name, { pick, warn, algorithmVariable = true }) {
  const read = readKey(settings, name)
  const named = algorithmVariable ? settings.text('algorithm') : undefined
  let library = pick(kindOfFile(read, named))
  let key = null

  function loaded() {
    if (key) return key
    const options = read.passphrase === undefined ? {} : { passphrase: read.passphrase }
    if (read.edwards) key = edwardsKey()
    else key = about(name, () => imported(options))
    const asTyped = ['utf8', undefined].includes(read.input.encoding)
    if (key.type === 'secret' && asTyped && /^\s|\s$/.test(read.text))
      warn(
        `The variable "${name}" begins or ends with a space or line break, which is signed with as part of the secret.`,
      )
    // Text that is longer or shorter, or of other characters, is nobody's base64.
    if (key.type === 'secret' && typeof read.input === 'string' && /^(?=.*[+/=])[\w+/-]{32,}={0,2}$/.test(read.text))
      warn(
        `The variable "${name}" holds a secret that looks like base64, and is signed with as the text it is. If its bytes are meant, set "keyEncoding" to base64; utf8 says that the text is.`,
      )
    return key
  }

  /** Text that looks like a secret may be a private key without its PEM lines, which the smallest file cannot read. */
  function imported(options) {
    try {
      return library.importKey(read.input, options)
    } catch (error) {
      if (error.code !== 'ERR_ALGORITHM_UNSUPPORTED' || named?.startsWith('HS')) throw error
      library = pick('usual')
      return library.importKey(read.input, options)
    }
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
    const signing = loaded()
    const algorithm = algorithmVariable ? algorithmOf(settings, library, inHeader) : inHeader
    const options = { ...header, noTimestamp: true }
    if (algorithm !== undefined) options.algorithm = algorithm
    // null leaves out what the key or its file says.
    const id = keyid === undefined ? ((algorithmVariable ? settings.text('keyId') : undefined) ?? read.keyId) : keyid
    if (id !== undefined) options.keyid = id
    if (settings.yesNo('allowInsecureKeySizes')) options.allowInsecureKeySizes = true
    if (read.edwards && read.input.crv && algorithm?.startsWith('HS') && signing.type === 'private')
      throw problem(
        'algorithm',
        'names an HMAC',
        `"${name}" holds an Ed25519 key: leave "algorithm" empty, or write EdDSA.`,
      )
    if (signing.type === 'public')
      throw problem(name, 'holds a public key, which only verifies', 'Put the private key that belongs to it there.')
    const derive = (secret, message) => hmac(sha256, utf8(secret), utf8(message))
    try {
      return withDerivedSalt(library, derive, read.text, claims + (header.header || ''), () =>
        library.sign(claims, signing, options),
      )
    } catch (error) {
      if (error instanceof Problem) throw error
      const [, variable] = BLAMED.find(([pattern]) => pattern.test(error.code || '')) || [null, name]
      throw new Problem(`No token could be made; see the variable "${variable}". ${inVariables(error.message)}`)
    }
  }

  return { key: loaded, sign }
}

/** `hmac` for secrets, `full` for what only the largest file can do, else `usual`. */
function kindOfFile(read, algorithm) {
  if (read.passphrase !== undefined || /ENCRYPTED PRIVATE KEY/.test(read.text) || /^ML-DSA/i.test(algorithm || ''))
    return 'full'
  const bare = typeof read.input === 'string' ? !/-----BEGIN |^\s*\{/.test(read.input) : 'secret' in read.input
  return bare && !read.edwards && (algorithm === undefined || /^HS/i.test(algorithm)) ? 'hmac' : 'usual'
}
