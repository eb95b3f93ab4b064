// Every library of Node under one shape: sign and verify with a key held, and with the key as text each time.
import { createHmac, createPrivateKey, createSecretKey, timingSafeEqual } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as jose from 'jose'
import { DIST } from '../../tests/hosts/lib/places.mjs'
import { portable } from './portable.mjs'
import { joseContender, prove } from './webcrypto.mjs'

const require = createRequire(import.meta.url)
const entry = join(DIST, 'node.cjs')
const jwtmint = require(entry)
const alone = withNothingLent()
const jsonwebtoken = require('jsonwebtoken')
const fast = require('fast-jwt')
const nodeRs = require('@node-rs/jsonwebtoken')
const portableLibraries = { jwtmint, jsrsasign: require('jsrsasign'), 'crypto-js': require('crypto-js') }

/** @typedef {import('./portable.mjs').Contender} Contender */

/** @type {Record<string, (algorithm: string, key: any, claims: any) => Promise<Contender | null> | Contender | null>} */
const nodeOnly = {
  /** Without Node's RSA and P-256: what the WebAssembly module does by itself. */
  'jwtmint, nothing lent': (algorithm, key, claims) => portable.jwtmint(alone, algorithm, key, claims),
  jose: (algorithm, key, claims) => joseContender(jose, algorithm, key, claims),
  jsonwebtoken(algorithm, key, claims) {
    if (algorithm === 'EdDSA') return null
    const isSecret = algorithm === 'HS256'
    const [signer, verifier] = isSecret
      ? [createSecretKey(key.private, 'utf8'), createSecretKey(key.private, 'utf8')]
      : [key.privateKey, key.publicKey]
    const verbs = (ours, theirs) => ({
      sign: () => jsonwebtoken.sign(claims, ours, { algorithm }),
      verify: (token) => jsonwebtoken.verify(token, theirs, { algorithms: [algorithm] }),
    })
    return {
      held: verbs(signer, verifier),
      text: verbs(key.private, key.public),
      read: isSecret ? undefined : () => createPrivateKey(key.private),
    }
  },
  'fast-jwt'(algorithm, key, claims) {
    const signer = () => fast.createSigner({ key: key.private, algorithm })
    const verifier = () => fast.createVerifier({ key: key.public, algorithms: [algorithm] })
    const [sign, verify] = [signer(), verifier()]
    return {
      held: { sign: () => sign(claims), verify },
      text: { sign: () => signer()(claims), verify: (token) => verifier()(token) },
      read: algorithm === 'HS256' ? undefined : signer,
    }
  },
  /** Native code; it takes the key as text only. */
  '@node-rs/jsonwebtoken'(algorithm, key, claims) {
    const named = nodeRs.Algorithm[algorithm]
    const verbs = {
      sign: () => nodeRs.signSync(claims, key.private, { algorithm: named }),
      verify: (token) => nodeRs.verifySync(token, key.public, { algorithms: [named], aud: ['api'] }),
    }
    return { held: verbs, text: verbs }
  },
  /** For scale: Node's own HMAC and nothing around it but JSON and base64url. */
  'node:crypto'(algorithm, key, claims) {
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
        if (!timingSafeEqual(mac(header + '.' + payload), Buffer.from(signature, 'base64url')))
          throw new Error('wrong signature')
        return JSON.parse(Buffer.from(payload, 'base64url').toString())
      },
    }
    return { held: verbs, text: verbs }
  },
}

/** What offers the algorithm, jwtmint first, each having proved that it works together with jwtmint. */
export async function contenders(algorithm, key, claims) {
  const ported = Object.entries(portableLibraries).map(([name, library]) => [
    name,
    portable[name](library, algorithm, key, claims),
  ])
  const others = await Promise.all(
    Object.entries(nodeOnly).map(async ([name, make]) => [name, await make(algorithm, key, claims)]),
  )
  const all = [ported[0], ...others, ...ported.slice(1)].filter(([, contender]) => contender)
  for (const [, contender] of all) await prove(ported[0][1], contender)
  return Object.fromEntries(all)
}

/** A second copy, since what is lent is lent to a whole copy. */
function withNothingLent() {
  delete require.cache[entry]
  const copy = require(entry)
  copy.setHostCrypto(false)
  return copy
}

export { jwtmint }
