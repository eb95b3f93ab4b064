// Tokens to paste, signed by `jose`.
import { SignJWT } from 'jose'
import * as keys from './keys.mjs'

export const now = () => Math.floor(Date.now() / 1000)

/** @param {any} claims @param {{alg?: string, key?: any, header?: any}} [how] */
export const tokenOf = (claims, { alg = 'ES256', key = keys.p256.privateKey, header = {} } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT', ...header }).sign(key)

export const part = (text) => Buffer.from(text).toString('base64url')

export const good = await tokenOf({
  iss: 'https://login.example',
  sub: 'alice',
  aud: 'api',
  iat: now() - 60,
  nbf: now() - 60,
  exp: now() + 3600,
  email: 'a@example.com',
})
