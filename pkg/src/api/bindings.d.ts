// What every entry hands to createApi: strings in, strings out; failures are thrown as JSON text
// `{"code","message","claim"?,"expected"?,"actual"?,"position"?}`, as a string. Anything else thrown is a call broken off.

/** The core, however it was loaded. A key is a handle: a number above 0. */
export interface Bindings {
  version(): string
  /** JSON array of AlgorithmInfo. */
  algorithms(): string
  /** A compact JWS. Options are JSON text here and below, `''` for none. */
  sign(claims: string, key: number, options: string): string
  /** Header and claims set, each as the JSON text its issuer wrote, with NUL between. */
  decode(token: string, options: string): string
  /** As from decode, then the algorithm's name, then the key ID as JSON text. */
  verify(token: string, key: number, options: string): string
  /** A compact JWS over the bytes. */
  signBytes(payload: Uint8Array, key: number, options: string): string
  /**
   * Header, algorithm and key ID as from verify. With `"detached":true` among the options the payload is the one given
   * here, and not in the token.
   */
  verifyBytes(token: string, payload: Uint8Array, key: number, options: string): string
  /** The JSON text of the protected header. */
  decodeHeader(token: string, options: string): string
  /** JSON of Report; key 0 for none. */
  inspect(token: string, key: number, options: string): string
  /**
   * Forms: 0 text (PEM, JWK, JWKS or secret) as UTF-8; 1 raw bytes (secret or DER);
   * 2 JSON text `{"secret","encoding"}`; 3 JSON text that must hold a key, as a JWK or a JWKS does;
   * 4 bytes that are said to be a secret.
   */
  importKey(form: number, bytes: Uint8Array, options: string): number
  generateKey(algorithm: string, options: string): number
  /** JSON `{type, kind, algorithms, keyId, bits, curve, weak}`. */
  keyInfo(key: number): string
  keyToPem(key: number, options: string): string
  keyToJwk(key: number): string
  keyPublic(key: number): number
  keyThumbprint(key: number, options: string): string
  freeKey(key: number): void
  /** The random source; it throws when the host has none. */
  setRandom(fill: (bytes: Uint8Array) => void): void
  /** A call begins within `outer`, 0 for the outermost: to be ended with what this answers, unless it fails. */
  begin(outer: number): number
  /** A call within another has answered; or the outermost, 0, has made a key. What either has allocated stays. Missing where the core knows. */
  end?(call: number): void
  /** Puts back what a call left that was broken off: by a trap, or by the end of the call stack. No call is under way. */
  recover(): void
  /** What the host lends from now on, or null for nothing; missing where a core cannot borrow. */
  lendHostCrypto?(host: HostCrypto | null): void
}

/** Operations that the host lends the core. Every one may throw, which declines. */
export interface HostCrypto {
  /** Whether it makes new keys: not while the caller has set a random source. */
  generates: boolean
  /** Keeps a key given as DER: form 0 an RSA private key in PKCS#1, 1 an RSA public key in PKCS#1, 2 a P-256 SPKI. 0 declines. */
  keep(form: number, der: Uint8Array): number
  forget(handle: number): void
  /** An answer was wrong: warns once, and declines from then on. */
  distrust(): void
  rsaPrivate(handle: number, x: Uint8Array): Uint8Array
  rsaPublic(handle: number, x: Uint8Array): Uint8Array
  /** PKCS#1 of a new key. */
  rsaGenerate(bits: number): Uint8Array
  p256Verify(handle: number, message: Uint8Array, signature: Uint8Array): boolean
  /** The uncompressed point k·G. */
  p256Multiple(k: Uint8Array): Uint8Array
  /** RFC 8018; `hash` is `sha1`, `sha256`, `sha384` or `sha512`. */
  pbkdf2(hash: string, passphrase: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array
  /** RFC 7914. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, n: number, r: number, p: number, length: number): Uint8Array
}

/** What a host that makes keys has to know of a Key. */
export interface MadeKey {
  readonly bits: number | null
  free(): void
}

/**
 * A key that the host makes in its own time, given to `read` as PKCS#8. Nothing, or a promise of nothing, leaves it to the
 * core.
 */
export type AsyncKeys = (
  algorithm: unknown,
  options: import('./plain.js').Members,
  read: (pkcs8: Uint8Array, importOptions: string) => MadeKey,
) => Promise<MadeKey | undefined> | undefined
