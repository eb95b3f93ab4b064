// Compiled in each mode of resolution. A line that expects an error fails when there is none.
import {
  JwtError,
  Key,
  algorithms,
  decode,
  generateKey,
  importKey,
  inspect,
  setRandomSource,
  sign,
  verify,
  version,
} from 'jwtmint'
import type { Algorithm, ErrorCode, KeyInput, Report, SignOptions, Verified, VerifyOptions } from 'jwtmint'
import * as inline from 'jwtmint/inline'
import * as full from 'jwtmint/full'
import * as script from 'jwtmint/script'
import * as scriptFull from 'jwtmint/script/full'
import * as hmac from 'jwtmint/script/hmac'
import init, { initSync, sign as signWeb } from 'jwtmint/web' // jwtmint/web

const options: SignOptions = {
  algorithm: 'ES256',
  expiresIn: '5m',
  audience: ['a'],
  header: { kid: 'x', deep: [1, null] },
  typ: null,
  jwtid: true,
}
const token: string = sign({ sub: 'me', own: { deep: 1 } }, generateKey('ES256'), options)
sign('{"a":1}', new Uint8Array(32))
sign({}, null, { algorithm: 'none', allowUnsecured: true })
const policy: VerifyOptions = {
  algorithms: ['ES256'],
  issuer: ['a', 'b'],
  clockTolerance: '5s',
  maxAge: 60,
  crit: ['x'],
}
const verified: Verified = verify(token, { kty: 'EC', crv: 'P-256' }, policy)
const subject: string | undefined = verified.payload.sub
const typed: { scope: string } = verify<{ scope: string }>(token, 'secret').payload
const report: Report = inspect(token, undefined, { issuer: 'a' })
const hint: string | undefined = report.checks[0]?.hint
const expires: number | undefined = report.times.expires?.seconds
const big: string = decode(token).text.payload
const key: Key = importKey({ secret: 'aa', encoding: 'hex' }, { passphrase: 'p', keyid: 'k' })
const pem: string = key.toPem({ format: 'spki' })
const inputs: KeyInput[] = [pem, key, key.toJwk(), { keys: [] }, new ArrayBuffer(32), new DataView(new ArrayBuffer(32))]
const names: Algorithm[] = algorithms.map((algorithm) => algorithm.name)
setRandomSource((bytes) => bytes.fill(1))
setRandomSource(null)
key[Symbol.dispose]()
try {
  inline.sign({}, key) + script.sign({}, 'x') + hmac.version + version
  full.sign({}, scriptFull.generateKey('ML-DSA-44'))
} catch (error) {
  if (error instanceof JwtError) {
    const code: ErrorCode = error.code
    console.log(code, error.claim, error.position, error.message)
  }
}
export const loaded: Promise<void> = init(new URL('https://example.com/jwtmint.wasm')).then(() => void signWeb({}, 'x')) // jwtmint/web
initSync(new Uint8Array()) // jwtmint/web

// @ts-expect-error an unknown option
sign({}, 'x', { expiresin: 5 })
// @ts-expect-error an unknown algorithm
sign({}, 'x', { algorithm: 'HS257' })
// @ts-expect-error claims that are a number
sign(5, 'x')
// @ts-expect-error a key that is a number
verify(token, 5)
// @ts-expect-error none is never verified
verify(token, 'x', { algorithms: ['none'] })
// @ts-expect-error a Key is made by importKey or generateKey
new Key()
// @ts-expect-error the registry is read-only
algorithms.push()
console.log(subject, typed, hint, expires, big, inputs, names)
