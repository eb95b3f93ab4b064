// What is put into a key variable by mistake: it names a key, an account or a request, and cannot sign. "keyEncoding" says that
// such a text is the secret all the same.
const NAMES_A_KEY = 'That names a key and cannot sign: put the private key there.'
const IF_SECRET = 'if this really is the secret, set "keyEncoding" to utf8.'

/** [pattern, what it is, what to do]. */
const MISTAKEN = [
  [
    /^((Bearer|JWT|DPoP|Token)\s+\S+|ey[\w-]+\.[\w-]+\.[\w-]*|(gh[a-z]_|github_pat_|glpat-|xox[a-z]-)[\w-]+)$/i,
    'a token',
    'A token cannot sign another one: put the secret or private key there.',
  ],
  [/^(SHA-?\d|MD5)[^\s:=/]*([ (][^:=]*)?[:=/]/i, 'a fingerprint of a key', NAMES_A_KEY],
  [/^[0-9a-f]{2}(:[0-9a-f]{2}){15,}$/i, 'a fingerprint of a key', NAMES_A_KEY],
  [
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'an identifier (a UUID)',
    `Put the secret or private key there; ${IF_SECRET}`,
  ],
  [
    /^[0-9a-f]{40}$/i,
    '40 hexadecimal digits, as client secrets and SHA-1 fingerprints have',
    'Put the private key there; if this really is the secret, set "keyEncoding" to utf8 or hex.',
  ],
  [
    /^[a-z]{2}[0-9a-f]{32}$/i,
    'an identifier of an account or a key',
    `Put the secret that belongs to it there; ${IF_SECRET}`,
  ],
  [
    /^([^\s@:/]+@)?[\w-]+(\.[\w-]+)*\.(com|net|org|io|dev|app|cloud|ai|co|eu|de|fr|nl|uk|us|gov|edu|example|internal|local)$/i,
    'the name of an account, a client or a host',
    `Put the secret or private key that belongs to it there; ${IF_SECRET}`,
  ],
  [
    /^(organizations|projects|arn:|urn:)[\w:/.@-]+$/,
    'the name of a key or an account',
    `Put the secret or private key that belongs to it there; ${IF_SECRET}`,
  ],
  [
    /^3MVG9[\w.]{30,}$/,
    'the consumer key of a connected app',
    'It names the app ("clientId"): put the private key of its certificate there.',
  ],
  [
    /^(\$\{[^{}]+\}|<<[^<>]+>>|\{%[^%]+%\}|%\w+%|\$[A-Z_]\w*)$/,
    'a variable as another program writes it',
    'Nothing has replaced it: write it as this client does.',
  ],
  [/^(undefined|null|\[object \w+\])$/, 'the word for an empty variable', 'Give the variable it comes from a value.'],
]

/** No name is longer: a pattern is never tried on more. */
const LONGEST_NAME = 300

/** What a text is by mistake, { what, next }, or undefined. */
export function mistaken(text) {
  const bare = text.trim()
  const found = bare.length > LONGEST_NAME ? undefined : MISTAKEN.find(([pattern]) => pattern.test(bare))
  return found && { what: found[1], next: found[2] }
}
