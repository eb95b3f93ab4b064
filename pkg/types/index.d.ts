/**
 * Signs, decodes, verifies and explains JSON Web Tokens. Every call but `generateKeyAsync` is synchronous.
 *
 * ```js
 * import { sign, verify } from 'jwtmint'
 *
 * const token = sign({ sub: 'alice' }, process.env.PRIVATE_KEY, { expiresIn: '5m', audience: 'https://api.example' })
 * const { payload } = verify(token, process.env.PUBLIC_KEY, { audience: 'https://api.example' })
 * ```
 */

import type { AlgorithmInfo, Decoded, ErrorCode, Report, SignBytesOptions, Verified, VerifiedBytes, VerifyBytesOptions } from './results'

export type * from './results'

declare global {
  // As newer libraries declare it, so that older ones can read this file too.
  interface SymbolConstructor {
    readonly dispose: unique symbol
  }
}

/** Anything JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined }

/**
 * A signature algorithm by its registered name: RFC 7518 section 3.1, RFC 8037 (`EdDSA`),
 * RFC 8812 (`ES256K`), RFC 9864 (`Ed25519`), RFC 9964 (`ML-DSA-…`: in `jwtmint/full` and `jwtmint/script/full` only).
 */
export type Algorithm = 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512' | 'ES256K' | 'EdDSA' | 'Ed25519' | 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87'

/** A number of seconds, or text: `'90s'`, `'5m'`, `'2h'`, `'7d'`. */
export type Duration = number | string

/** The claims set (RFC 7519 section 4). Times are seconds since 1970 (NumericDate). */
export interface Claims {
  /** Issuer. */
  iss?: string
  /** Subject. */
  sub?: string
  /** Audience. */
  aud?: string | string[]
  /** Expiration time. */
  exp?: number
  /** Not before. */
  nbf?: number
  /** Issued at. */
  iat?: number
  /** The token's own identifier. */
  jti?: string
  [name: string]: unknown
}

/** The protected header (RFC 7515 section 4). */
export interface Header {
  alg: string
  typ?: string
  kid?: string
  [name: string]: unknown
}

/** A JSON Web Key (RFC 7517). */
export interface Jwk {
  kty: string
  [name: string]: unknown
}

/** A JSON Web Key Set (RFC 7517 section 5): the key is chosen by `kid`, then by `alg`, `use` and `key_ops`. */
export interface Jwks {
  keys: Jwk[]
}

/** An HMAC secret in a text encoding. */
export interface EncodedSecret {
  secret: string
  encoding: 'utf8' | 'base64' | 'base64url' | 'hex'
}

/** Node's `crypto.KeyObject`. */
export interface KeyObjectLike {
  type: string
  export(options?: any): any
}

/**
 * A key in any form a person has at hand.
 *
 * - text that starts with a PEM line: PKCS#8, PKCS#1, SEC1, SPKI; damage by environment variables
 *   (literal `\n`, missing line breaks, CRLF, surrounding quotes) is mended
 * - text or object that is a JWK or a JWKS
 * - lines of OpenSSH public keys: RSA, ECDSA, Ed25519
 * - JSON or objects of other tools with a key inside: a service account, a map of certificates by key ID, `{ key, passphrase }`
 * - other text: an HMAC secret, its UTF-8 bytes, if it can be nothing else (no structure, address, path, token, or more than
 *   64 bytes in base64 or hexadecimal); all else must be said with `{ secret, encoding }` or `keyEncoding`, and a key of
 *   another kind, whole or damaged, never is a secret
 * - `{ secret, encoding }`: an HMAC secret
 * - bytes: an HMAC secret, or the DER of a key
 * - a `Key`, or Node's `KeyObject`
 */
export type KeyInput = string | Jwk | Jwks | readonly (string | Jwk)[] | EncodedSecret | ArrayBuffer | ArrayBufferView | KeyObjectLike | Key

/** Options of {@link sign}. An unknown name is an `ERR_OPTION_INVALID` that says the nearest known one. */
export interface SignOptions {
  /**
   * The algorithm. Default: the key's own (HS256 for a secret, RS256, ES256/384/512/256K by curve, EdDSA, ML-DSA by its set).
   * A key of another kind is `ERR_KEY_MISMATCH`. `'none'` needs `allowUnsecured`.
   */
  algorithm?: Algorithm | 'none'
  /** Further protected header parameters, any JSON (RFC 7515 section 4), or the text of a JSON object. Key order is kept. */
  header?: { [name: string]: Json | undefined } | string
  /** The `kid` header parameter (RFC 7515 section 4.1.4). Default: the key's own, where it has one; `null` leaves it out. */
  keyid?: string | null
  /** The `typ` header parameter (RFC 7515 section 4.1.9). Default `'JWT'`; `null` leaves it out. */
  typ?: string | null
  /** Sets `exp`, counted from `iat` (RFC 7519 section 4.1.4): seconds, or text such as `'5m'`. */
  expiresIn?: Duration
  /** Sets `nbf`, counted from `iat` (RFC 7519 section 4.1.5): seconds, or text such as `'10s'`. */
  notBefore?: Duration
  /**
   * Leaves out `iat`, which is otherwise set to the time of signing. Default `false` for claims given as an object,
   * `true` for claims given as text, which are signed byte for byte unless an option adds to them.
   */
  noTimestamp?: boolean
  /** Sets `iat`, in seconds since 1970 (RFC 7519 section 4.1.6). */
  issuedAt?: number
  /** Sets `iss` (RFC 7519 section 4.1.1). Also in the claims: `ERR_OPTION_INVALID`. */
  issuer?: string
  /** Sets `sub` (RFC 7519 section 4.1.2). */
  subject?: string
  /** Sets `aud` (RFC 7519 section 4.1.3): a string stays a string, an array an array. */
  audience?: string | string[]
  /** Sets `jti` (RFC 7519 section 4.1.7); `true` for a fresh UUID, which needs a random source (`ERR_NO_ENTROPY`). */
  jwtid?: string | true
  /** The time of signing in seconds since 1970, instead of the clock's: for tests. */
  clockTimestamp?: number
  /**
   * Opens an encrypted private key. Missing or wrong: `ERR_KEY_ENCRYPTED`; so in `jwtmint/script` always, which leaves it
   * to `jwtmint/script/full`.
   */
  passphrase?: string
  /** Accepts keys smaller than RFC 7518 demands, otherwise `ERR_KEY_WEAK`. Default `false`. */
  allowInsecureKeySizes?: boolean
  /** Says that the key's text is an HMAC secret, and how it is encoded. Bare text is one only if it can be nothing else. */
  keyEncoding?: EncodedSecret['encoding']
  /** Signs registered claims of the wrong type and times outside 1970 to 9999, otherwise `ERR_CLAIMS_INVALID`: for tests of other software. Default `false`. */
  allowInvalidClaims?: boolean
  /** Allows `algorithm: 'none'` (RFC 7519 section 6): for tests of other software. Default `false`. */
  allowUnsecured?: boolean
}

/** Options of {@link decode}. */
export interface DecodeOptions {
  /** The longest token to look at, in bytes, up to 134217728. Default 1048576. Longer: `ERR_TOKEN_MALFORMED`. */
  maxTokenBytes?: number
}

/** Options of {@link verify}. An unknown name is an `ERR_OPTION_INVALID` that says the nearest known one. */
export interface VerifyOptions extends DecodeOptions {
  /**
   * The algorithms to accept (RFC 8725 section 3.1), else `ERR_ALGORITHM_NOT_ALLOWED`.
   * Default: those the key itself can do, never what the header says.
   */
  algorithms?: Algorithm[]
  /** Must equal `iss`, or one of several must: literal comparison, else `ERR_CLAIM_MISMATCH`. */
  issuer?: string | string[]
  /** Must equal `sub`. */
  subject?: string
  /** Must be among `aud`, or one of several must: literal comparison. */
  audience?: string | string[]
  /** Must equal `jti`. */
  jwtid?: string
  /** Must equal the claim `nonce`. */
  nonce?: string
  /** Must equal the header's `typ` as a media type; without a `/`, `application/` is meant (RFC 8725 section 3.11). */
  typ?: string
  /** Must equal the header's `kid`; also chooses the key of a set. */
  keyid?: string
  /** Claims that must be there, else `ERR_CLAIM_MISSING`. */
  requiredClaims?: string[]
  /** How far the clocks of issuer and verifier may differ: seconds, or text such as `'10s'`. Default 0. */
  clockTolerance?: Duration
  /** The time of verification in seconds since 1970, instead of the clock's: for tests. */
  clockTimestamp?: number
  /** The greatest age since `iat`: seconds, or text such as `'1h'`. Older: `ERR_TOKEN_EXPIRED`. */
  maxAge?: Duration
  /** Accepts tokens whose `exp` has passed. Default `false`. */
  ignoreExpiration?: boolean
  /** Accepts tokens whose `nbf` lies in the future. Default `false`. */
  ignoreNotBefore?: boolean
  /** Header extensions your code understands and processes (RFC 7515 section 4.1.11), else `ERR_CRITICAL_UNSUPPORTED`. */
  crit?: string[]
  /** Opens an encrypted private key. */
  passphrase?: string
  /** Accepts keys smaller than RFC 7518 demands, otherwise `ERR_KEY_WEAK`. Default `false`. */
  allowInsecureKeySizes?: boolean
  /** Accepts registered claims of the wrong type; what is demanded and an expiry still count. Default `false`. */
  allowInvalidClaims?: boolean
  /** Says that the key's text is an HMAC secret, and how it is encoded. Bare text is one only if it can be nothing else. */
  keyEncoding?: EncodedSecret['encoding']
}

/**
 * Signs claims: a compact JWS (RFC 7515 section 7.1).
 *
 * @param claims an object (serialised as `JSON.stringify` does), or a string with a JSON object, signed
 *   byte for byte unless an option adds a claim; at most 67,108,864 characters, each value counting as eight at least
 * @throws {JwtError} `ERR_CLAIMS_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_MISMATCH`, `ERR_KEY_WEAK`,
 *   `ERR_OPTION_INVALID`, `ERR_ALGORITHM_UNSUPPORTED`, `ERR_NO_ENTROPY` and others
 * @example
 * const token = sign({ scope: 'read' }, 'a secret of at least 32 bytes ...', { expiresIn: '5m', jwtid: true })
 */
export function sign(claims: object | string, key: KeyInput, options?: SignOptions): string
/** An unsecured token has no key. */
export function sign(claims: object | string, key: null | undefined, options: SignOptions & { algorithm: 'none'; allowUnsecured: true }): string

/**
 * Reads a token without a key. Do not trust what it says: {@link verify} it first.
 *
 * @throws {JwtError} `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_ENCRYPTED`, `ERR_HEADER_INVALID`, `ERR_CLAIMS_INVALID`
 * @example
 * const expires = decode(token).payload.exp
 */
export function decode<C = Claims>(token: string, options?: DecodeOptions): Decoded<C>

/**
 * Checks signature, times and whatever the options ask for, and gives back what is then known to be true.
 *
 * @throws {JwtError} on anything wrong: `ERR_SIGNATURE_INVALID`, `ERR_TOKEN_EXPIRED`, `ERR_CLAIM_MISMATCH` and others
 * @example
 * const { payload } = verify(token, publicKeyPem, { issuer: 'https://login.example', audience: 'https://api.example' })
 */
export function verify<C = Claims>(token: string, key: KeyInput, options?: VerifyOptions): Verified<C>

/**
 * Signs any bytes, or the UTF-8 bytes of a text: a compact JWS (RFC 7515 section 7.1).
 *
 * @throws {JwtError} as {@link sign}; `ERR_CLAIMS_INVALID` for a payload that is neither, is longer than 67,108,864 bytes, or cannot
 *   stand in the token
 * @example
 * const signature = signBytes(file, key, { detached: true, b64: false })
 */
export function signBytes(payload: string | ArrayBuffer | ArrayBufferView, key: KeyInput, options?: SignBytesOptions): string
/** An unsecured token has no key. */
export function signBytes(payload: string | ArrayBuffer | ArrayBufferView, key: null | undefined, options: SignBytesOptions & { algorithm: 'none'; allowUnsecured: true }): string

/**
 * Checks the signature of a compact JWS over any bytes (RFC 7515 section 5.2). Claims are not looked at: for a JWT use
 * {@link verify}.
 *
 * @throws {JwtError} on anything wrong: `ERR_SIGNATURE_INVALID`, `ERR_TOKEN_MALFORMED` and others
 * @example
 * verifyBytes(signature, publicKey, { payload: file, b64: false })
 */
export function verifyBytes(token: string, key: KeyInput, options?: VerifyBytesOptions): VerifiedBytes

/**
 * Reads the protected header of a token, signed or encrypted, to find the key for it. Do not trust what it says.
 *
 * @throws {JwtError} `ERR_TOKEN_MALFORMED`, `ERR_HEADER_INVALID`
 * @example
 * const { kid } = decodeHeader(token)
 */
export function decodeHeader(token: string, options?: DecodeOptions): Header

/**
 * Says all that is wrong with a token and how to mend it. Never throws on a bad token.
 *
 * @throws {JwtError} only for a key or options that cannot be read
 * @example
 * for (const check of inspect(token, key).checks) if (check.status === 'fail') alert(check.message)
 */
export function inspect<C = Claims>(token: string, key?: KeyInput | null, options?: VerifyOptions): Report<C>

/**
 * Makes a new key. Needs a random source (`ERR_NO_ENTROPY`).
 *
 * @param options `bits`: the size of an RSA key (default 2048) or a secret (default: the hash); `keyid`: its `kid`
 * @example
 * const key = generateKey('ES256')
 * const pem = key.toPem()
 */
export function generateKey(algorithm: Algorithm, options?: { bits?: number; keyid?: string }): Key

/**
 * As {@link generateKey}, without holding up the thread for RSA keys: WebCrypto makes them where it is there (Node, Deno, Bun,
 * Workers, workers and pages of https), in a fraction of the time, and the key is then checked as {@link importKey} does. It
 * is not asked while `setRandomSource` is in use or after `setHostCrypto(false)`. All other keys, and all of the script
 * entries, are made as `generateKey` makes them, before the promise is given back.
 *
 * @param options `bits`: the size of an RSA key, 2048 to 8192 (default 2048), or of a secret (default: the hash); `keyid`: its `kid`
 * @returns a promise of the key; it rejects with what `generateKey` throws, such as `ERR_OPTION_INVALID` or
 *   `ERR_ALGORITHM_UNSUPPORTED`
 * @example
 * const key = await generateKeyAsync('RS256', { bits: 4096 })
 * const token = sign({ sub: 'alice' }, key)
 */
export function generateKeyAsync(algorithm: Algorithm, options?: { bits?: number; keyid?: string }): Promise<Key>

/**
 * Reads a key once, to be used many times.
 *
 * @param options `passphrase` opens an encrypted PKCS#8 key; `algorithm` binds the key to one algorithm, as a
 *   JWK's `alg` does; `keyid` is written to the `kid` of what it signs
 * @throws {JwtError} `ERR_KEY_INVALID`, `ERR_KEY_ENCRYPTED`
 * @example
 * const key = importKey(pem)
 * const tokens = users.map((sub) => sign({ sub }, key))
 */
export function importKey(input: KeyInput, options?: { passphrase?: string; algorithm?: Algorithm; keyid?: string; keyEncoding?: EncodedSecret['encoding'] }): Key

/**
 * Sets where random numbers come from, for hosts that have no `crypto.getRandomValues`.
 *
 * @param fill fills the array in place with numbers fit for keys; `null` goes back to the host's own
 */
export function setRandomSource(fill: ((bytes: Uint8Array) => unknown) | null): void

/**
 * Turns on or off what the host lends: where `node:crypto` can be had (Node, Deno, Bun, Workers with `nodejs_compat`), the
 * WebAssembly entries let it do RSA, P-256, PBKDF2 and scrypt, in a fraction of the time. It is on from the start, and each kind of
 * operation is tried with a known answer first; tokens, keys and verdicts are the same either way. RSA keys are not made
 * by the host while `setRandomSource` is in use. It also says whether {@link generateKeyAsync} asks WebCrypto, in browsers too.
 *
 * @returns whether anything is lent to the synchronous calls now: always `false` in browsers and in the script entries
 * @throws {JwtError} `ERR_OPTION_INVALID`
 * @example
 * setHostCrypto(false) // everything is computed by jwtmint itself
 */
export function setHostCrypto(inUse: boolean): boolean

/** Every algorithm, in the order menus show them. */
export const algorithms: readonly AlgorithmInfo[]

/** The version of jwtmint. */
export const version: string

/** A key that was read. Printing it or turning it into JSON never shows private material. */
export class Key {
  private constructor()
  readonly type: 'secret' | 'private' | 'public'
  /** What it can do. */
  readonly algorithms: readonly Algorithm[]
  readonly keyId: string | null
  /** The JWK key type (`kty`, RFC 7517 section 4.1), or `JWKS` for a set of several keys. */
  readonly kind: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP' | 'JWKS'
  /** The size in bits: of the secret, the RSA modulus, the curve's field, or ML-DSA's public key; `null` for a set. */
  readonly bits: number | null
  /** The JWK name of the curve (`crv`, RFC 7518 section 6.2.1.1), for keys that have one. */
  readonly curve: 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | 'Ed25519' | null
  /**
   * Whether the key is too small for every algorithm that it can do (RFC 7518 sections 3.2 and 3.3), so that each use of it
   * is `ERR_KEY_WEAK` without `allowInsecureKeySizes`. Of a set: whether one of its keys is.
   *
   * @example
   * importKey('a short secret').weak // true: HS256 needs 32 bytes
   */
  readonly weak: boolean
  /** PEM text: PKCS#8 (private) or SPKI (public) unless `format` says otherwise. A secret has none: `ERR_KEY_MISMATCH`. */
  toPem(options?: { format?: 'pkcs8' | 'pkcs1' | 'sec1' | 'spki' }): string
  /** The JWK, with private material where the key has it. */
  toJwk(): Jwk
  /** The public half. A secret has none: `ERR_KEY_MISMATCH`. */
  publicKey(): Key
  /** The JWK thumbprint (RFC 7638), as base64url. Default: with SHA-256. */
  thumbprint(options?: { hash?: 'SHA-256' | 'SHA-384' | 'SHA-512' }): string
  /** The JWK thumbprint as a URI (RFC 9278), such as `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…`. */
  thumbprintUri(options?: { hash?: 'SHA-256' | 'SHA-384' | 'SHA-512' }): string
  /** Wipes the key from memory. Using it afterwards is `ERR_KEY_INVALID`; freeing it twice does nothing. */
  free(): void
  /** `free`, for `using`. */
  [Symbol.dispose](): void
  toString(): string
}

/** What every failing call throws. The message says what was expected, what was found and what to do. */
export class JwtError extends Error {
  private constructor()
  readonly name: 'JwtError'
  readonly code: ErrorCode
  /** The claim, header parameter or option it is about. */
  readonly claim?: string
  /** What was required, where two things were compared. */
  readonly expected?: string
  /** What was found, where two things were compared. */
  readonly actual?: string
  /** The byte offset in the text that could not be read. */
  readonly position?: number
  /** What the caller's own code threw, where it did (a getter, a proxy, toJSON). */
  readonly cause?: unknown
}
