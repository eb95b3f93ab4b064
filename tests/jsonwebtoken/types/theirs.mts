import jwt from 'jsonwebtoken'
import { createPrivateKey, createSecretKey } from 'node:crypto'
import type { Algorithm, GetPublicKeyOrSecret, JwtHeader, JwtPayload, Secret, SignOptions, VerifyErrors, VerifyOptions } from 'jsonwebtoken'

const secret: Secret = 'secret'
const algorithm: Algorithm = 'RS256'
const options: SignOptions = { algorithm, expiresIn: '1h', audience: ['a'], header: { alg: 'RS256', kid: 'k' } }
const policy: VerifyOptions = { algorithms: ['RS256'], audience: ['a', /b/], issuer: 'i', maxAge: '1 day', complete: false }

export const token: string = jwt.sign({ a: 1 }, secret, { expiresIn: 60 })
export const text: string = jwt.sign('text', Buffer.from('secret'))
export const unsecured: string = jwt.sign({}, null, { algorithm: 'none' })
jwt.sign({}, createPrivateKey('pem'), options, (error: Error | null, encoded?: string) => encoded?.length)
jwt.sign({}, { key: 'pem', passphrase: 'p' }, (_error, encoded) => encoded?.length)
jwt.sign({}, createSecretKey(Buffer.from('s')))

const claims: string | JwtPayload = jwt.verify(token, secret)
if (typeof claims !== 'string') console.log(claims.sub?.length, claims.exp, claims['custom'])
const whole: jwt.Jwt = jwt.verify(token, secret, { complete: true })
console.log(whole.header.kid, whole.payload, whole.signature)
const getKey: GetPublicKeyOrSecret = (header: JwtHeader, callback) => callback(null, header.kid)
jwt.verify(token, getKey, policy, (error: VerifyErrors | null, decoded) => {
  if (error instanceof jwt.TokenExpiredError) console.log(error.expiredAt.getTime(), error.inner)
  else if (error instanceof jwt.NotBeforeError) console.log(error.date.getTime())
  else if (error instanceof jwt.JsonWebTokenError) console.log(error.message)
  console.log(decoded)
})

const read: JwtPayload | string | null = jwt.decode(token)
console.log(read, jwt.decode(token, { complete: true })?.header.alg, jwt.decode(token, { json: true })?.iss)
throw new jwt.JsonWebTokenError('mine', new Error('inner'))
