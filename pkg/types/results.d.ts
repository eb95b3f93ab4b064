// What the functions of index.d.ts return, the codes of what they throw, and the options of those for payloads that are no
// claims.
import type { Algorithm, Claims, DecodeOptions, EncodedSecret, Header, Json } from './index'

/** The stable, machine-readable kind of a `JwtError`. */
export type ErrorCode =
  | 'ERR_TOKEN_MALFORMED'
  | 'ERR_TOKEN_ENCRYPTED'
  | 'ERR_HEADER_INVALID'
  | 'ERR_CLAIMS_INVALID'
  | 'ERR_ALGORITHM_UNSUPPORTED'
  | 'ERR_ALGORITHM_NOT_ALLOWED'
  | 'ERR_CRITICAL_UNSUPPORTED'
  | 'ERR_SIGNATURE_INVALID'
  | 'ERR_TOKEN_EXPIRED'
  | 'ERR_TOKEN_NOT_ACTIVE'
  | 'ERR_CLAIM_MISSING'
  | 'ERR_CLAIM_MISMATCH'
  | 'ERR_KEY_INVALID'
  | 'ERR_KEY_MISMATCH'
  | 'ERR_KEY_WEAK'
  | 'ERR_KEY_ENCRYPTED'
  | 'ERR_KEY_NOT_FOUND'
  | 'ERR_KEY_AMBIGUOUS'
  | 'ERR_OPTION_INVALID'
  | 'ERR_NO_ENTROPY'
  | 'ERR_NOT_INITIALIZED'
  | 'ERR_INTERNAL'

/** What {@link decode} reads. Nothing of it is to be trusted. */
export interface Decoded<C = Claims> {
  header: Header
  payload: C
  /** base64url text. */
  signature: string
  /** The three parts as they stand in the token. */
  parts: { header: string; payload: string; signature: string }
  /** What the signature is over: header and payload, joined by a dot. */
  signingInput: string
  /** What is wrong with the types of header parameters and claims: what `verify` would refuse. Empty for a good token. */
  problems: { code: ErrorCode; message: string; claim?: string; expected?: string; actual?: string }[]
  /** The JSON text itself, with integers beyond 2^53 and key order as the issuer wrote them. */
  text: { header: string; payload: string }
}

/** What {@link verify} has found to be true. */
export interface Verified<C = Claims> {
  header: Header
  payload: C
  algorithm: Algorithm
  keyId: string | null
  /** The JSON text itself, with integers beyond 2^53 and key order as the issuer wrote them. */
  text: { header: string; payload: string }
}

/** One step of an {@link inspect} report. */
export interface Check {
  name: string
  status: 'pass' | 'fail' | 'warn' | 'skip'
  code?: ErrorCode
  message: string
  /** How to mend it. */
  hint?: string
  position?: number
}

/** A time of the token. */
export interface ReportTime {
  seconds: number
  iso: string
  /** Such as `in 5 minutes` or `3 days ago`. */
  relative: string
}

/** What {@link inspect} finds. */
export interface Report<C = Claims> {
  /** `null` when no key was given. */
  valid: boolean | null
  header: Header | null
  payload: C | null
  algorithm: string | null
  /** In a fixed order: structure, base64url, header, algorithm, critical, key, signature, then each claim. */
  checks: Check[]
  /** Those the token has. */
  times: { issuedAt?: ReportTime; notBefore?: ReportTime; expires?: ReportTime }
  /** The JSON text itself, where it could be read. */
  text: { header: string | null; payload: string | null }
}

/** Options of {@link signBytes}. An unknown name is an `ERR_OPTION_INVALID` that says the nearest known one. */
export interface SignBytesOptions {
  /** As for {@link sign}. */
  algorithm?: Algorithm | 'none'
  /** Further protected header parameters, any JSON (RFC 7515 section 4), or the text of a JSON object. Key order is kept. */
  header?: { [name: string]: Json | undefined } | string
  /** The `kid` header parameter. Default: the key's own, where it has one; `null` leaves it out. */
  keyid?: string | null
  /** The `typ` header parameter. Default: none. */
  typ?: string | null
  /** Leaves the payload out of the token, which then has an empty second part (RFC 7515 appendix F). Default `false`. */
  detached?: boolean
  /**
   * `false` signs the payload as it is, not its base64url text (RFC 7797), and says so in the header: `"b64": false`, and in
   * `crit`. Unless detached it must then be printable ASCII without a dot (`ERR_CLAIMS_INVALID`). Default `true`.
   */
  b64?: boolean
  /** Opens an encrypted private key. */
  passphrase?: string
  /** Says that the key's text is an HMAC secret, and how it is encoded. Bare text is one only if it can be nothing else. */
  keyEncoding?: EncodedSecret['encoding']
  /** Accepts keys smaller than RFC 7518 demands, otherwise `ERR_KEY_WEAK`. Default `false`. */
  allowInsecureKeySizes?: boolean
  /** Allows `algorithm: 'none'`: for tests of other software. Default `false`. */
  allowUnsecured?: boolean
}

/** Options of {@link verifyBytes}. An unknown name is an `ERR_OPTION_INVALID` that says the nearest known one. */
export interface VerifyBytesOptions extends DecodeOptions {
  /** As for {@link verify}. */
  algorithms?: Algorithm[]
  /** Must equal the header's `typ` as a media type; without a `/`, `application/` is meant. */
  typ?: string
  /** Must equal the header's `kid`; also chooses the key of a set. */
  keyid?: string
  /** Header extensions your code understands and processes (RFC 7515 section 4.1.11), else `ERR_CRITICAL_UNSUPPORTED`. */
  crit?: string[]
  /** What was signed, for a token without its payload; one that carries a payload, too, is `ERR_TOKEN_MALFORMED`. */
  payload?: string | ArrayBuffer | ArrayBufferView
  /**
   * `false` demands a token whose header says `"b64": false` (RFC 7797), else `ERR_CLAIM_MISMATCH`. Default `true`: such a
   * token is `ERR_CRITICAL_UNSUPPORTED`.
   */
  b64?: boolean
  /** Opens an encrypted private key. */
  passphrase?: string
  /** Says that the key's text is an HMAC secret, and how it is encoded. Bare text is one only if it can be nothing else. */
  keyEncoding?: EncodedSecret['encoding']
  /** Accepts keys smaller than RFC 7518 demands, otherwise `ERR_KEY_WEAK`. Default `false`. */
  allowInsecureKeySizes?: boolean
}

/** What {@link verifyBytes} has found to be true. */
export interface VerifiedBytes {
  header: Header
  /** What was signed. Text is had of it by `new TextDecoder().decode(payload)`. */
  payload: Uint8Array
  algorithm: Algorithm
  keyId: string | null
  /** The header's JSON text itself. */
  text: { header: string }
}

/** What is known of an algorithm. */
export interface AlgorithmInfo {
  readonly name: Algorithm
  readonly family: string
  /** The JWK key type. */
  readonly keyType: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP'
  readonly curve: string | null
  readonly hash: string | null
  /** Of ML-DSA, the one size of its public keys. */
  readonly minimumKeyBits: number
  /** Whether the same input always gives the same signature. */
  readonly deterministic: boolean
  /** Whether this build has it: the small script file has HMAC only, and the two full files alone have ML-DSA. */
  readonly supported: boolean
}
