// The parts of Node's types that host-crypto.js uses. The package's sources are checked without @types/node, which would
// declare all of Node's globals for files that run everywhere.
declare module 'node:crypto' {
  interface KeyObject {
    readonly type: string
  }
  interface ECDH {
    setPrivateKey(key: Uint8Array): void
    getPublicKey(): Uint8Array & { toString(encoding: 'hex'): string }
  }
  interface Padded {
    key: KeyObject
    padding: number
  }
  interface Encoding {
    format: 'der'
    type: 'pkcs1'
  }
  type KeyData = { key: Uint8Array; format: 'der'; type: 'pkcs1' | 'spki' } | { key: object; format: 'jwk' }
  export const constants: { RSA_NO_PADDING: number }
  export function createECDH(curve: string): ECDH
  export function createPrivateKey(key: KeyData): KeyObject
  export function createPublicKey(key: KeyData): KeyObject
  export function privateEncrypt(key: Padded, data: Uint8Array): Uint8Array
  export function publicDecrypt(key: Padded, data: Uint8Array): Uint8Array
  export function verify(
    hash: string,
    data: Uint8Array,
    key: { key: KeyObject; dsaEncoding: 'ieee-p1363' },
    signature: Uint8Array,
  ): boolean
  type Derived = Uint8Array & { toString(encoding: 'hex'): string }
  export function pbkdf2Sync(
    passphrase: string | Uint8Array,
    salt: string | Uint8Array,
    iterations: number,
    length: number,
    hash: string,
  ): Derived
  export function scryptSync(
    passphrase: string | Uint8Array,
    salt: string | Uint8Array,
    length: number,
    costs: { N: number; r: number; p: number; maxmem?: number },
  ): Derived
  export function generateKeyPairSync(
    type: 'rsa',
    options: {
      modulusLength: number
      publicExponent: number
      privateKeyEncoding: Encoding
      publicKeyEncoding: Encoding
    },
  ): { privateKey: Uint8Array }
}

declare const process:
  | { getBuiltinModule?: (name: 'node:crypto') => typeof import('node:crypto') | undefined }
  | undefined
