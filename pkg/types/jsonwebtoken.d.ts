/**
 * The npm package `jsonwebtoken`, version 9, in every host: change one import, keep your code.
 *
 * ```js
 * import jwt from 'jwtmint/jsonwebtoken'
 *
 * const token = jwt.sign({ sub: 'alice' }, process.env.SECRET, { expiresIn: '5m' })
 * jwt.verify(token, process.env.SECRET, (error, claims) => { ... })
 * ```
 *
 * Arguments, order of checks and wording of errors are those of `jsonwebtoken`, and these types those of
 * `@types/jsonwebtoken` in the shapes that programs use. docs/jsonwebtoken.md lists every difference.
 */
import type { Json, Key } from './index.js'

/** What {@link verify} throws. */
export class JsonWebTokenError extends Error {
  /** What led to it: a `JwtError` of jwtmint, where it refuses what `jsonwebtoken` accepts. */
  inner: Error
  constructor(message: string, error?: Error)
}

/** The token's `exp` has passed, or it is older than `maxAge`. */
export class TokenExpiredError extends JsonWebTokenError {
  expiredAt: Date
  constructor(message: string, expiredAt: Date)
}

/** The token's `nbf` lies in the future. */
export class NotBeforeError extends JsonWebTokenError {
  date: Date
  constructor(message: string, date: Date)
}

/** A signature algorithm (RFC 7518 section 3.1); `none` signs and is never verified. */
export type Algorithm =
  | 'HS256'
  | 'HS384'
  | 'HS512'
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'none'

/** Options of {@link sign}; an unknown name is an error. */
export interface SignOptions {
  /** Default `HS256`. */
  algorithm?: Algorithm | undefined
  /** The header's `kid`. */
  keyid?: string | undefined
  /** Sets `exp`: seconds, or text as the package `ms` reads it (`'2 days'`, `'1.5h'`; without a unit milliseconds). */
  expiresIn?: string | number
  /** Sets `nbf`, likewise. */
  notBefore?: string | number | undefined
  audience?: string | string[] | undefined
  subject?: string | undefined
  issuer?: string | undefined
  jwtid?: string | undefined
  /** Adds the claims to the caller's object, too. Default `false`. */
  mutatePayload?: boolean | undefined
  /** Leaves out `iat`, also one in the payload. Default `false`. */
  noTimestamp?: boolean | undefined
  /** Further header parameters; they win over those of options. */
  header?: JwtHeader | undefined
  /** How text becomes bytes, by Node's names. Default `utf8`. */
  encoding?: string | undefined
  /**
   * `true` accepts RSA keys below 2048 bits. `false` also refuses HMAC secrets shorter than the hash, which are accepted
   * otherwise, as `jsonwebtoken` does.
   */
  allowInsecureKeySizes?: boolean | undefined
  /** Does not compare the algorithm with the kind of key here; jwtmint's own check stays. */
  allowInvalidAsymmetricKeyTypes?: boolean | undefined
}

/** Options of {@link verify}. */
export interface VerifyOptions {
  /** Default: those of the key's kind. `none` is never verified. */
  algorithms?: Algorithm[] | undefined
  /** One of these must be among `aud`. A pattern is tried on text only. */
  audience?: string | RegExp | [string | RegExp, ...(string | RegExp)[]] | undefined
  /** Seconds since 1970, instead of the clock's. */
  clockTimestamp?: number | undefined
  /** Seconds. */
  clockTolerance?: number | undefined
  /** Gives header, payload and signature instead of the payload alone. */
  complete?: boolean | undefined
  issuer?: string | [string, ...string[]] | undefined
  ignoreExpiration?: boolean | undefined
  ignoreNotBefore?: boolean | undefined
  jwtid?: string | undefined
  nonce?: string | undefined
  subject?: string | undefined
  /** Seconds since `iat`, or text as `ms` reads it. */
  maxAge?: string | number | undefined
  /** `false` refuses HMAC secrets shorter than the hash and RSA keys below 2048 bits, which are accepted otherwise. */
  allowInsecureKeySizes?: boolean | undefined
  allowInvalidAsymmetricKeyTypes?: boolean | undefined
}

/** Options of {@link decode}. */
export interface DecodeOptions {
  complete?: boolean | undefined
  /** Reads the payload as JSON also where the header has no `typ` of `JWT`. */
  json?: boolean | undefined
}

export type VerifyErrors = JsonWebTokenError | NotBeforeError | TokenExpiredError
export type VerifyCallback<T = Jwt | JwtPayload | string> = (
  error: VerifyErrors | null,
  decoded?: T | undefined,
) => void
export type SignCallback = (error: Error | null, encoded?: string | undefined) => void

/** The protected header (RFC 7515 section 4.1). */
export interface JwtHeader {
  alg: string | Algorithm
  typ?: string | undefined
  cty?: string | undefined
  crit?: string[] | undefined
  kid?: string | undefined
  jku?: string | undefined
  x5u?: string | string[] | undefined
  'x5t#S256'?: string | undefined
  x5t?: string | undefined
  x5c?: string | string[] | undefined
}

/** The claims set (RFC 7519 section 4.1). */
export interface JwtPayload {
  [key: string]: any
  iss?: string | undefined
  sub?: string | undefined
  aud?: string | string[] | undefined
  exp?: number | undefined
  nbf?: number | undefined
  iat?: number | undefined
  jti?: string | undefined
}

/** What `complete` gives. */
export interface Jwt {
  header: JwtHeader
  payload: JwtPayload | string
  signature: string
}

/** Node's `crypto.KeyObject`. */
export interface KeyObjectLike {
  type: string
  export(options?: any): any
}

/** As Node's `createPrivateKey` and `createPublicKey` take it. */
export interface KeyParts {
  key: string | ArrayBuffer | ArrayBufferView | KeyObjectLike | { [name: string]: Json | undefined }
  format?: 'pem' | 'der' | 'jwk' | undefined
  type?: 'pkcs1' | 'pkcs8' | 'spki' | 'sec1' | undefined
  passphrase?: string | ArrayBufferView | undefined
  encoding?: string | undefined
}

/**
 * A secret, or PEM text, or bytes of either, or a KeyObject; beyond `jsonwebtoken` also a {@link Key} of jwtmint, which is
 * read once and used many times.
 */
export type Secret = string | ArrayBuffer | ArrayBufferView | KeyObjectLike | KeyParts | Key
export type PublicKey = Secret
export type PrivateKey = Secret

export type SigningKeyCallback = (error: Error | null, signingKey?: Secret | PublicKey) => void
/** Finds the key for a header nobody has verified yet. */
export type GetPublicKeyOrSecret = (header: JwtHeader, callback: SigningKeyCallback) => void

/**
 * Signs. An object is a claims set; text and bytes are signed as they are.
 *
 * @throws {Error} with the sentences of `jsonwebtoken`, or a `JwtError` of jwtmint where it is stricter
 * @example
 * jwt.sign({ sub: 'alice' }, privateKey, { algorithm: 'RS256', expiresIn: '1h' })
 */
export function sign(
  payload: string | Uint8Array | object,
  secretOrPrivateKey: Secret | PrivateKey,
  options?: SignOptions,
): string
export function sign(
  payload: string | Uint8Array | object,
  secretOrPrivateKey: null,
  options?: SignOptions & { algorithm: 'none' },
): string
/** With a callback, which is called later. */
export function sign(
  payload: string | Uint8Array | object,
  secretOrPrivateKey: Secret | PrivateKey,
  callback: SignCallback,
): void
export function sign(
  payload: string | Uint8Array | object,
  secretOrPrivateKey: Secret | PrivateKey,
  options: SignOptions,
  callback: SignCallback,
): void
export function sign(
  payload: string | Uint8Array | object,
  secretOrPrivateKey: null,
  options: SignOptions & { algorithm: 'none' },
  callback: SignCallback,
): void

/**
 * Checks signature, times and claims.
 *
 * @throws {JsonWebTokenError} or one derived from it
 * @example
 * const claims = jwt.verify(token, publicKey, { audience: 'https://api.example' })
 */
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey,
  options: VerifyOptions & { complete: true },
): Jwt
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey,
  options?: VerifyOptions & { complete?: false },
): JwtPayload | string
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey,
  options?: VerifyOptions,
): Jwt | JwtPayload | string
/** With a callback, and with a function that finds the key. */
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey | GetPublicKeyOrSecret,
  callback?: VerifyCallback<JwtPayload | string>,
): void
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey | GetPublicKeyOrSecret,
  options: VerifyOptions & { complete: true },
  callback?: VerifyCallback<Jwt>,
): void
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey | GetPublicKeyOrSecret,
  options?: VerifyOptions & { complete?: false },
  callback?: VerifyCallback<JwtPayload | string>,
): void
export function verify(
  token: string,
  secretOrPublicKey: Secret | PublicKey | GetPublicKeyOrSecret,
  options?: VerifyOptions,
  callback?: VerifyCallback,
): void

/**
 * Reads a token without a key. Do not trust what it says.
 *
 * @returns null for what is no token
 * @example
 * const { header } = jwt.decode(token, { complete: true })
 */
export function decode(token: string, options: DecodeOptions & { complete: true }): null | Jwt
export function decode(token: string, options: DecodeOptions & { json: true }): null | JwtPayload
export function decode(token: string, options?: DecodeOptions): null | JwtPayload | string
