// Every library under one shape: sign and verify with a key held, and with the key as text each time.
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { createRequire } from 'node:module'
import * as jose from 'jose'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const jwtmint = require(join(DIST, 'node.cjs'))
const jsonwebtoken = require('jsonwebtoken')
const fast = require('fast-jwt')
const nodeRs = require('@node-rs/jsonwebtoken')
const CryptoJS = require('crypto-js')
const { KEYUTIL, KJUR } = require('jsrsasign')

/**
 * @typedef {{ sign: () => unknown, verify: (token: string) => unknown }} Verbs
 * @typedef {{ held: Verbs, text: Verbs }} Contender
 */

/** @type {Record<string, (algorithm: string, key: any, claims: any) => Promise<Contender | null>>} */
const libraries = {
  async jwtmint(algorithm, key, claims) {
    const [signer, verifier] = [jwtmint.importKey(key.private), jwtmint.importKey(key.public)]
    const verbs = (ours, theirs) => ({ sign: () => jwtmint.sign(claims, ours), verify: (token) => jwtmint.verify(token, theirs) })
    return { held: verbs(signer, verifier), text: verbs(key.private, key.public) }
  },
  async jose(algorithm, key, claims) {
    const secret = () => new TextEncoder().encode(key.private)
    const webCrypto = () => crypto.subtle.importKey('raw', secret(), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
    const read = (side) => (algorithm === 'HS256' ? webCrypto() : side === 'private' ? jose.importPKCS8(key.private, algorithm) : jose.importSPKI(key.public, algorithm))
    const [signer, verifier] = [await read('private'), await read('public')]
    const sign = (with_) => new jose.SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(with_)
    return {
      held: { sign: () => sign(signer), verify: (token) => jose.jwtVerify(token, verifier) },
      text: { sign: async () => sign(await read('private')), verify: async (token) => jose.jwtVerify(token, await read('public')) },
    }
  },
  async jsonwebtoken(algorithm, key, claims) {
    if (algorithm === 'EdDSA') return null
    const [signer, verifier] = algorithm === 'HS256' ? [createSecretKey(key.private, 'utf8'), createSecretKey(key.private, 'utf8')] : [key.privateKey, key.publicKey]
    const verbs = (ours, theirs) => ({
      sign: () => jsonwebtoken.sign(claims, ours, { algorithm }),
      verify: (token) => jsonwebtoken.verify(token, theirs, { algorithms: [algorithm] }),
    })
    return { held: verbs(signer, verifier), text: verbs(key.private, key.public) }
  },
  async 'fast-jwt'(algorithm, key, claims) {
    const signer = () => fast.createSigner({ key: key.private, algorithm })
    const verifier = () => fast.createVerifier({ key: key.public, algorithms: [algorithm] })
    const [sign, verify] = [signer(), verifier()]
    return { held: { sign: () => sign(claims), verify }, text: { sign: () => signer()(claims), verify: (token) => verifier()(token) } }
  },
  /** Native code; it takes the key as text only. */
  async '@node-rs/jsonwebtoken'(algorithm, key, claims) {
    const named = nodeRs.Algorithm[algorithm]
    const verbs = {
      sign: () => nodeRs.signSync(claims, key.private, { algorithm: named }),
      verify: (token) => nodeRs.verifySync(token, key.public, { algorithms: [named], aud: ['api'] }),
    }
    return { held: verbs, text: verbs }
  },
  async jsrsasign(algorithm, key, claims) {
    if (algorithm === 'EdDSA') return null
    const header = { alg: algorithm, typ: 'JWT' }
    const secret = { utf8: key.private }
    const read = (pem) => (algorithm === 'HS256' ? secret : KEYUTIL.getKey(pem))
    const [signer, verifier] = [read(key.private), read(key.public)]
    const sign = (with_) => KJUR.jws.JWS.sign(algorithm, header, claims, with_)
    const verify = (token, with_) => KJUR.jws.JWS.verifyJWT(token, with_, { alg: [algorithm] })
    return {
      held: { sign: () => sign(signer), verify: (token) => verify(token, verifier) },
      text: { sign: () => sign(read(key.private)), verify: (token) => verify(token, read(key.public)) },
    }
  },
  /** No JWT library, but what people build one from by hand where nothing else runs. */
  async 'crypto-js'(algorithm, key, claims) {
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
  /** For scale: Node's own HMAC and nothing around it but JSON and base64url. */
  async 'node:crypto'(algorithm, key, claims) {
    if (algorithm !== 'HS256') return null
    const secret = createSecretKey(key.private, 'utf8')
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const mac = (input) => createHmac('sha256', secret).update(input).digest()
    const verbs = {
      sign() {
        const input = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims)
        return input + '.' + mac(input).toString('base64url')
      },
      verify(token) {
        const [header, payload, signature] = token.split('.')
        if (!timingSafeEqual(mac(header + '.' + payload), Buffer.from(signature, 'base64url'))) throw new Error('wrong signature')
        return JSON.parse(Buffer.from(payload, 'base64url').toString())
      },
    }
    return { held: verbs, text: verbs }
  },
}

/** What offers the algorithm, each having proved that it signs what jwtmint verifies, and the other way round. */
export async function contenders(algorithm, key, claims) {
  const all = {}
  const ours = jwtmint.sign(claims, key.private)
  for (const [name, make] of Object.entries(libraries)) {
    const library = await make(algorithm, key, claims)
    if (!library) continue
    jwtmint.verify(await library.held.sign(), key.public)
    await library.held.verify(ours)
    all[name] = library
  }
  return all
}

/** Reading a private key, where that is a step of its own. */
export function importers(algorithm, key) {
  const all = { jwtmint: () => jwtmint.importKey(key.private).free() }
  if (algorithm === 'HS256') return all
  return { ...all, jose: () => jose.importPKCS8(key.private, algorithm), jsrsasign: algorithm === 'EdDSA' ? undefined : () => KEYUTIL.getKey(key.private) }
}

export { jwtmint }
